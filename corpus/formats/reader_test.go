package formats_test

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/onomast/onomast/corpus/annotation"
	"github.com/onomast/onomast/corpus/formats"
)

// readAll reads a file of the given content.
func readAll(t *testing.T, name, content string, opts formats.Options) (docs []*annotation.Document, problems []annotation.Problem, r *formats.Reader) {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	opts.Report = func(p annotation.Problem) { problems = append(problems, p) }
	r, err := formats.Open(path, nil, opts)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	}()
	for {
		d, err := r.Next()
		if errors.Is(err, io.EOF) {
			return docs, problems, r
		}
		if err != nil {
			t.Fatal(err)
		}
		docs = append(docs, d)
	}
}

func surfaces(d *annotation.Document) []string {
	out := []string{}
	for i := range d.Entities {
		out = append(out, d.Entities[i].Label+"="+d.Entities[i].Surface(d.Text))
	}
	return out
}

// TestUnitIsDetected writes the same entities in each unit, behind a letter of two
// bytes and an emoji, and expects to be told which it was.
func TestUnitIsDetected(t *testing.T) {
	t.Parallel()
	text := `"text":"Zoë 😊 of Acme Corp. paid"`
	for unit, place := range map[string][2]string{
		"codepoint": {`"start":9,"end":19`, `"start":20,"end":24`},
		"utf16":     {`"start":10,"end":20`, `"start":21,"end":25`},
		"byte":      {`"start":13,"end":23`, `"start":24,"end":28`},
	} {
		for _, surface := range []string{`,"text":"Acme Corp."`, ""} {
			line := `{` + text + `,"entities":[{` + place[0] + surface + `,"label":"ORG"},{` + place[1] + `,"label":"VERB"}]}` + "\n"
			docs, problems, r := readAll(t, "train.jsonl", line+line, formats.Options{})
			if len(problems) > 0 {
				t.Fatalf("%s: %v", unit, problems[0].Error())
			}
			if diff := cmp.Diff([]string{"ORG=Acme Corp.", "VERB=paid"}, surfaces(docs[1])); diff != "" {
				t.Errorf("%s: %s", unit, diff)
			}
			if !strings.HasPrefix(r.Unit(), unit+": 4 of 4") {
				t.Errorf("%s is said to be %s", unit, r.Unit())
			}
		}
	}
}

func TestSplitOf(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"data/train.jsonl": "train", "en_ewt-ud-dev.conllu.gz": "dev", "eng.testa": "", "valid.json": "dev", "contest.txt": "", "test/a.ann": "", "Test set.json": "test",
	} {
		if got := formats.SplitOf(name); got != want {
			t.Errorf("%s is of %q, want %q", name, got, want)
		}
	}
}

// TestMixedUnits has one span of another unit than the rest.
func TestMixedUnits(t *testing.T) {
	t.Parallel()
	good := `{"id":"a","text":"é Acme","entities":[{"start":2,"end":6,"text":"Acme","label":"ORG"}]}` + "\n"
	bad := `{"id":"b","text":"é Acme","entities":[{"start":3,"end":7,"text":"Acme","label":"ORG","id":"x"},{"start":0,"end":1,"label":"X","parent":"x"}]}` + "\n"
	docs, problems, _ := readAll(t, "a.jsonl", good+good+bad, formats.Options{})
	if len(docs) != 3 || len(problems) != 1 {
		t.Fatalf("%d documents, %v", len(docs), problems)
	}
	p := problems[0]
	if p.Effect != annotation.Lost || p.Code != "out-of-range" || p.Line != 3 || !strings.Contains(p.Hint, "byte") {
		t.Errorf("got %+v", p)
	}
	if diff := cmp.Diff([]string{"X=é"}, surfaces(docs[2])); diff != "" {
		t.Error(diff)
	}
}

// TestUnitIsLookedAtAgain: a long file without emoji does not tell code points from
// UTF-16; the first emoji does, and decides for the rest.
func TestUnitIsLookedAtAgain(t *testing.T) {
	t.Parallel()
	plain := strings.Repeat(`{"text":"é Acme paid","entities":[{"start":2,"end":6,"label":"ORG"}]}`+"\n", 700)
	emoji := strings.Repeat(`{"text":"😊 Acme paid","entities":[{"start":3,"end":7,"text":"Acme","label":"ORG"}]}`+"\n", 3)
	docs, problems, r := readAll(t, "a.jsonl", plain+emoji+plain, formats.Options{})
	if len(docs) != 1403 || len(problems) > 0 {
		t.Fatalf("%d documents, %v", len(docs), problems)
	}
	for i, d := range docs {
		if got := surfaces(d); len(got) != 1 || got[0] != "ORG=Acme" {
			t.Fatalf("document %d has %v", i, got)
		}
	}
	if !strings.HasPrefix(r.Unit(), "utf16: ") {
		t.Errorf("the unit is %s", r.Unit())
	}
}
