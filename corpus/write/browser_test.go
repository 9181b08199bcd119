package write

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/look/looktest"
)

// browsed is a page of two documents.
func browsed(t *testing.T) string {
	text := "Dr. Anna Smith of Acme GmbH"
	a := outcome(t, "one", text, span(t, text, "Dr. Anna Smith", "PERSON"))
	l := a.Document.Layer(document.Entities)
	given := span(t, text, "Anna", "GIVEN")
	given.Attributes = []document.Attr{{Key: "normalized", Value: "Ann"}, {Key: "normalized", Value: "Anne"}}
	given.Evidence = []document.Attr{{Key: "rule", Value: "x.yaml:9"}}
	l.AddChild(0, given)
	l.Add(span(t, text, "Acme GmbH", "ORG"))
	other := "Mr. Jones of Nordwind"
	return encode(t, "html", Defaults(), a, outcome(t, "two", other, span(t, other, "Mr. Jones", "PERSON")))
}

// TestPageInABrowser has the script run under the page's own policy, and then
// walks the page by keyboard.
func TestPageInABrowser(t *testing.T) {
	t.Parallel()
	page := browsed(t)
	if now := looktest.Browse(t, page); strings.Contains(now, `id="bar" role="region" aria-label="Filters" hidden`) || !strings.Contains(now, "2 documents</output>") {
		t.Errorf("the policy does not let the page's own script run:\n%s", now)
	}
	evil := strings.Replace(page, "</main>", `</main><script>document.title="INJECTED"</script><img src=x onerror='document.title="INJECTED"'>`, 1)
	if strings.Contains(looktest.Browse(t, evil), "<title>INJECTED") {
		t.Error("the policy lets another script run")
	}
	scenario, err := os.ReadFile(filepath.Join("testdata", "scenario.js"))
	if err != nil {
		t.Fatal(err)
	}
	open := regexp.MustCompile(`<meta http-equiv=[^>]*>`).ReplaceAllString(page, "")
	now := looktest.Browse(t, strings.Replace(open, "</body>", "<script>"+string(scenario)+"</script></body>", 1))
	if title := regexp.MustCompile(`<title>([^<]*)`).FindStringSubmatch(now); len(title) != 2 || title[1] != "RIGHT" {
		t.Errorf("the page says %q", title)
	}
}
