package write

import (
	"context"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/onomast/onomast/core/document"
)

// browse opens a page in a browser and returns what the page has become.
func browse(t *testing.T, markup string) string {
	t.Helper()
	var browser string
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			browser = path
		}
	}
	if browser == "" {
		t.Skip("there is no Chromium to open the page in")
	}
	dir := t.TempDir()
	path := filepath.Join(dir, "page.html")
	if err := os.WriteFile(path, []byte(markup), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, browser, "--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir="+filepath.Join(dir, "profile"),
		"--virtual-time-budget=2000", "--dump-dom", (&url.URL{Scheme: "file", Path: filepath.ToSlash(path)}).String())
	cmd.WaitDelay = time.Second
	out, err := cmd.Output()
	if err != nil {
		t.Skipf("%s does not work here: %v", browser, err)
	}
	return string(out)
}

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
	if now := browse(t, page); strings.Contains(now, `id="bar" role="region" aria-label="Filters" hidden`) || !strings.Contains(now, "2 documents</output>") {
		t.Errorf("the policy does not let the page's own script run:\n%s", now)
	}
	evil := strings.Replace(page, "</main>", `</main><script>document.title="INJECTED"</script><img src=x onerror='document.title="INJECTED"'>`, 1)
	if strings.Contains(browse(t, evil), "<title>INJECTED") {
		t.Error("the policy lets another script run")
	}
	scenario, err := os.ReadFile(filepath.Join("testdata", "scenario.js"))
	if err != nil {
		t.Fatal(err)
	}
	open := regexp.MustCompile(`<meta http-equiv=[^>]*>`).ReplaceAllString(page, "")
	now := browse(t, strings.Replace(open, "</body>", "<script>"+string(scenario)+"</script></body>", 1))
	if title := regexp.MustCompile(`<title>([^<]*)`).FindStringSubmatch(now); len(title) != 2 || title[1] != "RIGHT" {
		t.Errorf("the page says %q", title)
	}
}
