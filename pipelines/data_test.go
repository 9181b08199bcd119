package pipelines_test

import (
	"cmp"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// A labelMap says how the labels of an annotated set and those of a pipeline
// correspond: testdata/maps/SET.json. Labels that are not named are left out.
type labelMap struct {
	// Pipelines are measured on the set.
	Pipelines []string `json:"pipelines"`
	// Part, if any, is the part of the set that marks all of these labels.
	Part string `json:"part"`
	// Gold and Found give the labels of the set and of the pipeline a common name.
	Gold  map[string]string `json:"gold"`
	Found map[string]string `json:"found"`
	// Trim, by common name, is cut off where the set draws borders otherwise; what
	// it leaves nothing of is not counted. The files say why, under "why".
	Trim map[string]string `json:"trim"`
	trim map[string]*regexp.Regexp
	// Floors, by common name, is the share of what is found that must overlap
	// such an entity, on the split for development.
	Floors map[string]float64 `json:"floors"`
	// Unseen, when it is not 0, is how many lines a block of the split for development
	// has: the models that ship were trained on three blocks of four, and the fourth
	// is measured.
	Unseen int `json:"unseen"`
	// Within names labels that the set does not mark inside others, by common
	// name: {"LOCATION": ["ADDRESS"]}. What is found there is left out.
	Within map[string][]string `json:"within"`
}

func readMap(t *testing.T, path string) *labelMap {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	m := &labelMap{trim: map[string]*regexp.Regexp{}}
	if err := json.Unmarshal(data, m); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	for label, expr := range m.Trim {
		m.trim[label] = regexp.MustCompile(expr)
	}
	return m
}

// translate gives entities their common labels and borders.
func (m *labelMap) translate(labels map[string]string, text string, entities []entity) []entity {
	var out []entity
	for _, e := range entities {
		if e.Label = labels[e.Label]; e.Label == "" {
			continue
		}
		if expr := m.trim[e.Label]; expr != nil {
			for _, cut := range expr.FindAllStringIndex(text[e.Start:e.End], -1) {
				if cut[0] == 0 {
					e.Start += cut[1]
				} else if e.End-e.Start == cut[1] {
					e.End = e.Start + cut[0]
				}
			}
		}
		if e.Start < e.End { // else the set does not mark it
			out = append(out, e)
		}
	}
	return out
}

// unmarked leaves out what the set does not mark where it was found.
func (m *labelMap) unmarked(gold, found []entity) []entity {
	return slices.DeleteFunc(found, func(f entity) bool {
		outer := m.Within[f.Label]
		return slices.ContainsFunc(gold, func(g entity) bool {
			return slices.Contains(outer, g.Label) && g.Start <= f.Start && f.End <= g.End
		})
	})
}

// touching counts as right what overlaps an entity of the same label.
func touching(gold, found []entity, s scores) {
	for _, f := range found {
		t := s.of(f.Label)
		t.found++
		if slices.ContainsFunc(gold, f.touches) {
			t.right++
		}
	}
}

func (e entity) touches(o entity) bool {
	return e.Label == o.Label && e.Start < o.End && o.Start < e.End
}

// TestData measures the pipelines on annotated data of others, which is not in
// the repository: ONOMAST_DATA names its folder.
func TestData(t *testing.T) {
	root := cmp.Or(os.Getenv("ONOMAST_DATA"), "../../shared/data")
	if _, err := os.Stat(root); err != nil {
		t.Skip("there is no annotated data; name its folder in ONOMAST_DATA")
	}
	maps, err := filepath.Glob("testdata/maps/*.json")
	if err != nil || len(maps) == 0 {
		t.Fatal("no label maps", err)
	}
	for _, path := range maps {
		set := strings.TrimSuffix(filepath.Base(path), ".json")
		m := readMap(t, path)
		for _, domain := range m.Pipelines {
			t.Run(set+"/"+domain, func(t *testing.T) { measure(t, m, domain, set, filepath.Join(root, set)) })
		}
	}
}

func measure(t *testing.T, m *labelMap, domain, set, dir string) {
	path := filepath.Join(dir, *dataSplit+".jsonl")
	if _, err := os.Stat(path); err != nil && *dataSplit == "dev" {
		path = filepath.Join(dir, "train.jsonl") // the set has no split for development
	}
	gold := m.measured(readGold(t, path))
	found := annotate(t.Context(), t, open(t, domain), documents(t, gold))
	strict, touch := scores{}, scores{}
	for i, d := range gold {
		want, got := m.translate(m.Gold, d.Text, d.Entities), m.translate(m.Found, d.Text, found[i])
		got = m.unmarked(want, got)
		strict.compare(want, got)
		touching(want, got, touch)
		if *showErrors == set {
			fmt.Print(differences(d.ID, d.Text, want, got))
		}
	}
	title := fmt.Sprintf("%s on %s, %s", domain, set, filepath.Base(path))
	t.Log("\n" + strict.table(title) + "of what was found, overlaps such an entity:\n" + touch.precisions())
	if *dataSplit != "dev" {
		return
	}
	for label, want := range m.Floors {
		if got := touch.of(label); got.found == 0 || got.precision() < want {
			t.Errorf("%s: %s: %.3f of %d finds are right; the floor is %.2f", title, label, got.precision(), got.found, want)
		}
	}
}

// measured leaves out what a set has besides, and what models were trained on.
func (m *labelMap) measured(docs []goldDocument) []goldDocument {
	var out []goldDocument
	for i, d := range docs {
		seen := *dataSplit == "dev" && m.Unseen > 0 && i/m.Unseen%4 != 3
		if !seen && (m.Part == "" || d.Part == m.Part) {
			out = append(out, d)
		}
	}
	return out
}

func (s scores) precisions() string {
	labels := make([]string, 0, len(s))
	for l := range s {
		labels = append(labels, l)
	}
	slices.Sort(labels)
	var b strings.Builder
	for _, l := range labels {
		fmt.Fprintf(&b, "  %-22s %6.3f of %d\n", l, s[l].precision(), s[l].found)
	}
	return b.String()
}
