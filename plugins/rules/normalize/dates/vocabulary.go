package dates

import (
	"slices"
	"strings"
)

// A vocabulary is the phrases of a language. Its source has a line for each
// class of phrases and their argument:
//
//	month 3: march, mar
//
// Phrases are compared as words: hyphens and full stops within them do not
// count.
type vocabulary struct {
	language string
	phrases  map[string][]symbol
}

// A symbol is what a phrase stands for.
type symbol struct{ class, arg string }

// maxPhrase is the greatest number of words of a phrase.
const maxPhrase = 6

func newVocabulary(language, source string) *vocabulary {
	v := &vocabulary{language: language, phrases: map[string][]symbol{}}
	for line := range strings.SplitSeq(source, "\n") {
		head, list, ok := strings.Cut(line, ":")
		if !ok {
			continue
		}
		class, arg, _ := strings.Cut(head, " ")
		for phrase := range strings.SplitSeq(list, ",") {
			key := phraseKey(tokenize(phrase))
			v.phrases[key] = append(v.phrases[key], symbol{class, arg})
		}
	}
	return v
}

// phraseKey joins the words of a phrase.
func phraseKey(tokens []token) string {
	var words []string
	for _, t := range tokens {
		if t.kind != markToken {
			words = append(words, t.text)
		}
	}
	return strings.Join(words, " ")
}

// A match is a phrase that was found.
type match struct {
	arg  string
	next int
}

// A finding is the phrases of a class at one position, longest first.
type finding struct {
	class   string
	matches []match
}

// findings finds every phrase at a position. A full stop behind one may belong
// to it.
func (v *vocabulary) findings(tokens []token, pos int) []finding {
	var out []finding
	var key []byte
	words := 0
	for i := pos; i < len(tokens) && words < maxPhrase; i++ {
		t := tokens[i]
		if t.kind == markToken {
			if i == pos || !t.glued || t.text != "." && t.text != "-" {
				break
			}
			continue
		}
		if words > 0 {
			key = append(key, ' ')
		}
		key = append(key, t.text...)
		words++
		stop := i+1 < len(tokens) && tokens[i+1].glued && tokens[i+1].text == "."
		for _, s := range v.phrases[string(key)] {
			out = enter(out, s.class, match{s.arg, i + 1})
			if stop {
				out = enter(out, s.class, match{s.arg, i + 2})
			}
		}
	}
	for _, f := range out {
		slices.Reverse(f.matches)
	}
	return out
}

func enter(into []finding, class string, m match) []finding {
	for i := range into {
		if into[i].class == class {
			into[i].matches = append(into[i].matches, m)
			return into
		}
	}
	return append(into, finding{class, []match{m}})
}
