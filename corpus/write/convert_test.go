package write

import (
	"archive/tar"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/corpus"
	"github.com/onomast/onomast/corpus/formats"
)

// A found is an entity in the words of a test.
type found struct{ Label, Text string }

// back reads what was written with the reader of the format. Documents are named by
// their ids, or by their numbers in formats without.
func back(t fataler, format, path string) map[string][]found {
	t.Helper()
	r, err := formats.Open(path, nil, formats.Options{Format: format})
	if err != nil {
		t.Fatalf("%v", err)
	}
	defer func() { _ = r.Close() }()
	all := map[string][]found{}
	for {
		d, err := r.Next()
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatalf("%v", err)
		}
		list := []found{}
		for i := range d.Entities {
			e := &d.Entities[i]
			list = append(list, found{e.Label, e.Surface(d.Text)})
		}
		slices.SortFunc(list, func(a, b found) int { return strings.Compare(a.Label+a.Text, b.Label+b.Text) })
		id := d.ID
		if id == "" || format == "spacy-json" {
			id = fmt.Sprint("d", len(all)+1)
		}
		all[id] = list
	}
}

// A fataler is a test, or a case of a property.
type fataler interface {
	Helper()
	Fatalf(format string, args ...any)
}

// three are documents with an emoji, with nothing, and with entities that lie in each
// other, the same text twice.
func three(t testing.TB) []*corpus.Outcome {
	t.Helper()
	text := "Zoë 😊 of Acme Corp. paid €5 in Łódź."
	person := span(t, text, "Zoë", "PERSON")
	person.Score, person.Kind = 0.78, document.Raw
	person.Attributes = []document.Attr{{Key: "form", Value: "x y"}}
	person.Evidence = []document.Attr{{Key: "source", Value: "rules"}}
	return []*corpus.Outcome{
		outcome(t, "d1", text, person, span(t, text, "Acme Corp.", "ORG"), span(t, text, "€5", "MONEY")),
		outcome(t, "d2", "nothing here"),
		outcome(t, "d3", "Acme Corp. of Acme Corp.", span(t, "Acme Corp. of Acme Corp.", "Acme Corp. of Acme Corp.", "ORG"), span(t, "Acme Corp. of Acme Corp.", "Acme", "BRAND")),
	}
}

func tempFile(t testing.TB, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestConvertedFormatsLeadBack(t *testing.T) {
	t.Parallel()
	person, org, money := found{"PERSON", "Zoë"}, found{"ORG", "Acme Corp."}, found{"MONEY", "€5"}
	outer, inner := found{"ORG", "Acme Corp. of Acme Corp."}, found{"BRAND", "Acme"}
	for format, c := range map[string]struct {
		nested []found
		losses map[string]int
	}{
		"conll":       {[]found{outer}, map[string]int{"lost: overlap": 1}},
		"conllu":      {[]found{outer}, map[string]int{"lost: overlap": 1}},
		"spacy-json":  {[]found{inner, outer}, nil},
		"labelstudio": {[]found{inner, outer}, nil},
	} {
		t.Run(format, func(t *testing.T) {
			t.Parallel()
			docs := three(t)
			content := encode(t, format, Defaults(), docs...)
			enc, err := New(format, Defaults())
			if err != nil {
				t.Fatal(err)
			}
			got := back(t, format, tempFile(t, "x."+enc.Extension(), content))
			want := map[string][]found{"d1": {money, org, person}, "d2": {}, "d3": c.nested}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("entities (-want +got):\n%s\n%s", diff, content)
			}
			for reason, n := range c.losses {
				if docs[2].Losses[reason] != n {
					t.Errorf("losses %v, want %v", docs[2].Losses, c.losses)
				}
			}
			if c.losses == nil && (docs[2].Losses["lost: overlap"] > 0 || docs[1].Losses != nil) {
				t.Errorf("losses %v and %v", docs[1].Losses, docs[2].Losses)
			}
		})
	}
}

func TestBrat(t *testing.T) {
	t.Parallel()
	docs := append(three(t), outcome(t, "../a b/.x", "one\ntwo", span(t, "one\ntwo", "one\ntwo", "NUMBER")))
	opts := Defaults()
	opts.Labels = []string{"MONEY", "ORG"}
	content := encode(t, "brat", opts, docs...)
	dir, names := t.TempDir(), []string{}
	for in := tar.NewReader(strings.NewReader(content)); ; {
		h, err := in.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, h.Name)
		data, err := io.ReadAll(in)
		if err == nil {
			path := filepath.Join(dir, filepath.FromSlash(h.Name))
			err = errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, data, 0o644))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if !slices.Equal(names[:3], []string{"annotation.conf", "d1.txt", "d1.ann"}) || len(names) != 9 || !strings.HasPrefix(names[7], "_/a_b/x-") {
		t.Errorf("files %q", names)
	}
	if got := back(t, "brat", filepath.Join(dir, "d3.ann"))["d3"]; len(got) != 2 {
		t.Errorf("%v", got)
	}
	if got := back(t, "brat", filepath.Join(dir, "d1.ann"))["d1"]; len(got) != 3 || got[2].Text != "Zoë" {
		t.Errorf("%v", got)
	}
	conf, err := os.ReadFile(filepath.Join(dir, "annotation.conf"))
	if err != nil || !strings.HasPrefix(string(conf), "[entities]\nMONEY\nORG\n") {
		t.Errorf("%q, %v", conf, err)
	}
}

// TestNamesOfFiles are different for different ids, and lead nowhere else.
func TestNamesOfFiles(t *testing.T) {
	t.Parallel()
	seen := map[string]string{}
	rapid.Check(t, func(t *rapid.T) {
		id := rapid.StringOfN(rapid.SampledFrom([]rune("ab./\\ é\x00..:-")), 0, 300, -1).Draw(t, "id")
		name := fileName(id)
		if other, taken := seen[name]; taken && other != id {
			t.Fatalf("%q and %q are both %q", other, id, name)
		}
		seen[name] = id
		for segment := range strings.SplitSeq(name, "/") {
			if segment == "" || segment[0] == '.' || strings.ContainsAny(segment, "\x00\\:") || !utf8.ValidString(segment) {
				t.Fatalf("%q becomes %q", id, name)
			}
		}
	})
}

func TestWebAnnotation(t *testing.T) {
	t.Parallel()
	docs := three(t)
	docs[0].ID = "a b/ü.txt"
	lines := strings.Split(strings.TrimSpace(encode(t, "web-annotation", Options{Pipeline: "p@1"}, docs...)), "\n")
	if len(lines) != 5 {
		t.Fatalf("%d lines", len(lines))
	}
	want := `{"@context":"http://www.w3.org/ns/anno.jsonld","id":"a%20b/%C3%BC.txt#e1","type":"Annotation","motivation":"tagging",` +
		`"generator":{"type":"Software","name":"p@1","nickname":"rules"},"body":[{"type":"TextualBody","purpose":"tagging","value":"PERSON"},` +
		`{"type":"TextualBody","purpose":"describing","value":"form: x y"}],"target":{"source":"a%20b/%C3%BC.txt","selector":[` +
		`{"type":"TextPositionSelector","start":0,"end":3},{"type":"TextQuoteSelector","exact":"Zoë","prefix":"","suffix":" 😊 of Acme Corp. paid €5 in Łódź"}]}}`
	if diff := cmp.Diff(want, lines[0]); diff != "" {
		t.Errorf("line (-want +got):\n%s", diff)
	}
	var second struct {
		Target struct {
			Selector []struct {
				Start, End            int
				Exact, Prefix, Suffix string
			}
		}
	}
	if err := json.Unmarshal([]byte(lines[1]), &second); err != nil {
		t.Fatal(err)
	}
	if s := second.Target.Selector; s[0].Start != 9 || s[0].End != 19 || s[1].Exact != "Acme Corp." || s[1].Prefix != "Zoë 😊 of " {
		t.Errorf("%+v", s)
	}
}

// TestFilesOfNothing are valid, too.
func TestFilesOfNothing(t *testing.T) {
	t.Parallel()
	for _, format := range Formats() {
		content := encode(t, format, Defaults())
		switch format {
		case "labelstudio":
			var list []any
			if err := json.Unmarshal([]byte(content), &list); err != nil || len(list) != 0 {
				t.Errorf("%q: %v", content, err)
			}
		case "brat":
			if len(content)%512 != 0 {
				t.Errorf("%d bytes", len(content))
			}
		}
	}
}

// TestLabelStudioTasks are one list, of predictions under the name of the pipeline.
func TestLabelStudioTasks(t *testing.T) {
	t.Parallel()
	var tasks []struct {
		Annotations []any
		Predictions []struct {
			ModelVersion string `json:"model_version"`
			Result       []struct {
				ID    string
				Score float64
				Value struct{ Start, End int }
			}
		}
	}
	content := encode(t, "labelstudio", Options{Pipeline: "p@1"}, three(t)...)
	if err := json.Unmarshal([]byte(content), &tasks); err != nil {
		t.Fatal(err)
	}
	if len(tasks) != 3 || len(tasks[0].Predictions) != 1 || len(tasks[1].Predictions)+len(tasks[1].Annotations) != 0 {
		t.Fatalf("%+v", tasks)
	}
	p := tasks[0].Predictions[0]
	if p.ModelVersion != "p@1" || len(p.Result) < 3 || p.Result[0].Score != 0.78 || p.Result[0].ID == tasks[2].Predictions[0].Result[0].ID {
		t.Errorf("%+v", p)
	}
	for _, r := range p.Result { // UTF-16: the emoji counts twice
		if r.Value.Start == 10 && r.Value.End == 20 {
			return
		}
	}
	t.Errorf("no entity at 10 to 20: %+v", p.Result)
}
