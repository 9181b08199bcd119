package page_test

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"go.uber.org/goleak"
	"golang.org/x/net/html"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/look/looktest"
	"github.com/onomast/onomast/evaluation"
	"github.com/onomast/onomast/evaluation/analysis"
	"github.com/onomast/onomast/evaluation/match"
	"github.com/onomast/onomast/evaluation/page"
	"github.com/onomast/onomast/evaluation/score"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// evil is what no label, id or text may do.
const evil = `</script><script>document.title="INJECTED"</script><img src=x onerror='document.title="INJECTED"'>`

// report has four errors: a missed entity, a wrong label of the score 0.9, a wrong end
// of 0.6 and a spurious one of 0.2.
func report() *evaluation.Report {
	var labels score.Labels
	entity := func(start, end int, label string, score float64) analysis.Entity {
		e := analysis.Entity{Span: match.New(labels.ID(label), match.Range{Start: start, End: end}), Source: "crf", Rule: "r1"}
		if score > 0 {
			e.Kind, e.Score = document.Calibrated, score
		}
		return e
	}
	docs := []analysis.Document{
		{ID: "one", Language: "en", Text: "Anna Smith lives\nin Köln.", Gold: []analysis.Entity{entity(0, 10, "PER", 0), entity(20, 25, "LOC", 0)}, Pred: []analysis.Entity{entity(0, 10, "ORG", .9)}},
		{ID: evil, Text: "Ada saw Bonn & " + evil, Gold: []analysis.Entity{entity(0, 3, "PER", 0), entity(8, 12, "LOC", 0)}, Pred: []analysis.Entity{entity(0, 7, "PER", .6), entity(8, 12, "LOC", .8), entity(15, 23, evil, .2)}},
	}
	for range 30 { // so that there are plots
		docs = append(docs, analysis.Document{ID: fmt.Sprint("more", len(docs)), Text: "Anna", Gold: []analysis.Entity{entity(0, 4, "PER", 0)}, Pred: []analysis.Entity{entity(0, 4, "PER", .7)}})
	}
	docs[0].Decisions = []analysis.Decision{{Range: match.Range{Start: 20, End: 25}, Label: labels.ID("LOC"), Source: "names", Outcome: "lost", By: "score", To: []string{"crf"}}}
	return evaluation.Evaluate(docs, &labels, evaluation.Options{Subject: evaluation.Subject{System: evil, Reference: []string{"gold.jsonl"}}, Resamples: 100})
}

func write(t *testing.T, r *evaluation.Report) string {
	t.Helper()
	var b strings.Builder
	if err := page.Write(&b, r); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// elements counts the elements of a page.
func elements(t *testing.T, markup string) map[string]int {
	t.Helper()
	root, err := html.Parse(strings.NewReader(markup))
	if err != nil {
		t.Fatal(err)
	}
	n := map[string]int{}
	for node := range root.Descendants() {
		if node.Type == html.ElementNode {
			n[node.Data]++
			for _, a := range node.Attr {
				if strings.HasPrefix(a.Key, "on") || a.Key == "style" || a.Key == "src" {
					t.Errorf("<%s %s>: the policy forbids it", node.Data, a.Key)
				}
			}
		}
	}
	return n
}

func TestPageHoldsEverything(t *testing.T) {
	t.Parallel()
	markup := write(t, report())
	for _, want := range []string{
		"32 documents", "34 gold entities", "wrong label", "wrong end", "missed", "spurious", "right candidate of names lost to crf by score",
		"Anna Smith", "lives ⏎ in ", "0.90", "too long", "reliability", "by length", "proposed, lost to another", "percentile bootstrap, 100 resamples", "rule r1", `dir="auto" lang="en">`,
	} {
		if !strings.Contains(strings.ToLower(markup), strings.ToLower(want)) {
			t.Errorf("there is no %q", want)
		}
	}
	n := elements(t, markup)
	if n["script"] != 1 || n["img"] != 0 || n["link"] != 0 || n["iframe"] != 0 {
		t.Errorf("%d scripts, %d images, %d links", n["script"], n["img"], n["link"])
	}
	if n["mark"] != 6 || n["li"] < 4 {
		t.Errorf("%d marks, %d items", n["mark"], n["li"])
	}
	if regexp.MustCompile(`(?i)(https?:)?//[a-z]`).MatchString(strings.ReplaceAll(markup, evil, "")) {
		t.Error("the page knows an address outside of itself")
	}
	if strings.Contains(markup, "ZgotmplZ") {
		t.Error("the template refuses a value")
	}
}

func TestEmptyReports(t *testing.T) {
	t.Parallel()
	var labels score.Labels
	markup := write(t, evaluation.Evaluate([]analysis.Document{{ID: "x"}}, &labels, evaluation.Options{}))
	if !strings.Contains(markup, "There are none.") || !strings.Contains(markup, "0/0") {
		t.Error("nothing to judge does not look like it")
	}
	elements(t, markup)
}

func TestTheSurestComesFirst(t *testing.T) {
	t.Parallel()
	found := regexp.MustCompile(`<span class="score">([^<]*)</span>`).FindAllStringSubmatch(write(t, report()), -1)
	var got []string
	for _, m := range found {
		got = append(got, m[1])
	}
	if strings.Join(got, " ") != "0.90 0.60 0.20 no score" {
		t.Errorf("%q", got)
	}
}

// TestManyErrors: a page that no browser holds helps nobody.
func TestManyErrors(t *testing.T) {
	t.Parallel()
	var labels score.Labels
	d := analysis.Document{ID: "d", Text: strings.Repeat("ab ", 6000)}
	for i := range 5500 {
		d.Gold = append(d.Gold, analysis.Entity{Span: match.New(labels.ID("X"), match.Range{Start: 3 * i, End: 3*i + 2})})
	}
	markup := write(t, evaluation.Evaluate([]analysis.Document{d}, &labels, evaluation.Options{Resamples: -1}))
	if n := strings.Count(markup, "<li tabindex"); n != 5000 || !strings.Contains(markup, "500 more errors") {
		t.Errorf("%d errors", n)
	}
}

func TestPolicyInABrowser(t *testing.T) {
	t.Parallel()
	markup := write(t, report())
	now := looktest.Browse(t, markup)
	if !strings.Contains(now, "4 errors</output>") || strings.Contains(now, `aria-label="Filters of errors" hidden`) {
		t.Error("the policy does not let the page's own script run")
	}
	if strings.Contains(now, "<title>INJECTED") {
		t.Error("a label is markup")
	}
	if now := looktest.Browse(t, strings.Replace(markup, "</main>", "</main>"+evil, 1)); strings.Contains(now, "<title>INJECTED") {
		t.Error("the policy lets another script run")
	}
	scenario, err := os.ReadFile("testdata/scenario.js")
	if err != nil {
		t.Fatal(err)
	}
	open := regexp.MustCompile(`<meta http-equiv=[^>]*>`).ReplaceAllString(markup, "")
	now = looktest.Browse(t, strings.Replace(open, "</body>", "<script>"+string(scenario)+"</script></body>", 1))
	if title := regexp.MustCompile(`<title>([^<]*)`).FindStringSubmatch(now); len(title) != 2 || title[1] != "RIGHT" {
		t.Errorf("the page says %q", title)
	}
}
