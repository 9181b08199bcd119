package decode

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// outline renders what is found: labels and pieces.
func outline(t *testing.T, c Config, text string, p *Pieces, logits []float32) string {
	t.Helper()
	var out []string
	for _, e := range find(t, c, text, p, logits) {
		out = append(out, fmt.Sprintf("%s %d-%d", e.Label, e.First, e.Last))
	}
	return strings.Join(out, ", ")
}

// favour makes logits that speak for labels, one a piece.
func favour(labels []string, best string) []float32 {
	var out []float32
	for _, want := range strings.Fields(best) {
		for k, l := range labels {
			x := float32(k) / 64
			if l == want {
				x = 9
			}
			out = append(out, x)
		}
	}
	return out
}

func find(t *testing.T, c Config, text string, p *Pieces, logits []float32) []Entity {
	t.Helper()
	d, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	found, err := d.Find(nil, text, p, logits)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// wordsOf makes a text of words of one letter a piece, and its pieces.
func wordsOf(lengths ...int) (string, *Pieces) {
	var text strings.Builder
	p := &Pieces{}
	for w, n := range lengths {
		if w > 0 {
			text.WriteByte(' ')
		}
		for range n {
			p.Starts = append(p.Starts, int32(text.Len()))
			text.WriteByte('x')
			p.Ends = append(p.Ends, int32(text.Len()))
			p.Words = append(p.Words, int32(w))
		}
	}
	return text.String(), p
}

func rowsOf(rows ...[]float32) []float32 { return slices.Concat(rows...) }
