package write

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"pgregory.net/rapid"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/corpus"
)

// render returns the text element of a document with entities, given as byte
// offsets by start, longer first.
func render(t testing.TB, text string, spans ...[2]int) (root *html.Node, markup string) {
	t.Helper()
	d, err := document.New("a", text)
	if err != nil {
		t.Fatal(err)
	}
	l := document.NewLayer(document.Entities)
	for i, s := range spans {
		l.Add(document.Span{Start: s[0], End: s[1], Label: fmt.Sprint("L", i)})
	}
	if err := d.Add(l); err != nil {
		t.Fatal(err)
	}
	o := &corpus.Outcome{Record: corpus.Record{ID: "a", Document: d}}
	markup = encode(t, "html", Defaults(), o)
	return elements(parsePage(t, markup), classed("text"))[0], markup[strings.Index(markup, "<article"):strings.Index(markup, "</article>")]
}

// seen is what a page shows of a text.
func seen(text string) string {
	var b strings.Builder
	for i, r := range text {
		switch {
		case r == '\r' && strings.HasPrefix(text[i:], "\r\n"), r == '\n', r == '\t':
			b.WriteRune(r)
		case r < ' ':
			b.WriteString([]string{"NUL", "SOH", "STX", "ETX", "EOT", "ENQ", "ACK", "BEL", "BS", "HT", "LF", "VT", "FF", "CR", "SO", "SI",
				"DLE", "DC1", "DC2", "DC3", "DC4", "NAK", "SYN", "ETB", "CAN", "EM", "SUB", "ESC", "FS", "GS", "RS", "US"}[r])
		case r >= 0x7f && r < 0xa0, r == 0x202d, r == 0x202e:
			fmt.Fprintf(&b, "U+%04X", r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

var awkward = rapid.SampledFrom([]string{
	"a", "b ", "é", "😊", "<", ">", "&", "&lt;", "'", "\"", "</script>", "</div>", "<!--", "]]>", "\x00", "\x07", "\x7f", "\u0085",
	"\r", "\r\n", "\n", "\t", "\u202e", "\u202d", "\u2066", "שלום", "\ufeff", "\ufffd", "\u2028",
})

// Whatever the text and the spans, nested or crossing, the text is whole, each
// entity has one place to go to, and its pieces hold its text.
func TestMarksKeepTheText(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		text := strings.Join(rapid.SliceOfN(awkward, 1, 12).Draw(r, "text"), "")
		var at []int
		for i := range text {
			at = append(at, i)
		}
		at = append(at, len(text))
		var spans [][2]int
		for i := range at {
			for j := len(at) - 1; j > i; j-- { // by start, longer first
				if len(spans) < 6 && rapid.IntRange(0, 3).Draw(r, "span") == 0 {
					spans = append(spans, [2]int{at[i], at[j]})
				}
			}
		}
		root, markup := render(t, text, spans...)
		if got := textOf(root); got != seen(text) {
			r.Fatalf("text %q became %q in %s", text, got, markup)
		}
		pieces := make([]string, len(spans))
		first := make([]int, len(spans))
		for _, n := range elements(root, func(*html.Node) bool { return true }) {
			if n.DataAtom != atom.Mark && !classed("odd")(n) {
				r.Fatalf("<%s> inside of the text: %s", n.Data, markup)
			}
			if n.DataAtom == atom.Mark {
				var i int
				if _, err := fmt.Sscanf(attr(n, "data-e")+attr(n, "data-c"), "e%d", &i); err != nil {
					r.Fatal(err)
				}
				pieces[i-1] += textOf(n)
				first[i-1] += strings.Count(attr(n, "data-e"), "e")
			}
		}
		for i, s := range spans {
			if want := seen(text[s[0]:s[1]]); pieces[i] != want && !strings.HasSuffix(want, "CR") {
				r.Fatalf("entity %d shows %q, want %q in %s", i, pieces[i], want, markup)
			}
			if first[i] != 1 {
				r.Fatalf("entity %d can be gone to %d times in %s", i, first[i], markup)
			}
		}
	})
}

func TestHeights(t *testing.T) {
	t.Parallel()
	l := document.NewLayer(document.Entities)
	for _, s := range [][2]int{{0, 20}, {0, 10}, {0, 5}, {0, 3}, {0, 2}, {6, 8}, {11, 15}, {30, 31}} {
		l.AddRange(s[0], s[1], "X")
	}
	if diff := cmp.Diff([]uint8{3, 3, 2, 1, 0, 0, 0, 0}, heights(l)); diff != "" {
		t.Error(diff)
	}
	if heights(nil) == nil || len(heights(nil)) != 0 {
		t.Error("a document without entities has heights")
	}
}

// A page stays as long as what is on it, however many entities overlap.
func TestDeepAndCrossingEntitiesStayShort(t *testing.T) {
	t.Parallel()
	const n = 2000
	text := strings.Repeat("x", 2*n)
	for name, span := range map[string]func(i int) [2]int{
		"nested":   func(i int) [2]int { return [2]int{i, 2*n - i} },
		"crossing": func(i int) [2]int { return [2]int{i, n + i} },
		"equal":    func(int) [2]int { return [2]int{0, n} },
	} {
		spans := make([][2]int, n)
		for i := range spans {
			spans[i] = span(i)
		}
		root, markup := render(t, text, spans...)
		if textOf(root) != text {
			t.Errorf("%s: the text is not whole", name)
		}
		marks := elements(root, named(atom.Mark))
		stops := 0
		for _, m := range marks {
			if attr(m, "data-e") != "" {
				stops++
			}
		}
		if stops != n {
			t.Errorf("%s: %d entities of %d can be gone to", name, stops, n)
		}
		if most := n * (deepest + 1); len(marks) > most {
			t.Errorf("%s: %d marks, want at most %d", name, len(marks), most)
		}
		if name == "nested" && !strings.Contains(markup, ` data-t="xxx`) {
			t.Errorf("%s: an entity that is too deep does not tell its text", name)
		}
	}
}
