package main

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/scheme"
	"github.com/onomast/onomast/plugins/crf/inspect"
	"github.com/onomast/onomast/plugins/crf/learn"
	"github.com/onomast/onomast/plugins/crf/model"
	"github.com/onomast/onomast/plugins/crf/template"
	"github.com/onomast/onomast/plugins/crf/train"
	"github.com/onomast/onomast/plugins/crf/train/augment"
	"github.com/onomast/onomast/plugins/crf/train/gold"
)

// crfCommand is `runner train crf`.
type crfCommand struct {
	Train    []string `placeholder:"GOLD" help:"Annotated files, or directories of them, to train on; - for standard input."`
	Dev      []string `placeholder:"GOLD" help:"Annotated files to stop by, and to learn from what scores are worth."`
	Output   string   `short:"o" placeholder:"MODEL" help:"The model file to write."`
	Force    bool     `help:"Overwrite a model."`
	Pipeline string   `short:"p" placeholder:"FILE" help:"Pipeline whose stages make the tokens and the layers that the template reads; no others run. Without it: the tokenizer."`
	Inspect  string   `placeholder:"MODEL" help:"Instead of training, say what a model has learnt."`
	Top      int      `default:"10" help:"With --inspect: how many features and transitions for and against."`
	goldFlags
	crfModelFlags
	crfTrainingFlags
	pipelineFlags
}

// goldFlags say how annotated files are read, and what is taken of them.
type goldFlags struct {
	Labels    []string `placeholder:"LABEL" help:"Only entities of these labels."`
	Map       string   `placeholder:"FILE" help:"YAML file that says which gold labels stand for which."`
	Split     string   `placeholder:"NAME" help:"Only training documents of this split."`
	DevSplit  string   `placeholder:"NAME" help:"Only dev documents of this split; the files may be those of --train."`
	Annotator string   `placeholder:"NAME" help:"Only documents of this annotator."`
	From      string   `placeholder:"FORMAT" help:"Format of the annotated files, instead of what they look like."`
	Unit      string   `placeholder:"UNIT" help:"What offsets of the annotated files count, instead of what fits their text: codepoint, utf16, byte."`
	Encoding  string   `default:"auto" help:"Encoding of the annotated files: auto (UTF-8, or UTF-16 with a byte order mark), windows-1252, ..."`
	Repair    string   `enum:"conlleval,strict" default:"conlleval" help:"How invalid tag sequences are read: conlleval, strict."`
	MaxTrain  int      `placeholder:"N" help:"Train on the first N sentences only, for learning curves."`
}

// crfModelFlags say what kind of model it is.
type crfModelFlags struct {
	Template    string   `default:"default" placeholder:"FILE" help:"YAML file that declares the features, or the name of a template that ships: ${templates}."`
	Layers      []string `placeholder:"NAME" help:"Layers of the pipeline that features look at beside those of the template: rules, sections, an encoder's vectors, ..."`
	Scheme      string   `enum:",bio,bioes" default:"" placeholder:"SCHEME" help:"Tags: bio, bioes. Without it the template's."`
	Levels      []string `sep:"none" placeholder:"N" help:"Nested entities: how many levels, outermost first; or, given once for each level, the labels that go there, with commas between them."`
	Precision   float64  `placeholder:"P" help:"Find the smallest score from which on each label is right to this share on dev, and propose no entity under it."`
	Quantise    string   `enum:",int16,int8" default:"" placeholder:"WAY" help:"Round weights for a smaller file: int16, int8."`
	Names       bool     `default:"true" negatable:"" help:"Keep the names of features, which --inspect and explain show."`
	Name        string   `placeholder:"NAME" help:"Name of the model, for its card."`
	Description string   `placeholder:"TEXT" help:"What it is for, for its card."`
	Licence     string   `placeholder:"SPDX" help:"Licence of the model, for its card."`
	DataLicence string   `placeholder:"SPDX" help:"Licence of the training data, for its card."`
	Language    []string `placeholder:"TAG" help:"Languages of the model, for its card: BCP 47 tags."`
}

// crfTrainingFlags say how it is trained.
type crfTrainingFlags struct {
	Algorithm       string             `enum:"owlqn,lbfgs,adagrad,perceptron" default:"owlqn" help:"owlqn (L1 and L2: few weights), lbfgs (L2), adagrad, perceptron (quick)."`
	C1              *float64           `name:"c1" placeholder:"X" help:"Weight of the sum of absolute weights (owlqn, adagrad): for owlqn without it ${c1} with up to 600 entities, down to 0.03 with 1,000."`
	C2              *float64           `name:"c2" placeholder:"X" help:"Weight of the sum of squared weights: ${c2} without it."`
	Iterations      *int               `placeholder:"N" help:"Most iterations, or passes over the data: ${iterations} without it; 0: no limit."`
	MinCount        int                `default:"1" help:"Leave out features that fewer tokens have."`
	AllFeatures     bool               `help:"Give features a weight for every label, not only for those they were seen with."`
	ClassWeight     map[string]float64 `mapsep:"," placeholder:"LABEL=W" help:"How much a mistake at this label counts; O stands for no label."`
	Oversample      float64            `placeholder:"X" help:"Count sentences with rare labels more often: 0 not at all, 1 until labels are even."`
	Augment         map[string]float64 `mapsep:"," placeholder:"KIND=PART" help:"Also train on copies of this part of the sentences, from 0 to 1, with typos, in lower or upper case, without accents: typos=0.2,lower=0.1,upper=0.1,accents=0.1."`
	Tune            bool               `help:"Search for the c1, c2 and min-count that are best on dev or, without it, on a fifth of the training data."`
	Patience        *int               `placeholder:"N" help:"Stop when dev has not got better so many looks in a row: ${patience} without it; 0: never."`
	Folds           int                `placeholder:"K" help:"Also train K models, each without one part of the data, to score and calibrate by what they find there."`
	Seed            uint64             `default:"1" help:"Seed of all that is drawn by chance."`
	Workers         int                `placeholder:"N" help:"How many cores; without it all. The model is the same."`
	Checkpoint      string             `placeholder:"FILE" help:"Where the state of an interrupted training is kept: MODEL.checkpoint. The same command goes on from there."`
	CheckpointEvery time.Duration      `default:"1m" help:"How often it is saved."`
	Restart         bool               `help:"Begin anew instead of going on from a checkpoint."`
}

// Run trains a model, or inspects one.
func (c *crfCommand) Run(s *session) error {
	if c.Inspect != "" {
		return c.inspect(s)
	}
	if err := c.contradiction(); err != nil {
		return err
	}
	return (&crfTraining{session: s, command: c}).run()
}

func (c *crfCommand) inspect(s *session) error {
	if len(c.Train) > 0 || c.Output != "" {
		return errors.New("--inspect looks at a model; train one by another command")
	}
	r, err := inspect.Read(c.Inspect, max(0, c.Top))
	if err != nil {
		return err
	}
	if s.cli.JSON {
		return s.printJSON(r)
	}
	return r.Text(s.stdout)
}

// contradiction reports flags that make no sense, or not together.
func (c *crfCommand) contradiction() error {
	switch {
	case len(c.Train) == 0:
		return errors.New("say what to train on: --train GOLD; or look at a model: --inspect MODEL")
	case c.Output == "":
		return errors.New("say where the model goes: -o MODEL")
	case c.Folds == 1 || c.Folds < 0 || c.Folds > 100:
		return fmt.Errorf("--folds %d: there may be 2 to 100", c.Folds)
	case c.MaxTrain < 0:
		return fmt.Errorf("--max-train %d: it must be over 0", c.MaxTrain)
	case c.Precision < 0 || c.Precision >= 1:
		return fmt.Errorf("--precision %g: it must be over 0 and under 1", c.Precision)
	case c.Precision > 0 && len(c.Dev) == 0 && c.Folds == 0:
		return errors.New("--precision takes data that the model is not trained on: give --dev, or --folds")
	case c.Tune && (c.C1 != nil || c.C2 != nil || c.MinCount != 1):
		return errors.New("--tune finds --c1, --c2 and --min-count itself; leave them out")
	case c.DevSplit != "" && len(c.Dev) == 0:
		return errors.New("--dev-split is about the files of --dev; give them, too")
	}
	return writable(c.Output, c.Force)
}

// writable finds out before work begins whether a file can be written.
func writable(path string, force bool) error {
	if info, err := os.Stat(path); err == nil {
		if !info.Mode().IsRegular() {
			return fmt.Errorf("-o: %s is no file", path)
		}
		if !force {
			return fmt.Errorf("%s is there already; name another file, or give --force to overwrite it", path)
		}
	}
	dir := filepath.Dir(path)
	f, err := os.CreateTemp(dir, ".writable-*")
	if err != nil {
		var at *os.PathError
		if errors.As(err, &at) {
			err = at.Err
		}
		return fmt.Errorf("-o: no file can be made in the folder %s: %w", dir, err)
	}
	return errors.Join(f.Close(), os.Remove(f.Name()))
}

// options are those of the training.
func (c *crfCommand) options() (o learn.Options, err error) {
	if o.Levels, err = gold.ParseLevels(c.Levels); err != nil {
		return o, fmt.Errorf("--levels: %w", err)
	}
	if err = c.template(&o); err != nil {
		return o, err
	}
	o.Layers = c.Layers
	o.Scheme, o.Folds, o.Precision = scheme.Scheme(c.Scheme), c.Folds, c.Precision
	o.Tune = c.Tune
	if o.Augment, err = c.augment(); err != nil {
		return o, err
	}
	o.Write = model.WriteOptions{Quantise: model.Quantise(c.Quantise), NoNames: !c.Names}
	t := train.DefaultsOf(train.Algorithm(c.Algorithm))
	t.Seed, t.MinCount, t.AllFeatures, t.Workers = c.Seed, c.MinCount, c.AllFeatures, c.Workers
	t.ClassWeights, t.Oversample = c.ClassWeight, c.Oversample
	set(&t.C1, c.C1)
	set(&t.C2, c.C2)
	set(&t.Iterations, c.Iterations)
	set(&t.Patience, c.Patience)
	t.Checkpoint, t.CheckpointEvery, t.Resume = c.checkpoint(), c.CheckpointEvery, !c.Restart
	o.Train, o.FitC1 = t, c.C1 == nil && t.Algorithm == train.OWLQN
	return o, nil
}

// augment says what copies there will be.
func (c *crfCommand) augment() (o augment.Options, err error) {
	o.Seed = c.Seed
	parts := map[string]*float64{"typos": &o.Typos, "lower": &o.Lower, "upper": &o.Upper, "accents": &o.Accents}
	for _, kind := range slices.Sorted(maps.Keys(c.Augment)) {
		part, known := parts[kind]
		if !known {
			return o, diag.Diagnostic{
				Severity: diag.Error, Code: "crf.augment", Summary: fmt.Sprintf("--augment: there are no copies of the kind %q", kind),
				Hint: diag.Suggest(kind, slices.Sorted(maps.Keys(parts))),
			}
		}
		*part = c.Augment[kind]
	}
	return o, nil
}

// set sets an option that a flag was given for.
func set[T any](option, flag *T) {
	if flag != nil {
		*option = *flag
	}
}

func (c *crfCommand) checkpoint() string {
	if c.Checkpoint != "" {
		return c.Checkpoint
	}
	return c.Output + ".checkpoint"
}

// template reads the template, which is a file if it looks like one.
func (c *crfCommand) template(o *learn.Options) error {
	if !strings.ContainsAny(c.Template, `./\`) {
		var err error
		o.Template, err = template.Preset(c.Template)
		return err
	}
	data, err := os.ReadFile(c.Template)
	if err != nil {
		return fmt.Errorf("--template: %w", err)
	}
	var problems diag.List
	o.Template, problems = template.Parse(c.Template, data)
	o.Resources = template.Disk(filepath.Dir(c.Template))
	return problems.Err()
}
