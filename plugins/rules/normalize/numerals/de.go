package numerals

import "strings"

// A germanReader takes apart numbers that are written as one word.
type germanReader struct{ units, tens map[string]int64 }

func german() *lexicon {
	w := map[string]numeral{}
	table(w, scale, false, "million 1000000 millionen 1000000 milliarde 1000000000 milliarden 1000000000 billion 1000000000000 billionen 1000000000000")
	g := germanReader{units: map[string]int64{
		"null": 0, "ein": 1, "eins": 1, "eine": 1, "einen": 1, "einem": 1, "einer": 1, "eines": 1, "zwei": 2, "zwo": 2, "drei": 3,
		"vier": 4, "fünf": 5, "fuenf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10, "elf": 11, "zwölf": 12, "zwoelf": 12,
		"dreizehn": 13, "vierzehn": 14, "fünfzehn": 15, "fuenfzehn": 15, "sechzehn": 16, "siebzehn": 17, "achtzehn": 18, "neunzehn": 19,
	}, tens: map[string]int64{
		"zwanzig": 20, "dreißig": 30, "dreissig": 30, "vierzig": 40, "fünfzig": 50, "fuenfzig": 50,
		"sechzig": 60, "siebzig": 70, "achtzig": 80, "neunzig": 90,
	}}
	return &lexicon{words: w, and: "und", compound: g.read}
}

// read reads a number below a million that is written as one word:
// zweitausenddreiundzwanzig, and its ordinal zweitausenddreiundzwanzigste.
func (g germanReader) read(word string) (n int64, ordinal, ok bool) {
	if n, ok := g.cardinal(word); ok {
		return n, false, true
	}
	n, ok = g.ordinal(word)
	return n, true, ok
}

// ordinal takes the endings -te and -ste off.
func (g germanReader) ordinal(word string) (int64, bool) {
	stem := word
	for _, ending := range []string{"n", "r", "s", "m"} {
		if s, ok := strings.CutSuffix(word, ending); ok && strings.HasSuffix(s, "e") {
			stem = s
		}
	}
	for _, irregular := range []struct {
		ending string
		value  int64
	}{{"erste", 1}, {"dritte", 3}, {"siebte", 7}, {"achte", 8}} {
		before, ok := strings.CutSuffix(stem, irregular.ending)
		if !ok {
			continue
		}
		if before == "" {
			return irregular.value, true
		}
		before = strings.TrimSuffix(before, "und")
		if n, ok := g.cardinal(before); ok && n >= 100 && n%100 == 0 {
			return n + irregular.value, true
		}
	}
	if s, ok := strings.CutSuffix(stem, "ste"); ok {
		if n, ok := g.cardinal(s); ok && n%100 >= 20 || ok && n%100 == 0 && n > 0 {
			return n, true
		}
	}
	if s, ok := strings.CutSuffix(stem, "te"); ok {
		if n, ok := g.cardinal(s); ok && n%100 > 1 && n%100 < 20 {
			return n, true
		}
	}
	return 0, false
}

func (g germanReader) cardinal(word string) (int64, bool) {
	if thousands, rest, ok := strings.Cut(word, "tausend"); ok {
		n, ok := g.part(thousands, 1)
		m, rok := g.part(strings.TrimPrefix(rest, "und"), 0)
		return n*1000 + m, ok && rok
	}
	return g.hundreds(word)
}

// part is hundreds, and otherwise where the text is empty.
func (g germanReader) part(word string, otherwise int64) (int64, bool) {
	if word == "" {
		return otherwise, true
	}
	return g.hundreds(word)
}

func (g germanReader) hundreds(word string) (int64, bool) {
	hundreds, rest, ok := strings.Cut(word, "hundert")
	if !ok {
		return g.belowHundred(word)
	}
	n := int64(1)
	if hundreds != "" {
		if n, ok = g.belowHundred(hundreds); !ok || n == 0 || n > 20 {
			return 0, false
		}
	}
	if rest = strings.TrimPrefix(rest, "und"); rest == "" {
		return n * 100, true
	}
	m, ok := g.belowHundred(rest)
	return n*100 + m, ok && m > 0
}

// belowHundred reads dreiundzwanzig.
func (g germanReader) belowHundred(word string) (int64, bool) {
	if n, ok := g.units[word]; ok {
		return n, true
	}
	if t, ok := g.tens[word]; ok {
		return t, true
	}
	units, tens, ok := strings.Cut(word, "und")
	u, known := g.units[units]
	t, tensKnown := g.tens[tens]
	return t + u, ok && known && tensKnown && u > 0 && u < 10
}
