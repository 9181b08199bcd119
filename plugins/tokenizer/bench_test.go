package tokenizer

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/onomast/onomast/core/document"
)

func benchmark(b *testing.B, texts []string, language string) {
	b.Helper()
	o := defaults()
	o.Language = language
	s := newStage(o, nil)
	size, tokens := 0, 0
	for _, text := range texts {
		size += len(text)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		tokens = 0
		for _, text := range texts {
			doc, err := document.New("", text)
			if err != nil {
				b.Fatal(err)
			}
			if err := s.Process(b.Context(), doc); err != nil {
				b.Fatal(err)
			}
			tokens += doc.Layer(document.Tokens).Len()
		}
	}
	b.ReportMetric(float64(tokens)*float64(b.N)/b.Elapsed().Seconds()/1e6, "Mtokens/s")
}

func BenchmarkProse(b *testing.B) {
	text := strings.Repeat("The board of Acme Inc. met Dr. Smith on 2023-03-15, and nobody knew why it took so long. ", 40)
	benchmark(b, []string{text}, "en")
}

func BenchmarkSets(b *testing.B) {
	dir := dataDir(b)
	for _, set := range []string{"gum_named", "legal_in", "ncbi_disease", "snips", "ler_de", "hiner_hi", "uner_zh_gsdsimp"} {
		b.Run(set, func(b *testing.B) {
			var texts []string
			lines := readGold(b, filepath.Join(dir, set, "train.jsonl"))
			for _, line := range lines {
				texts = append(texts, line.Text)
			}
			benchmark(b, texts, lines[0].Lang)
		})
	}
}
