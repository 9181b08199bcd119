// Command memory shows that the memory of a run does not grow with the number
// of its documents: it feeds a runner and looks at the resident memory of it
// and of its plugin processes on the way.
//
//	make build && go run ./bench/memory -pipeline pipelines/support.yaml
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"sync/atomic"
	"time"

	"github.com/onomast/onomast/bench/internal/workload"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "memory:", err)
		os.Exit(1)
	}
}

func run() error {
	runner := flag.String("runner", "bin/runner", "the runner to watch")
	pipeline := flag.String("pipeline", "pipelines/support.yaml", "the pipeline to run")
	documents := flag.Int("documents", 1_000_000, "how many documents there are; a tenth of them is the first mark")
	size := flag.Int("size", 300, "bytes of a document, about")
	limit := flag.Float64("limit", 1.1, "the growth that is allowed between the marks")
	flag.Parse()
	dir, err := os.MkdirTemp("", "memory-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	cmd := exec.Command(*runner, "run", "--quiet", "-p", *pipeline, "-o", filepath.Join(dir, "out"), "--input-format", "jsonl", "-")
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	var done atomic.Int64
	w := watch(cmd.Process.Pid, &done)
	begin := time.Now()
	feedErr := feed(in, *documents, *size, &done)
	err = cmd.Wait()
	w.stop()
	if err := errors.Join(err, feedErr); err != nil {
		return fmt.Errorf("the runner ended early: %w", err)
	}
	took := time.Since(begin)
	fmt.Printf("%s, %d documents of %d bytes, %.0f documents/s\n", filepath.Base(*pipeline), *documents, *size, float64(*documents)/took.Seconds())
	return w.report(os.Stdout, *documents, *limit)
}

// feed writes documents as fast as they are taken; done counts them.
func feed(in io.WriteCloser, documents, size int, done *atomic.Int64) error {
	out := bufio.NewWriterSize(in, 64<<10)
	lines := json.NewEncoder(out)
	for i := range documents {
		if err := lines.Encode(map[string]string{"id": workload.ID(i), "text": workload.Text(i, size)}); err != nil {
			return err
		}
		done.Add(1)
	}
	if err := out.Flush(); err != nil {
		return err
	}
	return in.Close()
}
