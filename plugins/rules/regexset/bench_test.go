package regexset

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
)

// BenchmarkScan reads the text of the file REGEXSET_TEXT with the entity
// patterns of the shared data; bench/rules compares with other engines.
func BenchmarkScan(b *testing.B) {
	text, err := os.ReadFile(os.Getenv("REGEXSET_TEXT"))
	if err != nil {
		b.Skip("REGEXSET_TEXT names no text: ", err)
	}
	root := os.Getenv("ONOMAST_DATA")
	if root == "" {
		root = filepath.Join("..", "..", "..", "..", "shared", "data")
	}
	data, err := os.ReadFile(filepath.Join(root, "..", "bench", "entity_patterns.json"))
	if err != nil {
		b.Skip("the entity patterns are not there: ", err)
	}
	var given []struct{ Re string }
	if err := json.Unmarshal(data, &given); err != nil {
		b.Fatal(err)
	}
	var exprs []string
	for _, g := range given {
		exprs = append(exprs, g.Re)
	}
	s, m, whole := newSet(b, exprs...), &Matches{}, string(text)
	b.SetBytes(int64(len(whole)))
	for b.Loop() {
		if err := s.Scan(b.Context(), whole, m); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(m.All())), "matches")
	b.ReportMetric(float64(s.filter.load().used), "states")
}

func BenchmarkNew(b *testing.B) {
	exprs := []string{`\b\p{Lu}[\pL\d]+ (?:Inc|Ltd)\b`, `(?i)\b(?:mon|tues|wednes)day\b`, `[\w.]+@[\w.]+\.com`, `\b\d{1,3}(?:,\d{3})*\b`}
	for b.Loop() {
		newSet(b, exprs...)
	}
}
