package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/onomast/onomast/bench/cpu"
	"github.com/onomast/onomast/core/scheme"
	"github.com/onomast/onomast/plugins/crf/model"
	"github.com/onomast/onomast/plugins/crf/template"
	"github.com/onomast/onomast/plugins/crf/train"
)

// A trained is what `crf train` prints. Times are in seconds and hold all that
// happens between words in memory and a model in memory.
type trained struct {
	Wall       float64 `json:"wall"`
	CPU        float64 `json:"cpu"`
	Objective  float64 `json:"objective"`
	Iterations int     `json:"iterations"`
	Weights    int     `json:"weights"` // that are not 0
	Bytes      int64   `json:"bytes"`   // of the file
}

// trainModel makes a model of sequences and writes it to a file.
func trainModel(args []string) error {
	o := train.Defaults()
	flags := flag.NewFlagSet("train", flag.ContinueOnError)
	name := flags.String("template", "default", "a preset, or the file of a template")
	scheme := flags.String("scheme", "", "instead of that of the template")
	dev := flags.String("dev", "", "sequences to stop by")
	usual := flags.Bool("usual", false, "count what CRFsuite counts: sums over tags that break the scheme as well")
	algorithm := flags.String("algorithm", string(o.Algorithm), "how to train")
	flags.Float64Var(&o.C1, "c1", -1, "weight of the sum of absolute values; below 0: what suits the data")
	flags.Float64Var(&o.C2, "c2", o.C2, "weight of the sum of squares")
	flags.IntVar(&o.Iterations, "iterations", o.Iterations, "at most; 0: until it converges")
	flags.IntVar(&o.MinCount, "min-count", o.MinCount, "leave out features of fewer tokens")
	flags.IntVar(&o.Workers, "workers", o.Workers, "goroutines; 0: one a processor")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() != 2 {
		return errors.New("usage: crf train [OPTIONS] SEQUENCES MODEL")
	}
	o.Algorithm, o.Free = train.Algorithm(*algorithm), *usual
	l, err := newLearner(*name, *scheme)
	if err != nil {
		return err
	}
	made, err := l.learn(flags.Arg(0), *dev, flags.Arg(1), o)
	if err != nil {
		return err
	}
	return report(made)
}

// A learner trains models by one template.
type learner struct {
	template *template.Template
	x        *template.Extractor
	scheme   scheme.Scheme
}

// newLearner takes a preset, or a file.
func newLearner(name, tags string) (*learner, error) {
	var t *template.Template
	var err error
	if strings.HasSuffix(name, ".yaml") {
		t, err = readTemplate(name)
	} else {
		t, err = template.Preset(name)
	}
	if err != nil {
		return nil, err
	}
	x, err := t.Compile(template.Disk(filepath.Dir(name)))
	if err != nil {
		return nil, err
	}
	if tags == "" {
		tags = t.Scheme
	}
	return &learner{t, x, scheme.Scheme(tags)}, nil
}

func readTemplate(path string) (*template.Template, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	t, found := template.Parse(path, data)
	if found.HasErrors() {
		return nil, found.Err()
	}
	return t, nil
}

// learn trains on the sequences of a file.
func (l *learner) learn(path, dev, out string, o train.Options) (*trained, error) {
	all, err := readSequences(path)
	if err != nil {
		return nil, err
	}
	set := scheme.Set{Scheme: l.scheme, Types: typesOf(all)}
	if dev != "" {
		others, err := readSequences(dev)
		if err != nil {
			return nil, err
		}
		o.Dev = annotated(set, others)
	}
	data := annotated(set, all)
	if o.C1 < 0 {
		o.C1 = train.C1For(entities(all))
	}
	began, used := time.Now(), cpu.Time()
	result, err := train.Train(context.Background(), set, l.x, data, o)
	if err != nil {
		return nil, err
	}
	made := &trained{
		Wall: time.Since(began).Seconds(), CPU: (cpu.Time() - used).Seconds(), Objective: result.Summary.Objective,
		Iterations: result.Summary.Iterations, Weights: result.Summary.Active,
	}
	made.Bytes, err = l.write(out, result)
	return made, err
}

// write returns the size of the file.
func (l *learner) write(path string, result *train.Result) (int64, error) {
	c := result.Chain
	c.Name, c.Template = "level1", l.template.Source
	for _, blob := range l.x.Blobs() {
		c.Resources = append(c.Resources, model.Resource{Name: blob.ID, Data: blob.Data})
	}
	if err := model.Write(path, &model.Model{Chains: []model.Chain{c}}, model.WriteOptions{}); err != nil {
		return 0, err
	}
	info, err := os.Stat(path)
	if err != nil {
		return 0, fmt.Errorf("the model just written: %w", err)
	}
	return info.Size(), nil
}

func entities(all []sequence) int {
	n := 0
	for _, s := range all {
		n += len(s.entities())
	}
	return n
}

// annotated makes training sentences of sequences. Entities of types that the set
// lacks are left out.
func annotated(set scheme.Set, all []sequence) []train.Sentence {
	data := make([]train.Sentence, len(all))
	for i, s := range all {
		var spans []scheme.Span
		for _, e := range s.entities() {
			if typ, known := slices.BinarySearch(set.Types, e.label); known {
				spans = append(spans, scheme.Span{Start: e.start, End: e.end, Type: typ})
			}
		}
		data[i] = train.Sentence{Words: s.Words, Tags: set.Encode(nil, len(s.Words), spans)}
	}
	return data
}
