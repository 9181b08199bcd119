package pipelines_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// readRows returns the lines of a compressed list without its header, by term.
func readRows(t *testing.T, name string) map[string][]string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("medical", name))
	if err != nil {
		t.Fatal(err)
	}
	if data, err = unzipped(data); err != nil {
		t.Fatal(err)
	}
	rows := map[string][]string{}
	for line := range strings.Lines(string(data)) {
		cells := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(cells) != 3 {
			t.Fatalf("%s: %d columns in a line", name, len(cells))
		}
		rows[cells[0]] = cells
	}
	delete(rows, "term")
	return rows
}

// leftOut returns the terms that the script for the lists leaves out.
func leftOut(t *testing.T, name string) []string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("medical-lists", "unwanted", name))
	if err != nil {
		t.Fatal(err)
	}
	var terms []string
	for line := range strings.Lines(string(data)) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			terms = append(terms, line)
		}
	}
	return terms
}

// TestMedicalLists: the compressed lists are what `make medical-lists` makes of
// the rules of its script.
func TestMedicalLists(t *testing.T) {
	t.Parallel()
	for _, list := range []struct {
		name, unwanted string
		least          int
		column         *regexp.Regexp // what the last column may be
		want           map[string]string
	}{
		{
			"drugs-drugbank-mesh.tsv.gz", "drugs.txt", 30_000, regexp.MustCompile(`^(?:DB\d{5})?$`),
			map[string]string{
				"metformin": "DB00331", "aspirin": "DB00945", "amoxycillin": "DB01060", "citalopram": "DB00215", "adalimumab": "DB00051",
				"propranolol": "", // the source confuses it with its enantiomer
			},
		},
		{
			"diagnoses-icd10-mesh.tsv.gz", "diagnoses.txt", 50_000, regexp.MustCompile(`^(?:[A-U][0-9A-Z]{2}(?:\.[0-9A-Z]{1,4})?)?$`),
			map[string]string{
				"type 2 diabetes mellitus": "E11", "essential hypertension": "I10", "breast cancer": "C50", "asthma": "J45", "migraine with aura": "G43.1",
				"chest pain": "R07.9", "iron-deficiency anaemia": "D50", "atrial fibrillation": "I48.91",
			},
		},
	} {
		rows := readRows(t, list.name)
		if len(rows) < list.least {
			t.Errorf("%s has %d terms", list.name, len(rows))
		}
		for term, cells := range rows {
			if !list.column.MatchString(cells[2]) || cells[1] == "" || len(term) < 5 && !strings.Contains(term, " ") {
				t.Errorf("%s: %q", list.name, cells)
			}
		}
		for term, number := range list.want {
			if cells := rows[term]; cells == nil || cells[2] != number {
				t.Errorf("%s: %s is %q, want %q", list.name, term, cells, number)
			}
		}
		for _, term := range leftOut(t, list.unwanted) {
			if rows[term] != nil {
				t.Errorf("%s holds %s, which is to be left out", list.name, term)
			}
		}
	}
}
