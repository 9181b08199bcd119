package numerals

import (
	"math/big"
	"strings"
)

// Languages are the numbers of all languages, by their ISO 639-1 codes.
type Languages map[string]*Language

// A Language reads the numbers of one language. It never changes, so goroutines
// share it.
type Language struct {
	*lexicon
	code string
	// one are articles that stand for 1.
	one string
	// parts are halves, quarters and the like; also words for one and a half.
	parts map[string]*big.Rat
	// scales are words behind digits: 5 million, 5 Mio.; short are those that
	// stand for something else where no money is meant: 5m, 5 bn.
	scales, short map[string]int64
}

// Load makes the numbers of every language.
func Load() Languages {
	return Languages{
		"en": {lexicon: english(), code: "en", one: " a an ",
			parts:  parts("half 1/2 halves 1/2 quarter 1/4 quarters 1/4 third 1/3 thirds 1/3"),
			scales: scales("hundred 2 thousand 3 million 6 billion 9 trillion 12 lakh 5 crore 7 dozen 0"),
			short:  scales("k 3 m 6 mm 6 mn 6 mln 6 mio 6 bn 9 b 9 tn 12")},
		"de": {lexicon: german(), code: "de",
			parts: parts("halb 1/2 halbe 1/2 halben 1/2 halber 1/2 halbes 1/2 viertel 1/4 dreiviertel 3/4 drittel 1/3 anderthalb 3/2 eineinhalb 3/2 " +
				"zweieinhalb 5/2 dreieinhalb 7/2 viereinhalb 9/2 fünfeinhalb 11/2"),
			scales: scales("hundert 2 tausend 3 tsd 3 mio 6 million 6 millionen 6 mrd 9 milliarde 9 milliarden 9 billion 12 billionen 12 dutzend 0"),
			short:  scales("mill 6 mia 9")},
		"fr": {lexicon: french(), code: "fr",
			parts:  parts("demi 1/2 demie 1/2 quart 1/4 quarts 1/4 tiers 1/3"),
			scales: scales("cent 2 cents 2 mille 3 million 6 millions 6 milliard 9 milliards 9 billion 12 billions 12"),
			short:  scales("k 3 m 6 mio 6 md 9 mds 9 mrd 9")},
		"es": {lexicon: spanish(), code: "es",
			parts:  parts("medio 1/2 media 1/2 cuarto 1/4 cuartos 1/4 tercio 1/3 tercios 1/3"),
			scales: scales("mil 3 millón 6 millon 6 millones 6 billón 12 billones 12 docena 0 docenas 0"),
			short:  scales("k 3 m 6 mm 6 mill 6")},
		"pt": {lexicon: portuguese(), code: "pt",
			parts: parts("meio 1/2 meia 1/2 quarto 1/4 quartos 1/4 terço 1/3 terços 1/3"),
			scales: scales("mil 3 k 3 mi 6 mm 6 milhão 6 milhões 6 bi 9 bilhão 9 bilhões 9 bilião 12 biliões 12 tri 12 " +
				"trilhão 12 trilhões 12")},
	}
}

// Of returns the language of a code; where it is unknown or empty, English, so
// that digits can be read at least.
func (l Languages) Of(code string) *Language {
	if known := l[code]; known != nil {
		return known
	}
	return l["en"]
}

// parts makes fractions of "half 1/2 quarter 1/4".
func parts(pairs string) map[string]*big.Rat {
	m := map[string]*big.Rat{}
	fields := strings.Fields(pairs)
	for i := 0; i+1 < len(fields); i += 2 {
		m[fields[i]] = rat(fields[i+1])
	}
	return m
}

// scales makes multipliers of "thousand 3 million 6", the powers of ten; 0
// stands for a dozen.
func scales(pairs string) map[string]int64 {
	m := map[string]int64{}
	fields := strings.Fields(pairs)
	for i := 0; i+1 < len(fields); i += 2 {
		factor := int64(1)
		for range rat(fields[i+1]).Num().Int64() {
			factor *= 10
		}
		if factor == 1 {
			factor = 12
		}
		m[fields[i]] = factor
	}
	return m
}

// Year reads a year spoken in pairs: nineteen eighty-four, twenty oh five. The
// rest is what [Language.Words] reads.
func (l *Language) Year(words []string) (Word, bool) {
	w, ok := l.Words(words)
	if !ok || l.code != "en" || w.Ordinal || w.Value < 10 || w.Value > 99 {
		return w, ok
	}
	rest := words[w.Used:]
	used := w.Used
	if len(rest) > 1 && (rest[0] == "oh" || rest[0] == "o") {
		rest, used = rest[1:], used+1
	}
	low, ok := l.Words(rest)
	oh := used > w.Used
	if !ok || low.Ordinal || oh && low.Value > 9 || !oh && (low.Value < 10 || low.Value > 99) {
		return w, true
	}
	return Word{Value: w.Value*100 + low.Value, Used: used + low.Used}, true
}
