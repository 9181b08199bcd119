package learn

import (
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A sampler draws examples: a language, a source that has it, a text of that, and
// a part of the text, so that a model sees all lengths.
type sampler struct {
	codes  []string
	pools  [][][]string // by language and source
	totals []float64    // running sum of the weights of the languages
	random *rand.Rand
}

func newSampler(texts []Text, opts Options) *sampler {
	pools := map[string]map[string][]string{}
	for _, t := range texts {
		if pools[t.Language] == nil {
			pools[t.Language] = map[string][]string{}
		}
		pools[t.Language][t.Source.Name] = append(pools[t.Language][t.Source.Name], t.Text)
	}
	s := &sampler{codes: slices.Sorted(maps.Keys(pools)), random: rand.New(rand.NewPCG(opts.Seed, 2))}
	total := 0.0
	for _, code := range s.codes {
		var sources [][]string
		for _, source := range slices.Sorted(maps.Keys(pools[code])) {
			sources = append(sources, pools[code][source])
		}
		s.pools = append(s.pools, sources)
		weight, ok := opts.Weight[code]
		if !ok {
			weight = 1
		}
		total += weight
		s.totals = append(s.totals, total)
	}
	return s
}

// next returns the text of an example and its language.
func (s *sampler) next() (string, int) {
	at := s.random.Float64() * s.totals[len(s.totals)-1]
	language, _ := slices.BinarySearch(s.totals, at)
	sources := s.pools[language]
	pool := sources[s.random.IntN(len(sources))]
	return s.part(pool[s.random.IntN(len(pool))]), language
}

// part returns a part of a text, from word to word: a few words, a phrase, a
// sentence, or all of it.
func (s *sampler) part(text string) string {
	var length int
	switch kind := s.random.IntN(20); {
	case kind < 6:
		length = 3 + s.random.IntN(15)
	case kind < 12:
		length = 15 + s.random.IntN(30)
	case kind < 17:
		length = 40 + s.random.IntN(80)
	default:
		length = 120 + s.random.IntN(180)
	}
	if len(text) <= length {
		return text
	}
	start := s.random.IntN(len(text))
	for start > 0 && !begins(text, start) {
		start--
	}
	return Cut(text[start:], length)
}

// Cut returns the beginning of a text, of n code points and up to the end of the
// word there.
func Cut(text string, n int) string {
	count := 0
	for i, r := range text {
		if count >= n && (unicode.IsSpace(r) || r >= 0x0E00 && r < 0xAC00) {
			return strings.TrimSpace(text[:i])
		}
		count++
	}
	return strings.TrimSpace(text)
}

// begins reports whether a word begins at i, or a letter where words are not apart.
func begins(text string, i int) bool {
	if !utf8.RuneStart(text[i]) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(text[i:])
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	return unicode.IsSpace(before) || r >= 0x0E00 && r < 0xAC00 && unicode.IsLetter(r)
}
