package spacy_test

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/onomast/onomast/corpus/annotation"
	"github.com/onomast/onomast/corpus/formats/spacy"
)

// reading prints what spaCy makes of a DocBin and of a file of JSON lines.
const reading = `
import sys, json, spacy
from spacy.tokens import Doc, DocBin
nlp = spacy.blank("xx")
docs = list(DocBin().from_disk(sys.argv[1]).get_docs(nlp.vocab))
docs += [Doc(nlp.vocab).from_json(json.loads(line)) for line in open(sys.argv[2], encoding="utf-8")]
for d in docs:
    spans = list(d.ents) + [s for g in d.spans.values() for s in g]
    print(json.dumps([d.text, [[s.text, s.label_] for s in spans]]))
`

// TestSpacyReadsIt has spaCy read what is written, where it is installed: words that are
// symbols there, white space of all kinds, entities in each other.
func TestSpacyReadsIt(t *testing.T) {
	t.Parallel()
	if err := exec.Command("python3", "-c", "import spacy").Run(); err != nil {
		t.Skip("spaCy is not installed: pip install spacy")
	}
	entity := func(start, end int, label string) annotation.Entity {
		return annotation.Entity{Label: label, Parent: annotation.NoParent, Fragments: []annotation.Range{{Start: start, End: end}}}
	}
	docs := []*annotation.Document{
		{Text: " case ORG  det\n😊", Tokens: []annotation.Range{{Start: 1, End: 5}, {Start: 6, End: 9}, {Start: 11, End: 14}, {Start: 15, End: 19}},
			Entities: []annotation.Entity{entity(1, 9, "PERSON"), entity(6, 9, "ORG"), entity(15, 19, "EMOJI")}},
		{Text: "Łódź", Tokens: []annotation.Range{{Start: 0, End: 7}}, Sentences: []annotation.Range{{Start: 0, End: 7}}, Entities: []annotation.Entity{entity(0, 7, "no symbol")}},
	}
	want := [][]any{
		{" case ORG  det\n😊", []any{[]any{"case ORG", "PERSON"}, []any{"😊", "EMOJI"}, []any{"ORG", "ORG"}}},
		{"Łódź", []any{[]any{"Łódź", "no symbol"}}},
	}
	var said bytes.Buffer
	dir := t.TempDir()
	var paths []string
	for _, f := range []annotation.Format{spacy.DocBin(), spacy.JSON()} {
		var b bytes.Buffer
		sink, err := f.Write(&annotation.Output{Body: &b})
		if err != nil {
			t.Fatal(err)
		}
		if len(f.Units) > 0 {
			if sink, err = f.Write(&annotation.Output{Body: &b, Unit: f.Units[0]}); err != nil {
				t.Fatal(err)
			}
		}
		for _, d := range docs {
			if err := sink.Write(d); err != nil {
				t.Fatal(err)
			}
		}
		if err := sink.Close(); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, filepath.Join(dir, f.Name+f.Extension))
		if err := os.WriteFile(paths[len(paths)-1], b.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command("python3", append([]string{"-c", reading}, paths...)...)
	cmd.Stderr = &said
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("spaCy: %v\n%s", err, said.String())
	}
	dec := json.NewDecoder(bytes.NewReader(out))
	for i, one := range append(want, want...) {
		var got []any
		if err := dec.Decode(&got); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(one, got); diff != "" {
			t.Errorf("document %d (-want +got):\n%s", i, diff)
		}
	}
}
