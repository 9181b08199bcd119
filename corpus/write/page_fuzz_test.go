package write

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/net/html/atom"

	"github.com/onomast/onomast/core/document"
)

// FuzzPage writes hostile names, labels, attributes and text, and reads the page
// as a browser does: all of it is still data.
func FuzzPage(f *testing.F) {
	for _, s := range []string{
		"plain", "</script><script>alert(1)</script>", "</style>", "<!--", "-->", "]]>", `"onmouseover='x'`, "'\"", "&quot;&#39;&amp", "\x00\r\n\r\t", "\u202e\u2066x", "</div></article>",
		"\xff", "<img src=x onerror=y>", "{{.Title}}", "` + x + `", "\\u003c/script", "é😊",
	} {
		f.Add(s, s, s)
		f.Add("x", s, "y")
	}
	f.Fuzz(func(t *testing.T, id, value, text string) {
		if text == "" || !utf8.ValidString(text) {
			return
		}
		o := outcome(t, id, text, document.Span{Start: 0, End: len(text), Label: value, Attributes: []document.Attr{{Key: value, Value: value}}})
		language := document.NewLayer(document.Language)
		language.AddRange(0, len(text), value)
		if err := o.Document.Add(language); err != nil {
			t.Fatal(err)
		}
		o.FailedStages = []string{value}
		root := parsePage(t, encode(t, "html", Options{Title: value, Pipeline: value}, o))
		article := elements(root, named(atom.Article))
		if len(article) != 1 || len(elements(root, named(atom.Script))) != 1 || len(elements(root, named(atom.Style))) != 1 {
			t.Fatalf("%q %q %q: the page has other elements", id, value, text)
		}
		mark := elements(article[0], named(atom.Mark))
		if len(mark) != 1 || attr(mark[0], "data-l") != strings.ReplaceAll(valid(value), "\x00", "\uFFFD") {
			t.Fatalf("label %q became %q", value, attr(mark[0], "data-l"))
		}
		if got := textOf(mark[0]); got != seen(text) {
			t.Fatalf("text %q became %q", text, got)
		}
		if got := textOf(elements(article[0], named(atom.H2))[0]); got != seen(valid(id)) {
			t.Fatalf("id %q became %q", id, got)
		}
		var x struct{ Attributes map[string]string }
		if err := json.Unmarshal([]byte(attr(mark[0], "data-x")), &x); err != nil || len(x.Attributes) != 1 {
			t.Fatalf("attribute %q became %q: %v", value, attr(mark[0], "data-x"), err)
		}
	})
}

// valid replaces each byte that is not UTF-8, not each run of them.
func valid(s string) string {
	var b strings.Builder
	for _, r := range s {
		b.WriteRune(r)
	}
	return b.String()
}
