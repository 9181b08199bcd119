package subword

import (
	"strings"
	"testing"
)

// BenchmarkEncode encodes the plain texts with small vocabularies of each kind; nothing
// is allocated once an encoder has its room. bench/subword has real vocabularies and
// peers.
func BenchmarkEncode(b *testing.B) {
	texts := parityTexts(b)[:23]
	words, bytes := 0, 0
	for _, text := range texts {
		words += len(strings.Fields(text))
		bytes += len(text)
	}
	kinds := map[string]bool{"wordpiece uncased": true, "wordpiece cased": true, "byte-level True True": true, "bpe fallback": true, "unigram xlmr": true}
	for _, c := range parityCases(b) {
		if !kinds[c.Name] {
			continue
		}
		b.Run(c.Name, func(b *testing.B) {
			tok, err := Parse(c.Name, c.Tokenizer)
			if err != nil {
				b.Fatal(err)
			}
			e := tok.Encoder()
			var enc Encoding
			b.ReportAllocs()
			b.SetBytes(int64(bytes))
			for b.Loop() {
				for _, text := range texts {
					if err := e.Encode(text, &enc); err != nil {
						b.Fatal(err)
					}
				}
			}
			b.ReportMetric(float64(words)*float64(b.N)/b.Elapsed().Seconds()/1e6, "Mwords/s")
		})
	}
}
