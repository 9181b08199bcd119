package tokenizer

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/onomast/onomast/core/document"
)

// dataDir returns the folder of annotated sets, or skips the test.
func dataDir(tb testing.TB) string {
	tb.Helper()
	dir := os.Getenv("ONOMAST_DATA")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared", "data")
	}
	if _, err := os.Stat(dir); err != nil {
		tb.Skipf("no annotated data: set ONOMAST_DATA (%v)", err)
	}
	return dir
}

// A goldLine is one line of an annotated set; offsets are code points.
type goldLine struct {
	Text     string
	Lang     string
	Tokens   [][2]int
	Entities []struct{ Start, End int }
}

func readGold(tb testing.TB, path string) []goldLine {
	tb.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		tb.Skipf("annotated set is not there: %v", err)
	}
	var lines []goldLine
	scan := bufio.NewScanner(bytes.NewReader(data))
	scan.Buffer(nil, 1<<26)
	for scan.Scan() {
		var line goldLine
		if err := json.Unmarshal(scan.Bytes(), &line); err != nil {
			tb.Fatal(err)
		}
		lines = append(lines, line)
	}
	return lines
}

// agreement counts how the tokens agree with what people annotated.
type agreement struct {
	edges, onEdge   int // entity edges, and those where a token begins or ends
	bounds, onBound int // token edges given with the set
	tokens          int
	crossed         int // entities that reach over a sentence edge
	entities        int
}

func (a *agreement) add(line goldLine, doc *document.Document) {
	starts, ends := map[int]bool{}, map[int]bool{}
	tokens := doc.Layer(document.Tokens)
	for i := range tokens.Len() {
		starts[tokens.Start(i)], ends[tokens.End(i)] = true, true
	}
	offsets := byteOffsets(line.Text)
	for _, e := range line.Entities {
		a.edges += 2
		a.onEdge += count(starts[offsets[e.Start]]) + count(ends[offsets[e.End]])
		a.entities++
		a.crossed += count(crosses(doc.Layer(document.Sentences), offsets[e.Start], offsets[e.End]))
	}
	for _, t := range line.Tokens {
		a.bounds += 2
		a.onBound += count(starts[offsets[t[0]]]) + count(ends[offsets[t[1]]])
	}
	a.tokens += tokens.Len()
}

func crosses(sents *document.Layer, start, end int) bool {
	for i := range sents.Len() {
		if sents.Start(i) > start && sents.Start(i) < end {
			return true
		}
	}
	return false
}

func count(b bool) int {
	if b {
		return 1
	}
	return 0
}

func byteOffsets(s string) []int {
	offsets := make([]int, 0, len(s)+1)
	for i := range s {
		offsets = append(offsets, i)
	}
	return append(offsets, len(s))
}

func share(part, of int) float64 {
	if of == 0 {
		return 1
	}
	return float64(part) / float64(of)
}

// The edges of gold entities have to fall on token edges, and gold entities into
// one sentence. Sets that are not named in floors are printed only.
func TestAgreementWithAnnotation(t *testing.T) {
	t.Parallel()
	dir := dataDir(t)
	floors := map[string]float64{
		"uner_en_ewt": 0.995, "gum_named": 0.995, "crossner_politics": 0.995, "legal_in": 0.98, "bc5cdr": 0.98,
		"ncbi_disease": 0.98, "restaurants8k": 0.98, "snips": 0.98, "presidio_synth": 0.98, "germeval14": 0.995, "ler_de": 0.99,
		"uner_pt_bosque": 0.99, "meddocan": 0.98, "europeana_fr": 0.98,
	}
	sets, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, set := range sets {
		if !set.IsDir() {
			continue
		}
		t.Run(set.Name(), func(t *testing.T) {
			t.Parallel()
			a := measure(t, filepath.Join(dir, set.Name(), "test.jsonl"))
			got := share(a.onEdge, a.edges)
			t.Logf("%-18s entity edges on token edges %.4f, given token edges %.4f (%d), entities over sentence edges %.4f, %d tokens",
				set.Name(), got, share(a.onBound, a.bounds), a.bounds/2, share(a.crossed, a.entities), a.tokens)
			if got < floors[set.Name()] {
				t.Errorf("%d of %d entity edges fall on token edges; want %.3f", a.onEdge, a.edges, floors[set.Name()])
			}
		})
	}
}

func measure(t *testing.T, path string) agreement {
	t.Helper()
	var a agreement
	stages := map[string]*stage{}
	for _, line := range readGold(t, path) {
		if stages[line.Lang] == nil {
			o := defaults()
			o.Language = line.Lang
			stages[line.Lang] = newStage(o, nil)
		}
		doc, err := document.New("gold", line.Text)
		if err != nil {
			t.Fatal(err)
		}
		if err := stages[line.Lang].Process(t.Context(), doc); err != nil {
			t.Fatal(err)
		}
		if err := checkLayers(doc); err != nil {
			t.Error(err)
		}
		a.add(line, doc)
	}
	return a
}
