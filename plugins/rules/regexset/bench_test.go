package regexset

import (
	"os"
	"testing"
)

// BenchmarkScan reads the text of the file REGEXSET_TEXT with the entity
// patterns of the shared data; bench/rules compares with other engines.
func BenchmarkScan(b *testing.B) {
	text, err := os.ReadFile(os.Getenv("REGEXSET_TEXT"))
	if err != nil {
		b.Skip("REGEXSET_TEXT names no text: ", err)
	}
	s, m, whole := newSet(b, entityExprs(b)...), &Matches{}, string(text)
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
