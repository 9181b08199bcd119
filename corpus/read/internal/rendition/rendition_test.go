package rendition

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"
	"pgregory.net/rapid"

	"github.com/onomast/onomast/core/document"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestBuilder(t *testing.T) {
	t.Parallel()
	const source = "<a>one</a>&amp;<b>two\r\n</b>"
	var b Builder
	b.Break() // nothing is set off from nothing
	b.Append("one", nil, 3)
	b.Convert("&", 10, 5)
	b.Part(0, "FIRST", document.Attr{Key: "k", Value: "v"})
	b.Break()
	from := b.Len()
	b.Append("two\r\n", nil, 18)
	b.Part(from, "SECOND")
	b.Part(b.Len(), "NOTHING")
	b.Break()
	b.Insert("end")
	b.Describe(0, "more", "w")
	b.Describe(9, "no", "part")
	b.Note("code", "message")
	r := b.Done(len(source))
	if r.Text != "one&\n\ntwo\r\n\nend" {
		t.Errorf("text %q", r.Text)
	}
	var parts []string
	for _, p := range r.Parts {
		parts = append(parts, fmt.Sprint(p.Label, r.Text[p.Start:p.End], p.Attributes))
	}
	if diff := cmp.Diff([]string{"FIRSTone&[{k v} {more w}]", "SECONDtwo[]"}, parts); diff != "" || b.Parts() != 2 {
		t.Error(diff)
	}
	for word, from := range map[string]string{"one": "one", "&": "&amp;", "two": "two", "o\r\n": "o\r\n"} {
		at := strings.Index(r.Text, word)
		if start, end := r.Origin.Span(at, at+len(word)); source[start:end] != from {
			t.Errorf("%q leads to %q, want %q", word, source[start:end], from)
		}
	}
	if len(r.Notes) != 1 || r.Notes[0] != (document.Note{Stage: "reader", Code: "code", Message: "message"}) {
		t.Errorf("notes %v", r.Notes)
	}
}

// TestBreak sets off whatever stands before by one empty line.
func TestBreak(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		var b Builder
		var text strings.Builder
		for _, piece := range rapid.SliceOfN(rapid.SampledFrom([]string{"a", "b\n", "\n", "c\r\n", "\r\n", "\r", "long words\n\n"}), 0, 6).Draw(t, "pieces") {
			b.Insert(piece)
			text.WriteString(piece)
		}
		b.Break()
		got, before := b.Done(0).Text, text.String()
		lines := strings.Count(before[len(strings.TrimRight(before, "\r\n")):], "\n")
		want := before
		if before != "" && lines < 2 {
			want += "\n\n"[lines:]
		}
		if got != want {
			t.Fatalf("%q became %q, want %q", before, got, want)
		}
	})
}

func TestWhole(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", "a", "some words"} {
		m := Whole(text, 100)
		for i := range text {
			if start, end := m.Span(i, i+1); start != 0 || end != 100 {
				t.Errorf("byte %d of %q leads to [%d,%d)", i, text, start, end)
			}
		}
	}
}
