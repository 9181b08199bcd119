package page_test

import (
	"strings"
	"testing"

	"go.uber.org/goleak"
	"golang.org/x/net/html"

	"github.com/onomast/onomast/corpus/annotation"
	"github.com/onomast/onomast/corpus/scan"
	"github.com/onomast/onomast/corpus/stats"
	"github.com/onomast/onomast/corpus/stats/page"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// evil is what no label or path may do.
const evil = `</script><script>document.title="INJECTED"</script><img src=x onerror='document.title="INJECTED"'>`

func report(parts int) *stats.Report {
	var c stats.Collector
	for i := range 40 {
		d := &annotation.Document{Split: []string{"train", "dev", "test", evil, "more"}[i%parts], Text: strings.Repeat("Ada ", i)}
		for j := range i {
			d.Entities = append(d.Entities, annotation.Entity{Label: []string{"PER", evil}[j%2], Fragments: []annotation.Range{{Start: 4 * j, End: 4*j + 3}}})
		}
		c.Add(d)
	}
	r := c.Report()
	r.Input = &scan.Summary{Files: []scan.File{{Path: evil, Format: "jsonl"}}, Failed: 3}
	return r
}

// TestPage holds what it shows, and that nothing of the data becomes markup.
func TestPage(t *testing.T) {
	t.Parallel()
	for parts := 1; parts <= 5; parts++ {
		var b strings.Builder
		if err := page.Write(&b, report(parts)); err != nil {
			t.Fatal(err)
		}
		root, err := html.Parse(strings.NewReader(b.String()))
		if err != nil {
			t.Fatal(err)
		}
		n := map[string]int{}
		for node := range root.Descendants() {
			if node.Type != html.ElementNode {
				continue
			}
			n[node.Data]++
			for _, a := range node.Attr {
				if strings.HasPrefix(a.Key, "on") || a.Key == "style" || a.Key == "src" {
					t.Errorf("<%s %s>: the policy forbids it", node.Data, a.Key)
				}
			}
		}
		if n["script"] != 1 || n["img"] != 0 || n["link"] != 0 {
			t.Errorf("%d parts: %v", parts, n)
		}
		if n["figure"] != parts || n["rect"] < 10 || n["th"] < 20 {
			t.Errorf("%d parts: %d plots, %d bars, %d headers", parts, n["figure"], n["rect"], n["th"])
		}
		for _, want := range []string{"not counted: 3", "780", "sha256-", "of 2 labels"} {
			if !strings.Contains(b.String(), want) {
				t.Errorf("%d parts: there is no %q", parts, want)
			}
		}
		if strings.Contains(b.String(), "ZgotmplZ") {
			t.Error("the template refuses a value")
		}
	}
}

func TestNothing(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	var c stats.Collector
	if err := page.Write(&b, c.Report()); err != nil || !strings.Contains(b.String(), "There are no entities.") {
		t.Errorf("%v", err)
	}
}
