package template

import (
	"bytes"
	"slices"
	"unicode"
)

// class sorts words into few classes, by what stands in them.
type class struct{}

func (class) values(a *analysis, dst [][]byte) [][]byte {
	from := len(a.scratch)
	a.scratch = append(a.scratch, a.class()...)
	return append(dst, a.scratch[from:len(a.scratch):len(a.scratch)])
}

func (a *analysis) class() string {
	n := a.count()
	if n.other > 0 && n.all > 1 {
		if address := a.address(n); address != "" {
			return address
		}
	}
	letters := n.letters()
	switch {
	case n.all == 0:
		return "empty"
	case n.digits == n.all:
		return digitsClass(n.digits)
	case n.digits > 0 && letters > 0:
		return "alphanumeric"
	case n.digits > 0:
		return "number"
	case letters == 0:
		return signs(a.text.at(0))
	case n.caseless == letters:
		return "caseless"
	case n.lower == 0:
		return a.capitals(n)
	case n.upper == 0:
		return joined("lower", n)
	case n.upper == 1 && n.firstUpper:
		return joined("capitalised", n)
	case n.other > 0 && a.isTitle():
		return "capitalised-joined"
	}
	return joined("mixed", n)
}

// joined tells a word with signs in it from one without.
func joined(class string, n *counts) string {
	if n.other == 0 {
		return class
	}
	return class + "-joined"
}

// address is the class of what is written on the net, or "".
func (a *analysis) address(n *counts) string {
	b := a.lower.bytes
	at := bytes.IndexByte(b, '@')
	switch {
	case bytes.Contains(b, []byte("://")) || bytes.HasPrefix(b, []byte("www.")):
		return "url"
	case n.letters()+n.digits == 0:
		return ""
	case at == 0:
		return "mention"
	case b[0] == '#':
		return "hashtag"
	case at > 0 && bytes.IndexByte(b[at:], '.') > 0:
		return "email"
	}
	return ""
}

func digitsClass(n int) string {
	const few = 4
	return [...]string{"", "digit", "digits2", "digits3", "digits4", "digits"}[min(n, few+1)]
}

// capitals is the class of a word without small letters.
func (a *analysis) capitals(n *counts) string {
	switch one := n.upper == 1 && n.letters() == 1; {
	case one && n.other == 0:
		return "capital"
	case one:
		return "initial"
	case n.other == 0 && isRoman(a.text.bytes):
		return "roman"
	}
	return joined("capitals", n)
}

func isRoman(b []byte) bool {
	return !slices.ContainsFunc(b, func(c byte) bool { return bytes.IndexByte([]byte("IVXLCDM"), c) < 0 })
}

// signs is the class of a word without letters and digits, by its first
// character.
func signs(r rune) string {
	switch {
	case unicode.In(r, unicode.Ps, unicode.Pi):
		return "opening"
	case unicode.In(r, unicode.Pe, unicode.Pf):
		return "closing"
	case unicode.IsPunct(r):
		return "punctuation"
	case unicode.Is(unicode.Sc, r):
		return "currency"
	case unicode.Is(unicode.So, r) && r > '⌀':
		return "pictograph"
	case unicode.IsSymbol(r):
		return "symbol"
	}
	return "other"
}

func (class) always() bool { return true }
