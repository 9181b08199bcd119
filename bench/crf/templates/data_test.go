package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/onomast/onomast/core/scheme"
)

func written(t *testing.T, folder, name, lines string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(folder, name), []byte(lines), 0o600); err != nil {
		t.Fatal(err)
	}
}

const set = `{"text":"Ömer met Ada-Lou in Ulm.","entities":[{"start":0,"end":4,"label":"PER"},{"start":9,"end":16,"label":"PER"},{"start":13,"end":16,"label":"PER"},{"start":20,"end":22,"label":"LOC"}]}
{"text":"a b c","tokens":[[0,1],[2,3],[4,5]],"entities":[{"start":0,"end":3,"label":"X"},{"start":2,"end":5,"label":"Y"}]}
{"text":"  ","entities":[]}
`

// TestRead: entities are those of the baseline: outermost, the first of equally
// long ones, whole words.
func TestRead(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	written(t, dir, "train.jsonl", set)
	got, err := read(filepath.Join(dir, "train.jsonl"), nil)
	if err != nil {
		t.Fatal(err)
	}
	want := []example{
		{[]string{"Ömer", "met", "Ada", "-", "Lou", "in", "Ulm", "."}, []labelled{{0, 1, "PER"}, {2, 5, "PER"}, {6, 7, "LOC"}}},
		{[]string{"a", "b", "c"}, []labelled{{0, 2, "X"}}},
	}
	if d := cmp.Diff(want, got, cmp.AllowUnexported(example{}, labelled{})); d != "" {
		t.Error(d)
	}
	tags := got[0].tags(scheme.Set{Scheme: scheme.BIO, Types: types(got)})
	if d := cmp.Diff([]int32{3, 0, 3, 4, 4, 0, 1, 0}, tags); d != "" {
		t.Error(d)
	}
}

// TestHalves: without dev the same part of train is held out each time, and no
// sentence is in both.
func TestHalves(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	var lines string
	for _, word := range []string{"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"} {
		lines += `{"text":"` + word + `","entities":[]}` + "\n"
	}
	written(t, dir, "train.jsonl", lines)
	learn, held, err := halves(dir, "dev")
	if err != nil {
		t.Fatal(err)
	}
	if len(learn)+len(held) != 10 || len(held) == 0 || len(held) > 5 {
		t.Errorf("%d to learn from, %d held out", len(learn), len(held))
	}
	written(t, dir, "dev.jsonl", `{"text":"eleven","entities":[]}`+"\n")
	if learn, held, err = halves(dir, "dev"); err != nil || len(learn) != 10 || len(held) != 1 {
		t.Errorf("with dev: %d, %d, %v", len(learn), len(held), err)
	}
	if _, _, err = halves(dir, "test"); err == nil {
		t.Error("a split that is not there is no error")
	}
}
