package decode

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// typical is a text of words of a piece or two, of which one in eight is an entity's.
func typical(labels []string, words int) (string, *Pieces, []float32) {
	r := rand.New(rand.NewPCG(1, 2))
	lengths := make([]int, words)
	for i := range lengths {
		lengths[i] = 1 + max(0, r.IntN(5)-2)
	}
	text, p := wordsOf(lengths...)
	logits := make([]float32, p.Len()*len(labels))
	for i := range logits {
		logits[i] = float32(r.NormFloat64())
	}
	for i := range p.Len() {
		k := 0
		if r.IntN(8) == 0 {
			k = 1 + r.IntN(len(labels)-1)
		}
		logits[i*len(labels)+k] += 8
		id := int32(0)
		if p.sameWord(i) {
			id = 1
		}
		p.IDs = append(p.IDs, id)
	}
	return text, p, logits
}

var nine = strings.Fields("O B-PER I-PER B-LOC I-LOC B-ORG I-ORG B-MISC I-MISC")

// spelled is a vocabulary of a piece that begins a word and one that goes on.
func spelled() *Vocabulary { return &Vocabulary{Lengths: []int32{1, 3}, Unknown: -1} }

func BenchmarkFind(b *testing.B) {
	text, p, logits := typical(nine, 200)
	run := func(name string, c Config) {
		b.Run(name, func(b *testing.B) {
			c.Labels, c.Vocabulary = nine, spelled()
			d, err := New(c)
			if err != nil {
				b.Fatal(err)
			}
			var found []Entity
			b.ReportAllocs()
			for b.Loop() {
				if found, err = d.Find(found[:0], text, p, logits); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.N)*float64(p.Len())/b.Elapsed().Seconds()/1e6, "Mpieces/s")
		})
	}
	for _, s := range Strategies() {
		run(string(s), Config{Strategy: s})
	}
	run("viterbi/piece", Config{Unit: Piece})
	run("viterbi/word", Config{Unit: Word})
}
