package write

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/corpus"
)

// render returns the article of a text with entities, given as byte offsets.
func render(t interface{ Fatal(...any) }, text string, spans ...[2]int) string {
	d, err := document.New("a", text)
	if err != nil {
		t.Fatal(err)
	}
	l := document.NewLayer(document.Entities)
	for _, s := range spans {
		l.Add(document.Span{Start: s[0], End: s[1], Label: "X<&\"", Evidence: []document.Attr{{Key: "rule", Value: "<b>"}}})
	}
	if err := d.Add(l); err != nil {
		t.Fatal(err)
	}
	p, err := newPage(Defaults())
	if err != nil {
		t.Fatal(err)
	}
	got, err := p.AppendDocument(nil, &corpus.Outcome{Record: corpus.Record{ID: "<a>", Document: d}})
	if err != nil {
		t.Fatal(err)
	}
	return string(got)
}

// plain returns the text between tags and fails where tags do not match.
func plain(t interface{ Fatal(...any) }, markup string) string {
	dec := xml.NewDecoder(strings.NewReader(markup))
	dec.Strict = true
	var b strings.Builder
	inside := 0
	for {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return b.String()
		}
		if err != nil {
			t.Fatal(err, markup)
		}
		switch v := token.(type) {
		case xml.StartElement:
			if v.Name.Local == "div" || inside > 0 {
				inside++
			}
		case xml.EndElement:
			inside = max(0, inside-1)
		case xml.CharData:
			if inside > 0 {
				b.Write(v)
			}
		}
	}
}

func TestPageEscapes(t *testing.T) {
	t.Parallel()
	got := render(t, `a <script>alert("x")</script> & b`, [2]int{2, 10})
	if strings.Contains(got, "<script") || strings.Contains(got, "<b>") || strings.Contains(got, "<a>") {
		t.Errorf("not escaped:\n%s", got)
	}
}

// Whatever the spans, nested or crossing, tags match and the text is whole.
func TestPageKeepsTheText(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOfN(rapid.RuneFrom([]rune("ab<&é😀 ")), 1, 12, -1).Draw(t, "text")
		var at []int
		for i := range text {
			at = append(at, i)
		}
		at = append(at, len(text))
		var spans [][2]int
		for i := range at {
			for j := len(at) - 1; j > i; j-- { // by start, longer first
				if rapid.Bool().Draw(t, "span") && len(spans) < 6 {
					spans = append(spans, [2]int{at[i], at[j]})
				}
			}
		}
		got := render(t, text, spans...)
		if p := plain(t, got); p != text {
			t.Fatalf("text %q became %q in %s", text, p, got)
		}
		if n := strings.Count(got, "tabindex"); n != len(spans) {
			t.Fatalf("%d entities can be focused, want %d", n, len(spans))
		}
	})
}

func TestPageLoadsNothing(t *testing.T) {
	t.Parallel()
	for _, bad := range []string{"http://", "https://", "src=", "@import", "url("} {
		if strings.Contains(pageHead+pageFoot, bad) {
			t.Errorf("the page holds %q", bad)
		}
	}
}
