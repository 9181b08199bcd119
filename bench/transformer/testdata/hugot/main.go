// Command hugot runs the texts of a file through a token classifier with hugot, as
// compare.py asks for, and prints the seconds that each round took.
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"slices"
	"syscall"
	"time"

	"github.com/knights-analytics/hugot"
	"github.com/knights-analytics/hugot/options"
	"github.com/knights-analytics/hugot/pipelines"
)

func main() {
	model := flag.String("model", "", "folder of the model")
	file := flag.String("file", "model.onnx", "the .onnx file in it")
	texts := flag.String("texts", "", "file with a JSON object a line, with a text")
	library := flag.String("library", "", "folder of ONNX Runtime")
	threads := flag.Int("threads", 1, "threads")
	batch := flag.Int("batch", 8, "texts in a batch")
	rounds := flag.Int("rounds", 3, "rounds")
	flag.Parse()
	if err := run(*model, *file, *texts, *library, *threads, *batch, *rounds); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(model, file, texts, library string, threads, batch, rounds int) error {
	all, err := read(texts)
	if err != nil {
		return err
	}
	slices.SortStableFunc(all, func(a, b string) int { return len(a) - len(b) })
	session, err := hugot.NewORTSession(options.WithOnnxLibraryPath(library), options.WithIntraOpNumThreads(threads), options.WithIntraOpSpinning(false))
	if err != nil {
		return err
	}
	defer func() { _ = session.Destroy() }()
	p, err := hugot.NewPipeline(session, hugot.TokenClassificationConfig{
		ModelPath: model, OnnxFilename: file, Name: "ner",
		Options: []hugot.TokenClassificationOption{pipelines.WithSimpleAggregation()},
	})
	if err != nil {
		return err
	}
	for range rounds {
		wall, cpu := time.Now(), seconds()
		found := 0
		for chunk := range slices.Chunk(all, batch) {
			out, err := p.RunPipeline(chunk)
			if err != nil {
				return err
			}
			for _, e := range out.Entities {
				found += len(e)
			}
		}
		fmt.Printf("{\"wall\": %f, \"cpu\": %f, \"entities\": %d}\n", time.Since(wall).Seconds(), seconds()-cpu, found)
	}
	return nil
}

// seconds is the processor time of the process.
func seconds() float64 {
	var u syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return float64(u.Utime.Sec+u.Stime.Sec) + float64(u.Utime.Usec+u.Stime.Usec)/1e6
}

func read(path string) ([]string, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	var out []string
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var d struct{ Text string }
		if err := json.Unmarshal(lines.Bytes(), &d); err != nil {
			return nil, err
		}
		out = append(out, d.Text)
	}
	return out, lines.Err()
}
