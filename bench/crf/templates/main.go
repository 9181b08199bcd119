// Command templates trains on sets and prints how much of dev each template finds:
// what templates are chosen by. Sets without dev give a fixed fifth of train.
//
//	go run ./bench/crf/templates [OPTIONS] TEMPLATE[,TEMPLATE...] SET[,SET...]
//
// TEMPLATE is a file or the name of one that is built in. Tokens, entities and
// counting are those of the CRFsuite baseline beside the data, so that the figures
// can be compared. It prints one JSON object a line.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"

	"github.com/onomast/onomast/bench/cpu"
	"github.com/onomast/onomast/core/scheme"
	"github.com/onomast/onomast/plugins/crf/template"
	"github.com/onomast/onomast/plugins/crf/train"
)

type options struct {
	train.Options
	data, judge, scheme string
	every               int
}

// line is what is printed of a set.
type line struct {
	Set       string  `json:"set"`
	Template  string  `json:"template"`
	Precision float64 `json:"precision"`
	Recall    float64 `json:"recall"`
	F1        float64 `json:"f1"`
	Entities  int     `json:"entities"`
	Sentences int     `json:"train_sentences"`
	Features  int     `json:"features"`
	Steps     int     `json:"iterations"`
	CPU       float64 `json:"train_cpu_s"`
}

func main() {
	o := options{Options: train.Defaults()}
	flag.StringVar(&o.data, "data", "../shared/data", "folder of the sets")
	flag.StringVar(&o.judge, "judge", "dev", "split to judge by")
	flag.StringVar(&o.scheme, "scheme", "", "bio or bioes rather than what the template says")
	flag.IntVar(&o.every, "every", 1, "train on every so manieth sentence")
	flag.Float64Var(&o.C1, "c1", o.C1, "weight of the sum of absolute values, which needs owlqn")
	flag.Float64Var(&o.C2, "c2", o.C2, "weight of the sum of squares")
	flag.IntVar(&o.Iterations, "iterations", o.Iterations, "most iterations")
	flag.IntVar(&o.MinCount, "min-count", o.MinCount, "least tokens of a feature")
	flag.Float64Var(&o.Tolerance, "tolerance", o.Tolerance, "stop when ten steps gain less")
	flag.Parse()
	if o.C1 > 0 {
		o.Algorithm = train.OWLQN
	}
	if flag.NArg() != 2 {
		flag.Usage()
		os.Exit(2)
	}
	if err := run(o, strings.Split(flag.Arg(0), ","), strings.Split(flag.Arg(1), ",")); err != nil {
		fmt.Fprintln(os.Stderr, "templates:", err)
		os.Exit(1)
	}
}

func run(o options, templates, sets []string) error {
	for _, set := range sets {
		learn, held, err := halves(filepath.Join(o.data, set), o.judge)
		if err != nil {
			return err
		}
		for _, name := range templates {
			l, err := o.measure(name, learn, held)
			if err != nil {
				return fmt.Errorf("%s, %s: %w", set, name, err)
			}
			l.Set, l.Template = set, strings.TrimSuffix(filepath.Base(name), ".yaml")
			if err := json.NewEncoder(os.Stdout).Encode(l); err != nil {
				return err
			}
		}
	}
	return nil
}

// load reads a template.
func load(name string) (*template.Template, *template.Extractor, error) {
	t, err := template.Preset(name)
	if strings.HasSuffix(name, ".yaml") {
		var data []byte
		if data, err = os.ReadFile(name); err != nil {
			return nil, nil, err
		}
		parsed, problems := template.Parse(name, data)
		t, err = parsed, problems.Err()
	}
	if err != nil {
		return nil, nil, err
	}
	x, err := t.Compile(template.Disk(filepath.Dir(name)))
	return t, x, err
}

// measure trains and judges.
func (o options) measure(name string, learn, held []example) (line, error) {
	t, x, err := load(name)
	if err != nil {
		return line{}, err
	}
	if o.scheme != "" {
		t.Scheme = o.scheme
	}
	set, err := scheme.New(scheme.Scheme(t.Scheme), types(learn, held))
	if err != nil {
		return line{}, err
	}
	// Judged once, by the weights that training ends with.
	o.Dev, o.DevEvery, o.Patience = sentences(held, set, 1), math.MaxInt, 0
	begin := cpu.Time()
	result, err := train.Train(context.Background(), set, x, sentences(learn, set, o.every), o.Options)
	if err != nil {
		return line{}, err
	}
	s := result.Summary
	return line{
		Precision: percent(s.Dev.Precision), Recall: percent(s.Dev.Recall), F1: percent(s.Dev.F1), Entities: s.Dev.Gold,
		Sentences: s.Sentences, Features: s.Features, Steps: s.Iterations, CPU: math.Round(10*(cpu.Time()-begin).Seconds()) / 10,
	}, nil
}

func percent(part float64) float64 { return math.Round(1e4*part) / 100 }

// sentences are what training reads of every so manieth example.
func sentences(examples []example, set scheme.Set, every int) []train.Sentence {
	var out []train.Sentence
	for i := 0; i < len(examples); i += every {
		out = append(out, train.Sentence{Words: examples[i].words, Tags: examples[i].tags(set)})
	}
	return out
}
