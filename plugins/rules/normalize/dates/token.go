package dates

import (
	"strings"
	"unicode"
)

// A token is a run of digits, a word of small letters, or one other character.
type token struct {
	kind  tokenKind
	text  string
	glued bool // no white space before it
}

type tokenKind uint8

const (
	digitsToken tokenKind = iota + 1
	wordToken
	markToken
)

// maxTokens bounds the length of an expression.
const maxTokens = 64

// tokenize cuts an expression. A word ends behind its apostrophe: l'an is l'
// and an.
func tokenize(text string) []token {
	var out []token
	var b strings.Builder
	kind, glued, space := tokenKind(0), false, false
	flush := func() {
		if b.Len() > 0 {
			out = append(out, token{kind, b.String(), glued})
			b.Reset()
		}
	}
	for _, r := range strings.ToLower(text) {
		k := kindOf(r)
		if k == 0 {
			flush()
			space = true
			continue
		}
		apostrophe := r == '\'' && kind == wordToken && b.Len() > 0
		if b.Len() > 0 && (k != kind || kind == markToken) && !apostrophe {
			flush()
		}
		if b.Len() == 0 {
			kind, glued = k, !space && len(out) > 0
		}
		space = false
		b.WriteRune(r)
		if apostrophe {
			flush()
		}
	}
	flush()
	return out
}

func kindOf(r rune) tokenKind {
	switch {
	case '0' <= r && r <= '9':
		return digitsToken
	case unicode.IsLetter(r) || unicode.Is(unicode.Mn, r):
		return wordToken
	case unicode.IsSpace(r) || !unicode.IsGraphic(r):
		return 0
	}
	return markToken
}

// newUniform writes the many apostrophes, dashes and slashes as one each.
func newUniform() *strings.Replacer {
	return strings.NewReplacer("’", "'", "ʼ", "'", "‘", "'", "–", "–", "—", "–", "‐", "-", "‑", "-", "−", "-", "⁄", "/", "\u00ad", "")
}
