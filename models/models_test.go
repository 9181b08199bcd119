package models_test

import (
	"bytes"
	"crypto/sha256"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/onomast/onomast/evaluation/inputs"
	"github.com/onomast/onomast/plugins/crf/model"
	"github.com/onomast/onomast/plugins/crf/tagger"
	"github.com/onomast/onomast/plugins/crf/template"
)

var update = flag.Bool("update", false, "write what models say of themselves into their cards")

// most is how many bytes a model may have, and all of them together.
const most, mostTogether = 3_500_000, 15_000_000

// names are the models that ship.
func names(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("*.crf")
	if err != nil || len(files) == 0 {
		t.Fatal("there are no models", err)
	}
	for i, f := range files {
		files[i] = strings.TrimSuffix(f, ".crf")
	}
	return files
}

// open opens a model, every byte of which is looked at.
func open(t *testing.T, name string) *model.File {
	t.Helper()
	f, err := model.Open(name + ".crf")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	})
	if err := f.Verify(); err != nil {
		t.Fatal(err)
	}
	return f
}

// TestCards: what a page says of a model by numbers is what the model says of itself.
func TestCards(t *testing.T) {
	t.Parallel()
	for _, name := range names(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			page, err := os.ReadFile(name + ".md")
			if err != nil {
				t.Fatal(err)
			}
			head, rest, begins := strings.Cut(string(page), factsBegin)
			_, tail, ends := strings.Cut(rest, factsEnd)
			if !begins || !ends {
				t.Fatalf("%s.md has no lines %q and %q", name, factsBegin, factsEnd)
			}
			want := head + factsBegin + facts(t, name) + factsEnd + tail
			if *update {
				if err := os.WriteFile(name+".md", []byte(want), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(want, string(page)); diff != "" {
				t.Errorf("the card says otherwise than the model; go test ./models -update mends it (-model +card):\n%s", diff)
			}
		})
	}
}

const (
	factsBegin = "<!-- what the model says of itself: go test ./models -update -->\n"
	factsEnd   = "<!-- end -->\n"
)

// facts render the card that lies in a model.
func facts(t *testing.T, name string) string {
	t.Helper()
	f := open(t, name)
	data, err := os.ReadFile(f.Path)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "\n| | |\n|---|---|\n")
	row := func(what, format string, args ...any) {
		fmt.Fprintf(&b, "| %s | %s |\n", what, fmt.Sprintf(format, args...))
	}
	row("file", "%s, %d bytes, sha256 `%x`", f.Path, len(data), sha256.Sum256(data))
	row("labels", "%s", strings.Join(f.Chains[0].Set.Types, ", "))
	row("licence", "%s", f.Card.License)
	row("language", "%s", strings.Join(f.Card.Languages, ", "))
	row("trained by", "%s, %d iterations, seed %d", f.Card.Algorithm, f.Card.Iterations, f.Card.Seed)
	fmt.Fprintf(&b, "\n| data | | digest | sentences | entities |\n|---|---|---|--:|--:|\n")
	for _, s := range f.Card.Data {
		fmt.Fprintf(&b, "| %s | %s | `%s…` | %d | %d |\n", s.Name, s.Role, s.Digest[:19], s.Sentences, sum(s.Labels))
	}
	fmt.Fprintf(&b, "\n| on dev, strict | precision | recall | F1 | entities |\n|---|--:|--:|--:|--:|\n")
	for _, s := range f.Card.Scores {
		label := s.Label
		if label == "" {
			label = "all"
		}
		fmt.Fprintf(&b, "| %s | %.3f | %.3f | %.3f | %d |\n", label, s.Precision, s.Recall, s.F1, s.Support)
	}
	fmt.Fprintf(&b, "\n```\n%s\n```\n\n", f.Card.Command)
	return b.String()
}

func sum(counts map[string]int) (n int) {
	for _, c := range counts {
		n += c
	}
	return n
}

// TestFindings: each model finds what it is for.
func TestFindings(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		text string
		want []string
	}{
		"general": {"Last week Margaret Doyle flew from Chicago to Berlin .", []string{"PERSON Margaret Doyle", "LOCATION Chicago", "LOCATION Berlin"}},
		"german":  {"Gestern traf Angelika Brandt in Hamburg den Vorstand von Siemens .", []string{"PERSON Angelika Brandt", "LOCATION Hamburg", "ORG Siemens"}},
		"medical": {"Patients with hypertension were treated with captopril .", []string{"DISEASE hypertension", "DRUG captopril"}},
		"legal":   {"Mr. Ramesh Kumar appealed to the Supreme Court of India under Section 302 of the Indian Penal Code .", []string{"PERSON Ramesh Kumar", "COURT Supreme Court of India", "SECTION Section 302", "STATUTE Indian Penal Code"}},
		"support": {"I use Python 3.6 on Windows and get an error in main.py .", []string{"LANGUAGE Python", "VERSION 3.6", "OS Windows", "FILE_NAME main.py"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m, err := tagger.New(open(t, name))
			if err != nil {
				t.Fatal(err)
			}
			w := m.Worker()
			defer w.Release()
			words := strings.Fields(tt.text)
			found, err := w.Find(t.Context(), nil, words, tagger.Layers{}, 1)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, e := range found {
				got = append(got, e.Label+" "+strings.Join(words[e.Start:e.End], " "))
				if !e.Calibrated || e.Score <= 0 || e.Score > 1 {
					t.Errorf("%s has the score %v, calibrated: %v", got[len(got)-1], e.Score, e.Calibrated)
				}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("found (-want +got):\n%s", diff)
			}
		})
	}
}

// TestHowTheyAreMade: a model comes from the files of its name.
func TestHowTheyAreMade(t *testing.T) {
	t.Parallel()
	for _, name := range names(t) {
		f := open(t, name)
		for _, part := range []string{"models/maps/" + name + ".yaml", "--seed 1", "--name " + name} {
			if !strings.Contains(f.Card.Command, part) {
				t.Errorf("%s: the command has no %s: %s", name, part, f.Card.Command)
			}
		}
		if strings.Contains(f.Card.Version, "dirty") || f.Card.Name != name || f.Card.License == "" {
			t.Errorf("%s: version %q, name %q, licence %q", name, f.Card.Version, f.Card.Name, f.Card.License)
		}
		path := "templates/" + strings.TrimSuffix(after(f.Card.Command, "models/templates/"), ".yaml") + ".yaml"
		source, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if _, found := template.Parse(path, source); found.HasErrors() {
			t.Error(found)
		}
		if !bytes.Equal(source, f.Chains[0].Template) {
			t.Errorf("%s was trained with another template than %s", name, path)
		}
	}
}

// after is the word behind a prefix.
func after(text, prefix string) string {
	_, rest, _ := strings.Cut(text, prefix)
	word, _, _ := strings.Cut(rest, " ")
	return word
}

// TestMaps: every label of a model has a name in some set.
func TestMaps(t *testing.T) {
	t.Parallel()
	for _, name := range names(t) {
		path := "maps/" + name + ".yaml"
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := inputs.ParseMap(path, data); err != nil {
			t.Error(err)
		}
		for _, label := range open(t, name).Chains[0].Set.Types {
			if !bytes.Contains(data, []byte(": "+label+"\n")) {
				t.Errorf("%s gives no label the name %s", path, label)
			}
		}
	}
}

// TestTheyAreListed: README.md and LICENSES.md name every model, and no other.
func TestTheyAreListed(t *testing.T) {
	t.Parallel()
	readme := read(t, "README.md")
	licences := read(t, "LICENSES.md")
	listed := map[string]bool{}
	for line := range strings.Lines(readme) {
		if name, ok := strings.CutPrefix(line, "| ["); ok {
			name, _, _ = strings.Cut(name, "]")
			listed[name] = true
		}
	}
	all := names(t)
	if diff := cmp.Diff(slices.Sorted(slices.Values(append(folders(t), all...))), slices.Sorted(maps.Keys(listed))); diff != "" {
		t.Errorf("README.md lists others (-there +listed):\n%s", diff)
	}
	for _, name := range all {
		f := open(t, name)
		for page, text := range map[string]string{"README.md": readme, "LICENSES.md": licences} {
			if !strings.Contains(text, f.Card.License) || !strings.Contains(text, name) {
				t.Errorf("%s does not say that %s is under %s", page, name, f.Card.License)
			}
		}
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// TestTheyAreSmall: what is in the repository stays there for ever.
func TestTheyAreSmall(t *testing.T) {
	t.Parallel()
	together := int64(0)
	for _, name := range names(t) {
		info, err := os.Stat(name + ".crf")
		if err != nil {
			t.Fatal(err)
		}
		together += info.Size()
		if info.Size() > most {
			t.Errorf("%s has %d bytes", name, info.Size())
		}
	}
	if together > mostTogether {
		t.Errorf("together they have %d bytes", together)
	}
}
