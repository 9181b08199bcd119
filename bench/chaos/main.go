// Command chaos shows that a run comes to the same bytes whatever is killed on
// the way: plugin processes, the runner itself, or the disk's free space.
//
//	make build && go run ./bench/chaos
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/onomast/onomast/core/plugin"
)

func main() {
	if len(os.Args) > 1 && os.Args[1] == servePlugin {
		plugin.Serve(poison())
	}
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "chaos:", err)
		os.Exit(1)
	}
}

func run() error {
	c := chaos{log: os.Stdout}
	flag.StringVar(&c.runner, "runner", "bin/runner", "the runner to disturb")
	flag.IntVar(&c.documents, "documents", 20000, "how many documents there are")
	flag.IntVar(&c.kills, "kills", 20, "how often something is killed in each scenario")
	flag.DurationVar(&c.delay, "delay", 4*time.Millisecond, "what the slow stage takes for each document")
	flag.DurationVar(&c.apart, "apart", 3*time.Second, "the longest time between two kills")
	seed := flag.Uint64("seed", uint64(time.Now().UnixNano()), "decides when something is killed")
	flag.Parse()
	c.random = newRandom(*seed)
	var err error
	if c.runner, err = filepath.Abs(c.runner); err != nil {
		return err
	}
	if c.self, err = os.Executable(); err != nil {
		return err
	}
	if c.dir, err = os.MkdirTemp("", "chaos-"); err != nil {
		return err
	}
	defer os.RemoveAll(c.dir)
	fmt.Printf("%d documents, %d kills, seed %d\n", c.documents, c.kills, *seed)
	return c.all()
}
