package tokenizer

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
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

// agreement counts how tokens and sentences agree with what people annotated.
type agreement struct {
	edges, onEdge     int // entity edges, and those where a token begins or ends
	given, own, equal int // tokens given with the set, own ones, and the same
	ends, found, sure int // sentence ends, own ones, and the same
	crossed, entities int // entities that reach over a sentence edge, all
}

func (a *agreement) add(line goldLine, doc *document.Document) {
	starts, ends, own := map[int]bool{}, map[int]bool{}, map[[2]int]bool{}
	tokens := doc.Layer(document.Tokens)
	for i := range tokens.Len() {
		start, end := tokens.Start(i), tokens.End(i)
		starts[start], ends[end], own[[2]int{start, end}] = true, true, true
	}
	offsets := byteOffsets(line.Text)
	for _, e := range line.Entities {
		a.edges += 2
		a.onEdge += count(starts[offsets[e.Start]]) + count(ends[offsets[e.End]])
		a.entities++
		a.crossed += count(crosses(doc.Layer(document.Sentences), offsets[e.Start], offsets[e.End]))
	}
	for _, t := range line.Tokens {
		a.equal += count(own[[2]int{offsets[t[0]], offsets[t[1]]}])
	}
	if a.given += len(line.Tokens); len(line.Tokens) > 0 {
		a.own += len(own)
	}
}

// addSentences takes a text that was put together of lines that end at ends.
func (a *agreement) addSentences(doc *document.Document, ends map[int]bool) {
	sents := doc.Layer(document.Sentences)
	for i := range sents.Len() {
		a.sure += count(ends[sents.End(i)])
	}
	a.ends, a.found = a.ends+len(ends), a.found+sents.Len()
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

func f1(same, gold, own int) float64 { return share(2*same, gold+own) }

// A floor is the least that a set has to reach on its development split.
type floor struct {
	edges     float64 // share of entity edges that are token edges
	tokens    float64 // F1 of tokens, where the set gives some
	sentences float64 // F1 of sentences, where a line of the set is one
	glue      string  // between lines, to make a text of sentences
}

func floors() map[string]floor {
	return map[string]floor{
		"uner_en_ewt":       {edges: 0.998, tokens: 0.985, sentences: 0.82, glue: " "}, // half the missed ends have no mark
		"gum_named":         {edges: 0.999},
		"crossner_politics": {edges: 0.999, sentences: 0.98, glue: " "},
		"legal_in":          {edges: 0.995},
		"bc5cdr":            {edges: 0.999, sentences: 0.98, glue: " "},
		"ncbi_disease":      {edges: 0.999},
		"genia_part":        {edges: 0.999, sentences: 0.97, glue: " "},
		"restaurants8k":     {edges: 0.999},
		"snips":             {edges: 0.999},
		"presidio_synth":    {edges: 0.995},
		"germeval14":        {edges: 0.999, sentences: 0.97, glue: " "},
		"ler_de":            {edges: 0.999, sentences: 0.87, glue: " "}, // lines are out of order
		"uner_pt_bosque":    {edges: 0.999, tokens: 0.98, sentences: 0.91, glue: " "},
		"lener_br":          {edges: 0.999, sentences: 0.88, glue: " "},
		"meddocan":          {edges: 0.99},
		"europeana_fr":      {edges: 0.999},
		"estner":            {edges: 0.999, sentences: 0.93, glue: " "},
		"hiner_hi":          {edges: 0.999, sentences: 0.92, glue: " "},
		"wojood_sample":     {edges: 0.999},
		"uner_zh_gsdsimp":   {edges: 0.98, sentences: 0.99},
		"stockmark_ja":      {edges: 0.9, sentences: 0.99},
	}
}

// How tokens and sentences agree with annotation, on development splits or, where
// a set has none, on the first lines it is trained on. Entity edges have to fall on
// token edges. Sets that are not named in floors are printed only.
func TestAgreementWithAnnotation(t *testing.T) {
	t.Parallel()
	dir := dataDir(t)
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
			want := floors()[set.Name()]
			a := measure(t, readSome(t, filepath.Join(dir, set.Name())), want)
			edges, tokens, sents := share(a.onEdge, a.edges), f1(a.equal, a.given, a.own), f1(a.sure, a.ends, a.found)
			line := fmt.Sprintf("%-18s entity edges on token edges %.4f, entities over sentence edges %.4f", set.Name(), edges, share(a.crossed, a.entities))
			if a.given > 0 {
				line += fmt.Sprintf(", tokens F1 %.4f of %d", tokens, a.given)
			}
			if a.ends > 0 {
				line += fmt.Sprintf(", sentences F1 %.4f of %d", sents, a.ends)
			}
			t.Log(line)
			if edges < want.edges || tokens < want.tokens || sents < want.sentences {
				t.Errorf("want at least %+v", want)
			}
		})
	}
}

// readSome returns the first lines of a set's development split, or of its
// training split.
func readSome(t *testing.T, dir string) []goldLine {
	t.Helper()
	const most = 2000
	path := filepath.Join(dir, "dev.jsonl")
	if _, err := os.Stat(path); err != nil {
		path = filepath.Join(dir, "train.jsonl")
	}
	lines := readGold(t, path)
	return lines[:min(most, len(lines))]
}

func measure(t *testing.T, lines []goldLine, want floor) agreement {
	t.Helper()
	const together = 20 // lines in one text
	var a agreement
	o := defaults()
	o.Language = lines[0].Lang
	s := newStage(o, nil)
	run := func(text string) *document.Document {
		doc, err := document.New("gold", text)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Process(t.Context(), doc); err != nil {
			t.Fatal(err)
		}
		if err := checkLayers(doc); err != nil {
			t.Error(err)
		}
		return doc
	}
	for part := range slices.Chunk(lines, together) {
		text, ends := "", map[int]bool{}
		for _, line := range part {
			a.add(line, run(line.Text))
			if text != "" {
				text += want.glue
			}
			text += strings.TrimSpace(line.Text)
			ends[len(text)] = true
		}
		if want.sentences > 0 {
			a.addSentences(run(text), ends)
		}
	}
	return a
}
