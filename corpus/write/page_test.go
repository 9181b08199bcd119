package write

import (
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/onomast/onomast/core/document"
)

// parsePage reads a page as a browser does.
func parsePage(t testing.TB, markup string) *html.Node {
	t.Helper()
	root, err := html.Parse(strings.NewReader(markup))
	if err != nil {
		t.Fatal(err)
	}
	return root
}

// elements returns the elements below a node that a predicate picks.
func elements(root *html.Node, pick func(*html.Node) bool) []*html.Node {
	var all []*html.Node
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && pick(n) {
			all = append(all, n)
		}
	}
	return all
}

func named(a atom.Atom) func(*html.Node) bool {
	return func(n *html.Node) bool { return n.DataAtom == a }
}

func classed(class string) func(*html.Node) bool {
	return func(n *html.Node) bool { return strings.Contains(" "+attr(n, "class")+" ", " "+class+" ") }
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// textOf is what an element shows.
func textOf(root *html.Node) string {
	var b strings.Builder
	for n := range root.Descendants() {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
	}
	return b.String()
}

// samplePage has two documents, one with nested entities.
func samplePage(t testing.TB, opts Options) *html.Node {
	text := "Dr. Anna Smith of Acme GmbH"
	o := outcome(t, "notes/a.txt", text, span(t, text, "Dr. Anna Smith", "PERSON"))
	l := o.Document.Layer(document.Entities)
	l.AddChild(0, document.Span{Start: 4, End: 8, Label: "GIVEN", Score: 0.8512, Kind: document.Raw,
		Attributes: []document.Attr{{Key: "normalized", Value: `"Ann"`}}, Evidence: []document.Attr{{Key: "rule", Value: "x.yaml:9"}}})
	l.Add(span(t, text, "Acme GmbH", "ORG"))
	o.FailedStages = []string{"crf", "lists"}
	o.Document.AddNote(document.Note{Stage: "entities", Code: "resolver.approximate", Message: "too many"})
	return parsePage(t, encode(t, "html", opts, o, outcome(t, "b.txt", "")))
}

func TestPageHasWhatItsScriptNeeds(t *testing.T) {
	t.Parallel()
	root := samplePage(t, Defaults())
	for _, m := range regexp.MustCompile(`one\("#([a-z]+)"`).FindAllStringSubmatch(pageScript, -1) {
		if len(elements(root, func(n *html.Node) bool { return attr(n, "id") == m[1] })) != 1 {
			t.Errorf("the script looks for #%s, which is not there once", m[1])
		}
	}
	for _, tag := range []atom.Atom{atom.Main, atom.H1, atom.Title, atom.Style, atom.Script} {
		if n := len(elements(root, named(tag))); n != 1 {
			t.Errorf("%d <%s> elements, want 1", n, tag)
		}
	}
	seen := map[string]bool{}
	for _, n := range elements(root, func(n *html.Node) bool { return attr(n, "id") != "" }) {
		if id := attr(n, "id"); seen[id] {
			t.Errorf("two elements have the id %q", id)
		} else {
			seen[id] = true
		}
	}
}

func TestPageShowsWhatIsKnown(t *testing.T) {
	t.Parallel()
	opts := Defaults()
	opts.Title, opts.Pipeline = "support <b>", digest
	root := samplePage(t, opts)
	if got := textOf(elements(root, named(atom.H1))[0]); got != "support <b>" {
		t.Errorf("heading %q", got)
	}
	articles := elements(root, named(atom.Article))
	if len(articles) != 2 || attr(articles[0], "id") != "d:notes/a.txt" {
		t.Fatalf("%d articles", len(articles))
	}
	about := textOf(articles[0])
	for _, want := range []string{"notes/a.txt", "3 entities", "Without crf, lists, which failed", "entities: too many"} {
		if !strings.Contains(about, want) {
			t.Errorf("%q is not said: %q", want, about)
		}
	}
	if got := textOf(articles[1]); !strings.Contains(got, "0 entities · the document is empty") {
		t.Errorf("of an empty document it says %q", got)
	}
	marks := elements(root, named(atom.Mark))
	if len(marks) != 3 || marks[1].Parent != marks[0] || !classed("n1")(marks[0]) || classed("n1")(marks[1]) {
		t.Fatalf("marks are not nested as the entities are: %d", len(marks))
	}
	for name, want := range map[string]string{
		"data-e": "e2", "data-l": "GIVEN", "data-p": "e1", "data-r": "4–8 (code points)", "data-s": "0.851 (raw)", "data-t": "", "data-c": "",
		"data-x": `{"attributes":{"normalized":"\"Ann\""},"evidence":{"rule":"x.yaml:9"}}`,
	} {
		if got := attr(marks[1], name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	if attr(marks[0], "data-x") != "" || attr(marks[0], "data-s") != "" {
		t.Error("an entity of which nothing is known has data on it")
	}
}

// TestPolicyAllowsThePageAndNothingElse recomputes the digests from what a
// browser would see.
func TestPolicyAllowsThePageAndNothingElse(t *testing.T) {
	t.Parallel()
	root := samplePage(t, Defaults())
	var policy string
	for _, n := range elements(root, named(atom.Meta)) {
		if strings.EqualFold(attr(n, "http-equiv"), "Content-Security-Policy") {
			policy = attr(n, "content")
		}
	}
	style, script := textOf(elements(root, named(atom.Style))[0]), textOf(elements(root, named(atom.Script))[0])
	want := "default-src 'none'; script-src '" + digestOf(script) + "'; style-src '" + digestOf(style) + "'; base-uri 'none'; form-action 'none'"
	if policy != want {
		t.Errorf("the policy is\n%s\nwant\n%s", policy, want)
	}
	if style != pageStyle || script != pageScript {
		t.Error("style or script were altered on the way into the page")
	}
	for _, n := range elements(root, func(*html.Node) bool { return true }) {
		for _, a := range n.Attr {
			if a.Key == "style" || a.Key == "src" || a.Key == "srcset" || strings.HasPrefix(a.Key, "on") || a.Key == "href" && !strings.HasPrefix(a.Val, "#") {
				t.Errorf("<%s %s=%q> would be blocked or loads something", n.Data, a.Key, a.Val)
			}
		}
	}
	for _, bad := range []string{"http:", "https:", "//cdn", "@import", "url(", "innerHTML", "eval("} {
		if strings.Contains(pageHead+pageFoot+pageStyle+pageScript, bad) {
			t.Errorf("the page holds %q", bad)
		}
	}
}
