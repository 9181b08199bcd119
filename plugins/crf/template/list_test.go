package template

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// folder writes files and returns their folder.
func folder(t testing.TB, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// withFiles compiles features that read files, from disk and from the blobs
// again: both must be the same.
func withFiles(t testing.TB, features string, files map[string]string) *Extractor {
	t.Helper()
	from, problems := Parse("mine.yaml", []byte("features:\n"+features))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	first, err := from.Compile(Disk(folder(t, files)))
	if err != nil {
		t.Fatal(err)
	}
	again, err := from.Compile(Stored(first.Blobs()))
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(first.Blobs(), again.Blobs()) {
		t.Error("the blobs change when they are read")
	}
	return again
}

// marks are the values of a track, by token.
func marks(x *Extractor, track int, words []string) string {
	s := sentence(x, words, nil)
	out := make([]string, len(words))
	for i, v := range s.Tracks[track] {
		if out[i] = "-"; v != 0 {
			out[i] = x.tracks[track].nameOf(v, nil)
		}
	}
	return strings.Join(out, " ")
}

func TestList(t *testing.T) {
	t.Parallel()
	const file = "term\tlabel\nNew York\tCITY\nNew York City\tCITY\nUlm\tCITY\tDE\nYork\tLAST_NAME\nUlm\tLAST_NAME\n# no term\n" +
		"St. John's\tCITY\nBad  Homburg\tCITY\n北京大学\tORG\nNewcastle-upon-Tyne\tCITY\n"
	for name, c := range map[string]struct{ options, text, want string }{
		"single":               {"", "in Ulm now", "- S -"},
		"longest":              {"", "New York City lights", "B I E -"},
		"shorter":              {"", "New York lights", "B E -"},
		"a beginning only":     {"", "New Ulm", "- S"},
		"from left to right":   {"", "New York York", "B E S"},
		"a blank too much":     {"", "Bad Homburg", "B E"},
		"tokens of a word":     {"", "St . John ' s", "B I I I E"},
		"clitics":              {"", "St. John 's", "B I E"},
		"another apostrophe":   {"", "St. John’s", "B E"},
		"another dash":         {"", "Newcastle–upon–Tyne", "S"},
		"characters as tokens": {"", "在 北 京 大 学", "- B I I E"},
		"words of them":        {"", "北京 大学", "B E"},
		"the case counts":      {"", "new york ulm ULM", "- - - -"},
		"ignored case":         {", ignore_case: true", "new YORK ULM", "B E S"},
		"a comment":            {"", "# no term", "- - -"},
		"the header":           {"", "term", "-"},
		"types":                {", typed: true", "New York York Ulm", "B-CITY E-CITY S-LAST_NAME S-CITY+LAST_NAME"},
		"one type":             {", types: LAST_NAME", "New York Ulm", "- S S"},
		"long ones only":       {", min_tokens: 2", "Ulm New York", "- B E"},
		"empty tokens":         {"", "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			x := withFiles(t, "  - {of: list, file: places.tsv"+c.options+"}\n", map[string]string{"places.tsv": file})
			if d := cmp.Diff(c.want, marks(x, 0, strings.Fields(c.text))); d != "" {
				t.Error(d)
			}
		})
	}
}

// TestListLikeSearch compares with a search that knows nothing of hashes.
func TestListLikeSearch(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		word := rapid.SampledFrom([]string{"a", "b", "ab", "-", "ß", "京"})
		terms := rapid.SliceOfN(rapid.SliceOfN(word, 1, 4), 1, 8).Draw(r, "terms")
		text := rapid.SliceOfN(rapid.SampledFrom([]string{"a", "b", "ab", "-", "a-", "-b", "ß", "京", "京京"}), 0, 12).Draw(r, "text")
		l := &listBuilder{numbers: map[string]int{}}
		whole, begun := map[string]bool{}, map[string]bool{}
		for _, term := range terms {
			l.add(strings.Join(term, " "), "")
			whole[strings.Join(term, "")] = true
			for n := range term {
				begun[strings.Join(term[:n], "")] = true
			}
		}
		data, err := l.blob()
		if err != nil {
			r.Fatal(err)
		}
		made, err := newList(data, part{})
		if err != nil {
			r.Fatal(err)
		}
		made.first = 2
		var parts [][]uint64
		for _, word := range text {
			var a analysis
			a.read(word)
			p := make([]uint64, 3)
			fold{}.into(&a, p)
			asked := lookup{lists: []*list{made}}
			asked.of(&a, p)
			parts = append(parts, p)
		}
		pairs := made.pairs(nil, parts)
		for i := range text {
			got, _ := made.longest(parts[i:], &pairs[i])
			want := 0
			for n := 1; i+n <= len(text); n++ {
				so := strings.Join(text[i:i+n], "")
				if whole[so] {
					want = n
				}
				if !begun[so] {
					break
				}
			}
			if got != want {
				r.Fatalf("%q in %q from %d: %d tokens, want %d", terms, text, i, got, want)
			}
		}
	})
}

func TestListOfMillion(t *testing.T) {
	t.Parallel()
	var file strings.Builder
	for i := range 1_000_000 {
		fmt.Fprintf(&file, "Place%d Town%d\tCITY\n", i%50_000, i)
	}
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	fmt.Fprint(w, file.String())
	w.Close()
	x := withFiles(t, "  - {of: list, file: many.tsv.gz}\n", map[string]string{"many.tsv.gz": packed.String()})
	if size := len(x.Blobs()[0].Data); size > 20_000_000 {
		t.Errorf("a list of a million terms takes %d bytes", size)
	}
	if got := marks(x, 0, strings.Fields("to Place7 Town50007 and Place7 Town50008 Town1")); got != "- B E - - - -" {
		t.Error(got)
	}
}
