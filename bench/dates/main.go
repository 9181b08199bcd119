// Command dates reads lines of "locale<TAB>expression<TAB>reference" (the last
// as 2023-03-15T09:30, or -) and prints the value of each: what is normalised,
// or "? " and the readings, "unresolved", or "! " and the reason for a refusal.
// compare.py puts the same expressions to other readers of dates.
package main

import (
	"bufio"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/onomast/onomast/plugins/rules/normalize/dates"
	"github.com/onomast/onomast/plugins/rules/normalize/value"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "dates:", err)
		os.Exit(1)
	}
}

func run() error {
	reader := dates.New()
	out := bufio.NewWriter(os.Stdout)
	in := bufio.NewScanner(os.Stdin)
	for in.Scan() {
		fields := strings.Split(in.Text(), "\t")
		if len(fields) != 3 {
			return fmt.Errorf("a line has %d columns, not 3", len(fields))
		}
		c, err := context(fields[0], fields[2])
		if err != nil {
			return err
		}
		v, err := reader.Read(fields[1], c)
		switch {
		case err != nil:
			fmt.Fprintln(out, "!", err)
		case v.Unresolved != "":
			fmt.Fprintln(out, "unresolved")
		case v.Normalized == "":
			fmt.Fprintln(out, "?", strings.Join(v.Readings, " | "))
		default:
			fmt.Fprintln(out, v.Normalized)
		}
	}
	if err := in.Err(); err != nil {
		return fmt.Errorf("read the expressions: %w", err)
	}
	return out.Flush()
}

func context(locale, reference string) (value.Context, error) {
	l, err := value.ParseLocale(locale)
	if err != nil {
		return value.Context{}, err
	}
	c := value.Context{Locale: l}
	if reference != "-" {
		c.Reference, err = time.Parse("2006-01-02T15:04", reference)
		c.ReferenceHasTime = true
	}
	return c, err
}
