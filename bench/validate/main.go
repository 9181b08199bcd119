// Command validate answers lines of "name<TAB>text" with 1 where the validator
// of that name takes the text, and 0 where it does not. compare.py puts the
// same questions to python-stdnum.
package main

import (
	"bufio"
	"fmt"
	"os"
	"strings"

	"github.com/onomast/onomast/plugins/rules/validate"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "validate:", err)
		os.Exit(1)
	}
}

func run() error {
	known := map[string]validate.Validator{}
	for _, v := range validate.All() {
		known[v.Name] = v
	}
	out := bufio.NewWriter(os.Stdout)
	in := bufio.NewScanner(os.Stdin)
	for in.Scan() {
		name, text, _ := strings.Cut(in.Text(), "\t")
		v, ok := known[name]
		if !ok {
			return fmt.Errorf("no validator %q", name)
		}
		answer := 0
		if v.Validate(text, validate.Options{}) == nil {
			answer = 1
		}
		fmt.Fprintln(out, answer)
	}
	if err := in.Err(); err != nil {
		return fmt.Errorf("read the questions: %w", err)
	}
	return out.Flush()
}
