package main

import (
	"bufio"
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/onomast/onomast/plugins/crf/tagger"
	"github.com/onomast/onomast/plugins/crf/template"
	"github.com/onomast/onomast/plugins/crf/train"
)

func written(t *testing.T, lines string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "sequences.jsonl")
	if err := os.WriteFile(path, []byte(lines), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// travels has two entities in each of its sequences.
func travels() string {
	var all strings.Builder
	for _, who := range []string{"Ada", "Ben", "Cleo", "Dan"} {
		for _, where := range []string{"Bonn", "Lima", "Oslo", "Kyoto"} {
			all.WriteString(`{"words":["` + who + `","Roe","went","to","` + where + `","."],"tags":["B-PERSON","I-PERSON","O","O","B-PLACE","O"]}` + "\n")
		}
	}
	return all.String()
}

func TestReadSequences(t *testing.T) {
	t.Parallel()
	all, err := readSequences(written(t, travels()))
	if err != nil {
		t.Fatal(err)
	}
	if got := countTokens(all); got != 96 {
		t.Errorf("%d tokens, not 96", got)
	}
	if d := cmp.Diff([]string{"PERSON", "PLACE"}, typesOf(all)); d != "" {
		t.Error(d)
	}
	want := []entity{{0, 2, "PERSON"}, {4, 5, "PLACE"}}
	if d := cmp.Diff(want, all[3].entities(), cmp.AllowUnexported(entity{})); d != "" {
		t.Error(d)
	}
	for lines, reason := range map[string]string{
		"{}\nno JSON\n":              "line 2",
		`{"words":["a"],"tags":[]}`:  "1 words with 0 tags",
		`{"words":"a","tags":["O"]}`: "line 1",
	} {
		if _, err := readSequences(written(t, lines)); err == nil || !strings.Contains(err.Error(), reason) {
			t.Errorf("%q gives %v, which does not say %q", lines, err, reason)
		}
	}
}

// Each feature of the extractor is an item, and one feature is the same item wherever
// it is seen.
func TestItems(t *testing.T) {
	t.Parallel()
	baseline, err := template.Preset("baseline")
	if err != nil {
		t.Fatal(err)
	}
	x, err := baseline.Compile(nil)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	p := printer{x: x, out: bufio.NewWriter(&out)}
	p.print(sequence{Words: []string{"so", "it", "is", "so"}, Tags: []string{"O", "B-X", "I-X", "O"}})
	if err := p.out.Flush(); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(out.String(), "\n")
	if len(lines) != 6 || lines[4] != "" {
		t.Fatalf("4 tokens and an empty line are %q", lines)
	}
	const features = 1 + 15 + 8 + 9 + 4 // bias, words, affixes, tests, conjunctions
	seen := map[string]int{}
	for i, line := range lines[:4] {
		fields := strings.Split(line, "\t")
		if want := []string{"O", "B-X", "I-X", "O"}[i]; fields[0] != want || len(fields) != 1+features {
			t.Errorf("token %d has the tag %s and %d features, not %s and %d", i, fields[0], len(fields)-1, want, features)
		}
		for _, f := range fields[1:] {
			seen[f]++
		}
	}
	shared := 0
	for _, n := range seen {
		if n == 4 {
			shared++
		}
	}
	if shared < 1 { // the bias
		t.Errorf("no feature is seen at all tokens: %v", seen)
	}
}

func TestSpelled(t *testing.T) {
	t.Parallel()
	s := sequence{Tags: strings.Fields("B-A I-A B-A O B-B")}
	var found []tagger.Entity
	for _, e := range s.entities() {
		f := tagger.Entity{Label: e.label}
		f.Start, f.End = e.start, e.end
		found = append(found, f)
	}
	if d := cmp.Diff(s.Tags, spelled(found, 5)); d != "" {
		t.Error(d)
	}
}

func TestTrainAndTag(t *testing.T) {
	t.Parallel()
	path := written(t, travels())
	l, err := newLearner("baseline", "")
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "m.crf")
	made, err := l.learn(path, path, file, train.Defaults())
	if err != nil {
		t.Fatal(err)
	}
	if made.Weights == 0 || made.Bytes == 0 || made.Iterations == 0 {
		t.Errorf("the report is %+v", *made)
	}
	e, err := openEngine(file)
	if err != nil {
		t.Fatal(err)
	}
	defer e.close()
	seen, err := e.observe(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range seen {
		if !o.Right || o.Score < 0.5 || o.Score > 1 {
			t.Errorf("an entity of the training data: %+v", o)
		}
	}
	if len(seen) != 32 {
		t.Errorf("%d entities, not 32", len(seen))
	}
}
