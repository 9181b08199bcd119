package resources_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"go.uber.org/goleak"

	. "github.com/onomast/onomast/plugins/crf/resources"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// lines are the cells of a file's lines.
func lines(t testing.TB, name string) [][]string {
	t.Helper()
	packed, err := Read(name)
	if err != nil {
		t.Fatal(err)
	}
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	var out [][]string
	for line := range strings.Lines(string(data)) {
		out = append(out, strings.Split(strings.TrimSuffix(line, "\n"), "\t"))
	}
	return out
}

// columns are how many cells stand behind a word.
func columns() map[string]int {
	return map[string]int{"english": 3, "french": 3, "german": 1, "spanish": 1, "tweets": 1, "names": 1, "medical": 1, "places": 1}
}

func TestFilesAreWellFormed(t *testing.T) {
	t.Parallel()
	for _, name := range Names() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			want, seen := columns()[name], map[string]bool{}
			for i, cells := range lines(t, name) {
				line := strings.Join(cells, "\t")
				switch {
				case len(cells) != want+1 || slices.Contains(cells, ""):
					t.Fatalf("line %d: %q has not %d cells", i+1, line, want+1)
				case !utf8.ValidString(line) || strings.ContainsAny(line, "\r\ufffd"):
					t.Fatalf("line %d: %q is no clean text", i+1, line)
				}
				word := cells[0]
				if name == "names" || name == "medical" {
					word = line // a term may have several types
				}
				if seen[word] {
					t.Fatalf("line %d: %q is there twice", i+1, word)
				}
				seen[word] = true
			}
			if len(seen) < 50_000 {
				t.Errorf("only %d words", len(seen))
			}
		})
	}
}

// TestClustersGather: words of a kind share a cluster, others do not.
func TestClustersGather(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		column      int
		alike, far  []string
		firstLetter int // characters of the id that count, 0: all
	}{
		"english": {column: 2, alike: []string{"monday", "tuesday"}, far: []string{"paris"}},
		"french":  {column: 2, alike: []string{"lundi", "mardi"}, far: []string{"fromage"}},
		"german":  {column: 1, alike: []string{"Montag", "Dienstag"}, far: []string{"Käse"}, firstLetter: 6},
		"spanish": {column: 1, alike: []string{"lunes", "martes"}, far: []string{"Madrid"}, firstLetter: 6},
		"tweets":  {column: 1, alike: []string{"tomorrow", "tmrw", "2morrow"}, far: []string{"justin"}, firstLetter: 8},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			ids := map[string]string{}
			for _, cells := range lines(t, name) {
				id := cells[c.column]
				if c.firstLetter > 0 && len(id) > c.firstLetter {
					id = id[:c.firstLetter]
				}
				ids[cells[0]] = id
			}
			want := ids[c.alike[0]]
			if want == "" {
				t.Fatalf("%s has no cluster", c.alike[0])
			}
			for _, word := range c.alike {
				if ids[word] != want {
					t.Errorf("%s is in %q, %s in %q", c.alike[0], want, word, ids[word])
				}
			}
			for _, word := range c.far {
				if ids[word] == want {
					t.Errorf("%s is in %q as %s is", word, want, c.alike[0])
				}
			}
		})
	}
}

func TestReadMe(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range Names() {
		if !strings.Contains(string(page), "| `"+name+"` |") {
			t.Errorf("README.md does not say where %s comes from", name)
		}
		if columns()[name] == 0 {
			t.Errorf("the test does not know %s", name)
		}
	}
}

func TestUnknown(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"", "klingon", "../resources", "english.tsv.gz"} {
		if _, err := Read(name); !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, fs.ErrInvalid) {
			t.Errorf("%q: %v", name, err)
		}
	}
}
