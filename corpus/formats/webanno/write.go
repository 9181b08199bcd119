package webanno

import (
	"errors"
	"io"
	"strconv"
	"strings"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/corpus/annotation"
	"github.com/onomast/onomast/corpus/formats/internal/perdoc"
)

func create(out *annotation.Output) (annotation.Sink, error) { return &sink{out: out}, nil }

type sink struct {
	out   *annotation.Output
	names perdoc.Names
}

// Close has nothing to write.
func (s *sink) Close() error { return nil }

// Write writes a file.
func (s *sink) Write(d *annotation.Document) error {
	w, err := s.out.Create(s.names.Of(d.ID) + ".tsv")
	if err != nil {
		return err
	}
	_, err = io.WriteString(w, content(d))
	return errors.Join(err, w.Close())
}

func content(d *annotation.Document) string {
	var b strings.Builder
	b.WriteString("#FORMAT=WebAnno TSV 3.3\n#T_SP=" + namedEntity + "|identifier|value\n\n")
	o := document.NewOffsets(d.Text)
	stacks := stacksOf(d)
	for n, sen := range annotation.Sentences(d) {
		from, to := annotation.Within(d.Tokens, sen)
		b.WriteString("\n#Text=" + escapeText(d.Text[d.Tokens[from].Start:d.Tokens[to-1].End]) + "\n")
		for i := from; i < to; i++ {
			t := d.Tokens[i]
			b.WriteString(strconv.Itoa(n+1) + "-" + strconv.Itoa(i-from+1) + "\t")
			b.WriteString(strconv.Itoa(o.To(document.UTF16, t.Start)) + "-" + strconv.Itoa(o.To(document.UTF16, t.End)) + "\t")
			b.WriteString(escapeToken(d.Text[t.Start:t.End]) + "\t")
			identifier, value := cells(stacks[i])
			b.WriteString(identifier + "\t" + value + "\t\n")
		}
	}
	return b.String()
}

// An annotated is an entity at a token: its label, and its number, 0 for none.
type annotated struct {
	label  string
	number int
}

// stacksOf returns the entities of each token. Those of several tokens, and those that
// share one, are numbered.
func stacksOf(d *annotation.Document) [][]annotated {
	count := make([]int, len(d.Tokens))
	for i := range d.Entities {
		from, to := annotation.Within(d.Tokens, d.Entities[i].Hull())
		for t := from; t < to; t++ {
			count[t]++
		}
	}
	stacks := make([][]annotated, len(d.Tokens))
	number := 0
	for i := range d.Entities {
		from, to := annotation.Within(d.Tokens, d.Entities[i].Hull())
		one := annotated{label: d.Entities[i].Label}
		if to-from > 1 || count[from] > 1 {
			number++
			one.number = number
		}
		for t := from; t < to; t++ {
			stacks[t] = append(stacks[t], one)
		}
	}
	return stacks
}

// cells writes a stack as the columns identifier and value.
func cells(stack []annotated) (identifier, value string) {
	if len(stack) == 0 {
		return "_", "_"
	}
	var ids, values []string
	for _, a := range stack {
		number := ""
		if a.number > 0 {
			number = "[" + strconv.Itoa(a.number) + "]"
		}
		ids = append(ids, "*"+number)
		values = append(values, escape(a.label)+number)
	}
	return strings.Join(ids, "|"), strings.Join(values, "|")
}
