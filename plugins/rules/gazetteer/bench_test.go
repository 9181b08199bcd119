package gazetteer

import (
	"bufio"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/onomast/onomast/plugins/rules/alphabet"
)

// shared returns a path below the folder of shared data, or skips.
func shared(tb testing.TB, parts ...string) string {
	tb.Helper()
	root := os.Getenv("ONOMAST_DATA")
	if root == "" {
		root = filepath.Join("..", "..", "..", "..", "shared", "data")
	}
	path := filepath.Join(append([]string{root, ".."}, parts...)...)
	if _, err := os.Stat(path); err != nil {
		tb.Skip("needs the shared data: ", err)
	}
	return path
}

func lines(tb testing.TB, path string, yield func(line string)) {
	tb.Helper()
	f, err := os.Open(path)
	if err != nil {
		tb.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<24)
	for sc.Scan() {
		yield(sc.Text())
	}
}

// realTerms returns the first n names of GeoNames.
func realTerms(tb testing.TB, n int) []string {
	var terms []string
	lines(tb, shared(tb, "gazetteers", "geonames_cities500_alternates.tsv"), func(line string) {
		term, _, _ := strings.Cut(line, "\t")
		if term = strings.TrimSpace(term); term != "" && len(term) <= MaxTerm && len(terms) < n {
			terms = append(terms, term)
		}
	})
	return terms
}

// realText returns English text of at least size bytes.
func realText(tb testing.TB, size int) string {
	var b strings.Builder
	for b.Len() < size {
		for _, set := range []string{"bc5cdr", "legal_in", "gum_named", "btc", "stackoverflow", "wnut17"} {
			lines(tb, shared(tb, "data", set, "train.jsonl"), func(line string) {
				var d struct{ Text string }
				if json.Unmarshal([]byte(line), &d) == nil && b.Len() < size {
					b.WriteString(d.Text)
					b.WriteByte('\n')
				}
			})
		}
	}
	return b.String()
}

func buildIndex(terms []string, m Mode) *Index {
	b := NewBuilder(alphabet.New(), m)
	list := b.AddList(List{All: true})
	for i, term := range terms {
		b.Add(term, Entry{List: list, Label: "X", Lines: []int32{int32(i)}})
	}
	return b.Build(nil)
}

func BenchmarkFind(b *testing.B) {
	text := realText(b, 5<<20)
	for _, size := range []struct {
		name string
		n    int
	}{{"100k", 100_000}, {"1M", 1_000_000}} {
		b.Run(size.name, func(b *testing.B) {
			x := buildIndex(realTerms(b, size.n), Mode{Words: true, Mode: alphabet.Mode{Fold: true}})
			b.SetBytes(int64(len(text)))
			hits := 0
			for b.Loop() {
				hits = 0
				x.Find(context.Background(), text, func(Hit) bool { hits++; return true })
			}
			b.ReportMetric(float64(hits), "hits")
		})
	}
}

func BenchmarkBuild(b *testing.B) {
	terms := realTerms(b, 1_000_000)
	for b.Loop() {
		buildIndex(terms, Mode{Words: true, Mode: alphabet.Mode{Fold: true}})
	}
}
