package formats_test

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/onomast/onomast/corpus/annotation"
	"github.com/onomast/onomast/corpus/formats"
)

// tb is what *testing.T and *rapid.T have in common.
type tb interface {
	Helper()
	Fatalf(string, ...any)
}

// fit makes documents what a format holds, and returns what that cost.
func fit(t tb, f annotation.Format, docs []*annotation.Document) (problems []annotation.Problem) {
	t.Helper()
	fitter := annotation.Fitter{Holds: f.Holds, Tokenize: tokenize, Report: func(p annotation.Problem) { problems = append(problems, p) }}
	for _, d := range docs {
		if err := fitter.Fit(d); err != nil {
			t.Fatalf("fit: %v", err)
		}
	}
	return problems
}

// memFile is a file of an output that has several.
type memFile struct {
	bytes.Buffer
	name string
	all  *[][2]string // name and content, in the order they were written
}

func (m *memFile) Close() error {
	*m.all = append(*m.all, [2]string{m.name, m.String()})
	return nil
}

// writeAll writes documents into a new directory and returns the files to read.
func writeAll(t tb, dir string, f annotation.Format, unit string, docs []*annotation.Document) (paths []string, problems []annotation.Problem) {
	t.Helper()
	var body bytes.Buffer
	var files [][2]string
	sink, err := formats.Create(f, unit, annotation.Output{
		Body: &body, Report: func(p annotation.Problem) { problems = append(problems, p) },
		Create: func(name string) (io.WriteCloser, error) { return &memFile{name: name, all: &files}, nil },
	})
	if err != nil {
		t.Fatalf("create: %v", err)
	}
	for _, d := range docs {
		if err := sink.Write(d); err != nil {
			t.Fatalf("write: %v", err)
		}
	}
	if err := sink.Close(); err != nil {
		t.Fatalf("close: %v", err)
	}
	if !f.PerDocument {
		files = append(files, [2]string{"all" + f.Extension, body.String()})
	}
	for _, file := range files {
		name, content := file[0], file[1]
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatalf("%v", err)
		}
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatalf("%v", err)
		}
		if strings.HasSuffix(name, f.Extension) {
			paths = append(paths, path)
		}
	}
	return paths, problems
}

// readPaths reads files.
func readPaths(t tb, paths []string, opts formats.Options) (docs []*annotation.Document, problems []annotation.Problem) {
	t.Helper()
	opts.Report = func(p annotation.Problem) {
		if p.Effect != annotation.Noted {
			problems = append(problems, p)
		}
	}
	for _, path := range paths {
		r, err := formats.Open(path, nil, opts)
		if err != nil {
			t.Fatalf("open: %v", err)
		}
		for {
			d, err := r.Next()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("read: %v", err)
			}
			docs = append(docs, d)
		}
		if err := r.Close(); err != nil {
			t.Fatalf("close: %v", err)
		}
	}
	return docs, problems
}

// respace sets the tokens of a document apart as a format does that does not keep all
// white space.
func respace(h annotation.Holds, d *annotation.Document) {
	if h.Spacing == annotation.FullSpacing {
		return
	}
	starts := map[int]bool{}
	for _, s := range d.Sentences {
		starts[s.Start] = h.Sentences
	}
	var text strings.Builder
	begin, end := map[int]int{}, map[int]int{}
	for i, t := range d.Tokens {
		switch {
		case i > 0 && starts[t.Start]:
			gap := utf8.RuneCountInString(d.Text[d.Tokens[i-1].End:t.Start])
			if h.Spacing == annotation.TokenSpacing {
				gap = 1
			}
			text.WriteString("\n" + strings.Repeat(" ", max(gap, 1)-1))
		case i > 0 && h.Spacing == annotation.SentenceSpacing:
			text.WriteString(d.Text[d.Tokens[i-1].End:t.Start])
		case i > 0:
			text.WriteByte(' ')
		case h.Spacing == annotation.SentenceSpacing:
			text.WriteString(strings.Repeat(" ", utf8.RuneCountInString(d.Text[:t.Start])))
		}
		begin[t.Start] = text.Len()
		text.WriteString(d.Text[t.Start:t.End])
		end[t.End] = text.Len()
	}
	move := func(r annotation.Range) annotation.Range {
		return annotation.Range{Start: begin[r.Start], End: end[r.End]}
	}
	sentences := annotation.Sentences(d)
	for i := range d.Entities {
		for j, r := range d.Entities[i].Fragments {
			d.Entities[i].Fragments[j] = move(r)
		}
	}
	for i, s := range sentences {
		sentences[i] = move(s)
	}
	for i, r := range d.Tokens {
		d.Tokens[i] = move(r)
	}
	d.Sentences, d.Text = sentences, text.String()
}

// canonical makes two documents comparable: entities in an order of their own.
func canonical(f annotation.Format, d *annotation.Document) *annotation.Document {
	c := *d
	order := make([]int, len(d.Entities))
	for i := range order {
		order[i] = i
	}
	key := func(e *annotation.Entity) string {
		return strings.Join([]string{e.Label, e.Source, fmt.Sprint(e.Attributes), e.Kind.String()}, "\x00")
	}
	slices.SortStableFunc(order, func(a, b int) int {
		x, y := &d.Entities[a], &d.Entities[b]
		return cmp.Or(slices.CompareFunc(x.Fragments, y.Fragments, func(a, b annotation.Range) int {
			return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End))
		}), cmp.Compare(key(x), key(y)), cmp.Compare(x.Score, y.Score), cmp.Compare(x.Parent, y.Parent))
	})
	place := make([]int, len(order))
	c.Entities = nil
	for to, from := range order {
		place[from] = to
		c.Entities = append(c.Entities, d.Entities[from])
	}
	for i := range c.Entities {
		if p := c.Entities[i].Parent; p != annotation.NoParent {
			c.Entities[i].Parent = place[p]
		}
		if !f.Holds.EntityIDs || c.Entities[i].ID != "" {
			c.Entities[i].ID = "" // given where none was
		}
	}
	c.Relations = slices.Clone(d.Relations)
	for i := range c.Relations {
		c.Relations[i].From, c.Relations[i].To, c.Relations[i].ID = place[c.Relations[i].From], place[c.Relations[i].To], ""
	}
	c.Origin = annotation.Origin{}
	if f.PerDocument { // its id becomes the name of a file
		c.ID = ""
	}
	if !f.Holds.Tokens {
		c.Tokens = nil
	}
	if !f.Holds.Sentences {
		c.Sentences = nil
	}
	if f.Holds.Tokens && len(c.Sentences) > 0 { // white space at their edges is no matter
		c.Sentences = annotation.Sentences(&c)
	}
	if !f.Holds.Fields || len(c.Fields) == 0 {
		c.Fields = nil
	}
	if len(c.Tokens) == 0 {
		c.Tokens = nil
	}
	if len(c.Sentences) == 0 {
		c.Sentences = nil
	}
	if len(c.Relations) == 0 {
		c.Relations = nil
	}
	for i := range c.Entities {
		if len(c.Entities[i].Attributes) == 0 {
			c.Entities[i].Attributes = nil
		}
	}
	return &c
}

// TestRoundTrips writes generated documents in each format, after they were made what
// it holds, and reads what they were.
func TestRoundTrips(t *testing.T) {
	t.Parallel()
	for _, f := range formats.All() {
		if f.Read == nil || f.Write == nil {
			continue
		}
		t.Run(f.Name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			rapid.Check(t, func(t *rapid.T) {
				docs := []*annotation.Document{drawDocument(t), drawDocument(t)}
				docs[0].ID, docs[1].ID = "a/1", "b 2"
				checkRoundTrip(t, dir, f, drawUnit(t, f), docs)
			})
		})
	}
}

// drawUnit draws a unit that the format may count in.
func drawUnit(t *rapid.T, f annotation.Format) string {
	if len(f.Units) == 0 {
		return ""
	}
	return rapid.SampledFrom(f.Units).Draw(t, "unit").String()
}

func checkRoundTrip(t tb, dir string, f annotation.Format, unit string, docs []*annotation.Document) {
	t.Helper()
	fit(t, f, docs)
	sub, err := os.MkdirTemp(dir, "")
	if err != nil {
		t.Fatalf("%v", err)
	}
	defer func() { _ = os.RemoveAll(sub) }()
	paths, changed := writeAll(t, sub, f, unit, docs)
	got, problems := readPaths(t, paths, formats.Options{Format: f.Name, Unit: unit})
	if len(problems) > 0 {
		t.Fatalf("reading what was written: %v\n%s", problems[0].Error(), content(paths))
	}
	if len(got) != len(docs) {
		t.Fatalf("%d documents became %d\n%s", len(docs), len(got), content(paths))
	}
	for i := range docs {
		respace(f.Holds, docs[i])
		relabel(docs[i], changed)
		want, have := canonical(f, docs[i]), canonical(f, got[i])
		if !same(want, have) {
			t.Fatalf("document %d (-want +got):\n%s\n%s", i, gocmp.Diff(want, have), content(paths))
		}
	}
}

// relabel expects labels and attributes to be changed where the writer said so.
func relabel(d *annotation.Document, changed []annotation.Problem) {
	for _, p := range changed {
		if p.Document != d.ID {
			continue
		}
		if p.Code == "control-character" {
			withoutControls(d)
		}
		for i := range d.Entities {
			e := &d.Entities[i]
			if word, ok := strings.CutPrefix(p.Hint, "it is written as "); ok && p.Code == "label" && e.Label == p.Span.Label {
				e.Label = word
			}
			for j := range e.Attributes {
				if p.Code == "attribute" {
					e.Attributes[j].Value = strings.ReplaceAll(e.Attributes[j].Value, "\n", " ")
				}
			}
		}
	}
}

// withoutControls replaces what XML cannot hold, as is reported.
func withoutControls(d *annotation.Document) {
	d.Text = strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' && r != '\r' {
			return ' '
		}
		return r
	}, d.Text)
}

// same reports whether two documents, made canonical, are equal.
func same(a, b *annotation.Document) bool { return reflect.DeepEqual(a, b) }

func content(paths []string) string {
	var b strings.Builder
	for _, p := range paths {
		data, _ := os.ReadFile(p)
		b.WriteString(filepath.Base(p) + ":\n" + string(data[:min(len(data), 3000)]))
	}
	return b.String()
}
