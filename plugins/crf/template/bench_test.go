package template

import (
	"strings"
	"testing"
)

var benchWords = strings.Fields("Yesterday the board of Aachener Versicherungen met with Dr. Müller-Lüdenscheidt in Kraków , " +
	"where 3,500 shares of XG-4500 were sold to an unnamed buyer from São Paulo !")

func BenchmarkWord(b *testing.B) {
	for _, name := range Presets() {
		b.Run(name, func(b *testing.B) {
			x := compiled(b, preset(b, name))
			var w Word
			b.ReportAllocs()
			for i := range b.N {
				x.Word(benchWords[i%len(benchWords)], &w)
			}
		})
	}
}

// BenchmarkSentence is what is left per sentence when words are known: tracks
// and conjunctions.
func BenchmarkSentence(b *testing.B) {
	x := compiled(b, preset(b, "default"))
	s := sentence(x, benchWords, nil)
	b.ReportAllocs()
	for range b.N {
		x.Fill(s)
		x.Joined(s)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(benchWords)), "ns/token")
}
