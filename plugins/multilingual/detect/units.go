package detect

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/onomast/onomast/plugins/multilingual/lid"
)

// units are stretches of a text that cover it, and what each adds up to.
type units struct {
	ends     []int // bytes
	features []int
	vectors  []int32 // a row for each unit
	dim      int
}

func (u *units) sum(i int) lid.Sum {
	return lid.Sum{Vector: u.vectors[i*u.dim:][:u.dim], Features: u.features[i]}
}

func (u *units) total() lid.Sum {
	var all lid.Sum
	for i := range u.ends {
		all.Add(u.sum(i))
	}
	return all
}

// open begins a unit.
func (u *units) open() lid.Sum {
	u.vectors = append(u.vectors, make([]int32, u.dim)...)
	u.features = append(u.features, 0)
	u.ends = append(u.ends, 0)
	return u.sum(len(u.ends) - 1)
}

// close ends the unit that is open.
func (u *units) close(end int, sum lid.Sum) {
	u.ends[len(u.ends)-1], u.features[len(u.ends)-1] = end, sum.Features
}

// units cuts a text. White space and marks behind a unit belong to it; a word never
// lies in two.
func (d *Detector) units(text string, grain Grain) *units {
	u := &units{dim: d.model.Dim}
	var rows []uint32
	words := lid.NewScanner(text)
	more := words.Next()
	for at := 0; at < len(text); {
		sum := u.open()
		end := unitEnd(text, at, grain)
		for more && words.Start() < end {
			rows = d.model.Word(&sum, words, rows)
			end = max(end, words.End())
			more = words.Next()
			if grain == Word {
				end = len(text)
				if more {
					end = words.Start()
				}
				break
			}
		}
		u.close(end, sum)
		at = end
	}
	return u
}

// longUnit is how long a sentence may be, in bytes: one that never ends is cut
// between words.
const longUnit = 600

// unitEnd returns where the unit that begins at i ends, white space behind it
// included.
func unitEnd(text string, i int, grain Grain) int {
	if grain == Word {
		return len(text)
	}
	for at := i; at < len(text); {
		switch b := text[at]; {
		case b == '\n':
			end := skipSpace(text, at)
			if grain == Sentence || strings.Count(text[at:end], "\n") > 1 {
				return end
			}
			at = end
			continue
		case grain == Paragraph:
		case b == '.' || b == '!' || b == '?':
			if end := skipClosers(text, at+1); end == len(text) || isSpace(text[end]) {
				return skipSpace(text, end)
			}
		case b >= utf8.RuneSelf:
			r, size := utf8.DecodeRuneInString(text[at:])
			if terminates(r) {
				return skipSpace(text, skipClosers(text, at+size))
			}
			at += size
			continue
		case b == ' ' && at-i > longUnit:
			return skipSpace(text, at)
		}
		at++
	}
	return len(text)
}

// terminates reports whether r ends a sentence wherever it stands.
func terminates(r rune) bool {
	switch r {
	case '。', '．', '！', '？', '…', '।', '॥', '؟', '۔', '։', '។', '၊', '။', '\u2028', '\u2029':
		return true
	}
	return false
}

func skipClosers(text string, i int) int {
	for i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		if r != '"' && r != '\'' && r != '”' && r != '’' && r != '»' && r != ')' && r != ']' && r != '」' && r != '』' && r != '）' && r != '.' && r != '!' && r != '?' {
			break
		}
		i += size
	}
	return i
}

func skipSpace(text string, i int) int {
	for i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !unicode.IsSpace(r) {
			break
		}
		i += size
	}
	return i
}

func isSpace(b byte) bool { return b == ' ' || b == '\n' || b == '\r' || b == '\t' }
