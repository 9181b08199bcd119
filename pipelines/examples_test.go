package pipelines_test

import (
	"errors"
	"io"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/onomast/onomast/corpus/read"
)

// domains are the pipelines that ship, each with a folder of examples.
func domains() []string { return []string{"general", "legal", "medical", "support"} }

const (
	development = "development"
	heldOut     = "held-out"
)

// TestExamples measures the pipelines on the annotated examples. Run it with -v
// for the tables, and with -errors DOMAIN for each difference in the half that
// the rules may be made for.
func TestExamples(t *testing.T) {
	for _, domain := range domains() {
		t.Run(domain, func(t *testing.T) {
			gold := readGold(t, filepath.Join("..", "examples", "gold", domain+".jsonl"))
			found := annotate(t.Context(), t, open(t, domain), documents(t, gold))
			halves := map[string]scores{development: {}, heldOut: {}}
			for i, d := range gold {
				halves[d.Split].compare(d.Entities, found[i])
				if *showErrors == domain && d.Split == development {
					t.Log("\n" + differences(strings.TrimPrefix(d.ID, "examples/"), d.Text, d.Entities, found[i]))
				}
			}
			for half, s := range halves {
				t.Log("\n" + s.table(domain+", "+half))
				hold(t, half, s, floors(domain, half))
			}
		})
	}
}

// TestGoldIsOfTheExamples: the texts of the gold files are those of the
// examples as they are read, each document once.
func TestGoldIsOfTheExamples(t *testing.T) {
	for _, domain := range domains() {
		want := map[string]string{}
		for _, d := range readGold(t, filepath.Join("..", "examples", "gold", domain+".jsonl")) {
			if d.Split != development && d.Split != heldOut {
				t.Errorf("%s: split %q", d.ID, d.Split)
			}
			want[d.ID] = d.Text
		}
		if diff := cmp.Diff(want, readExamples(t, domain)); diff != "" {
			t.Errorf("%s: gold and examples differ (-gold +examples):\n%s", domain, diff)
		}
	}
}

// readExamples reads the documents of a domain as a run from the root of the
// repository would.
func readExamples(t *testing.T, domain string) map[string]string {
	t.Helper()
	t.Chdir("..")
	defer t.Chdir("pipelines")
	r, err := read.Open([]string{"examples/" + domain}, read.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	texts := map[string]string{}
	for {
		record, err := r.Next(t.Context())
		if errors.Is(err, io.EOF) {
			return texts
		}
		if err != nil {
			t.Fatal(err)
		}
		if record.Document == nil {
			t.Fatalf("%s: %v %s", record.ID, record.Failure, record.Skipped)
		}
		texts[record.ID] = record.Document.Text()
	}
}

// TestGoldIsSound: entities begin and end with a word or sign, none occurs
// twice, and none cross.
func TestGoldIsSound(t *testing.T) {
	for _, domain := range domains() {
		for _, d := range readGold(t, filepath.Join("..", "examples", "gold", domain+".jsonl")) {
			seen := places(d.Entities)
			if len(seen) != len(d.Entities) {
				t.Errorf("%s: an entity occurs twice", d.ID)
			}
			for i, a := range d.Entities {
				if text := d.Text[a.Start:a.End]; strings.TrimSpace(text) != text {
					t.Errorf("%s: %s %q has space around it", d.ID, a.Label, text)
				}
				for _, b := range d.Entities[i+1:] {
					if a.Start < b.Start && b.Start < a.End && a.End < b.End {
						t.Errorf("%s: %q and %q cross", d.ID, d.Text[a.Start:a.End], d.Text[b.Start:b.End])
					}
				}
			}
		}
	}
}
