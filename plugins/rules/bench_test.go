package rules

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/plugin"
)

// prose is text like that of tickets and letters, from a fixed seed.
func prose(size int) string {
	words := strings.Fields(`the order number of our customer was sent to you on and please find invoice INV-2041-0077
		for 1,250.00 by Monday, we met Dr. Smith at the University of Oslo in New York; call 212-555-0187 or write to
		help@example.com about version 4.12.1 since error was seen at 14:05 with 37 % of requests, section 4.2 says that
		it should not take more than three days. Patient was given 500 mg b.i.d. after March 15, 2023`)
	r := rand.New(rand.NewPCG(1, 2))
	var b strings.Builder
	for b.Len() < size {
		b.WriteString(words[r.IntN(len(words))])
		if r.IntN(40) == 0 {
			b.WriteByte('\n')
		} else {
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// entityPatterns are the patterns that all engines are measured with.
func entityPatterns(b *testing.B) []Pattern {
	b.Helper()
	root := os.Getenv("ONOMAST_DATA")
	if root == "" {
		root = filepath.Join("..", "..", "..", "shared", "data")
	}
	data, err := os.ReadFile(filepath.Join(root, "..", "bench", "entity_patterns.json"))
	if err != nil {
		b.Skip("the entity patterns are not there: ", err)
	}
	var given []struct{ Name, Re string }
	if err := json.Unmarshal(data, &given); err != nil {
		b.Fatal(err)
	}
	var patterns []Pattern
	for _, g := range given {
		patterns = append(patterns, Pattern{Label: g.Name, Regex: g.Re})
	}
	return patterns
}

func benchmark(b *testing.B, o Options, size int) {
	b.Helper()
	rs, found := compileOptions(plugin.Config{Stage: "rules"}, o)
	if found.HasErrors() {
		b.Fatal(found)
	}
	st := &stage{id: "rules", rules: rs}
	text := prose(size)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	candidates := 0
	for b.Loop() {
		doc, err := document.New("bench", text)
		if err != nil {
			b.Fatal(err)
		}
		if err := st.Process(context.Background(), doc); err != nil {
			b.Fatal(err)
		}
		candidates = doc.Layer("rules").Len()
	}
	b.ReportMetric(float64(candidates), "candidates")
}

func BenchmarkEntityPatterns(b *testing.B) {
	for _, size := range []int{150, 2_000, 200_000} {
		b.Run(fmt.Sprintf("%dB", size), func(b *testing.B) {
			benchmark(b, Options{Patterns: entityPatterns(b)}, size)
		})
	}
}

// BenchmarkGoRegexp is the peer of BenchmarkEntityPatterns: each pattern alone.
func BenchmarkGoRegexp(b *testing.B) {
	var all []*regexp.Regexp
	for _, p := range entityPatterns(b) {
		all = append(all, regexp.MustCompile(p.Regex))
	}
	text := prose(200_000)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		for _, re := range all {
			re.FindAllStringIndex(text, -1)
		}
	}
}

func BenchmarkLookAround(b *testing.B) {
	benchmark(b, Options{Patterns: []Pattern{{Label: "N", Regex: `(?<=version )\d+(?:\.\d+)*(?! %)`}}}, 200_000)
}

// randomTerms are names of two or three made-up words.
func randomTerms(n int) []string {
	r := rand.New(rand.NewPCG(3, 4))
	syllables := strings.Fields("ba ko li me nu ra so ti va wer zin dor mal est or")
	word := func() string {
		var b strings.Builder
		for range 2 + r.IntN(3) {
			b.WriteString(syllables[r.IntN(len(syllables))])
		}
		return b.String()
	}
	terms := make([]string, n)
	for i := range terms {
		terms[i] = word() + " " + word()
		if r.IntN(3) == 0 {
			terms[i] += " " + word()
		}
	}
	return append(terms, "New York", "University of Oslo", "Dr. Smith", "order number")
}

func BenchmarkList(b *testing.B) {
	for _, n := range []int{1000, 100_000} {
		o := Options{Lists: []List{{Label: "X", Terms: randomTerms(n), IgnoreCase: true, WordBoundary: true, Longest: true}}}
		b.Run(fmt.Sprintf("find/%d", n), func(b *testing.B) { benchmark(b, o, 200_000) })
		b.Run(fmt.Sprintf("load/%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, found := compileOptions(plugin.Config{}, o); found.HasErrors() {
					b.Fatal(found)
				}
			}
		})
	}
}

// BenchmarkAsides is what context words, and assertions with a realistic number
// of cues, add to the pattern and the list they are about.
func BenchmarkAsides(b *testing.B) {
	score := 0.5
	numbers := Pattern{Label: "N", Regex: `\b\d{3,}\b`, Outcome: Outcome{Score: &score}}
	near := numbers
	near.Context = &Context{Words: []string{"order number", "invoice", "section", "version", "call"}, Boost: 0.2}
	list := List{Label: "X", Terms: []string{"customer", "patient", "Dr. Smith", "New York"}, IgnoreCase: true, WordBoundary: true, Longest: true}
	negation := Assertion{
		Attributes: map[string]string{"negated": "true"},
		Cues:       []string{"no", "not", "denies", "without", "no evidence of", "negative for", "never", "should not", "free of", "ruled out"},
		End:        []string{"but", "however", "since", "and please", "who"}, Except: []string{"not only", "no increase", "should not take more"},
	}
	past := Assertion{Attributes: map[string]string{"historical": "true"}, Cues: []string{"was sent", "history of", "was seen", "previous"}}
	for _, size := range []int{150, 2_000, 200_000} {
		for _, c := range []struct {
			name string
			o    Options
		}{
			{"pattern", Options{Patterns: []Pattern{numbers}}},
			{"context", Options{Patterns: []Pattern{near}}},
			{"list", Options{Lists: []List{list}}},
			{"assertions", Options{Lists: []List{list}, Assertions: []Assertion{negation, past}}},
		} {
			b.Run(fmt.Sprintf("%s/%dB", c.name, size), func(b *testing.B) { benchmark(b, c.o, size) })
		}
	}
}
