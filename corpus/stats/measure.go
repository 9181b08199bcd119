package stats

import (
	"sort"
	"unicode/utf8"

	"github.com/cespare/xxhash/v2"

	"github.com/onomast/onomast/corpus/annotation"
	"github.com/onomast/onomast/corpus/internal/words"
)

// long is the size in bytes from which a surface is measured by marks in its document,
// which are made once: many long entities over each other must not cost their product.
const long = 4096

// A measure tells the lengths of stretches of one document.
type measure struct {
	text   string
	runes  []int // code points before each block of long bytes
	starts []int // of words
}

// begin takes the next document.
func (m *measure) begin(text string) { m.text, m.runes, m.starts = text, m.runes[:0], m.starts[:0] }

// fragment returns how many words and code points a stretch has. A word that begins
// before a long stretch is not counted.
func (m *measure) fragment(r annotation.Range) (n, characters int) {
	if r.Len() < long {
		s := m.text[r.Start:r.End]
		return words.Count(s), utf8.RuneCountInString(s)
	}
	if len(m.runes) == 0 {
		m.mark()
	}
	return sort.SearchInts(m.starts, r.End) - sort.SearchInts(m.starts, r.Start), m.before(r.End) - m.before(r.Start)
}

func (m *measure) mark() {
	n := 0
	for at := 0; at < len(m.text); at += long {
		m.runes = append(m.runes, n)
		n += starts(m.text[at:min(at+long, len(m.text))])
	}
	for start, end, _ := words.Next(m.text, 0); start < len(m.text); start, end, _ = words.Next(m.text, end) {
		m.starts = append(m.starts, start)
	}
}

// before returns how many code points begin before a byte offset.
func (m *measure) before(at int) int {
	block := min(at/long, len(m.runes)-1)
	return m.runes[block] + starts(m.text[block*long:at])
}

// starts counts the code points that begin in a stretch of valid UTF-8, which may begin
// within one.
func starts(s string) int {
	n := 0
	for i := range len(s) {
		if s[i]&0xc0 != 0x80 {
			n++
		}
	}
	return n
}

// hashOf tells surfaces apart; long ones by their ends and their length.
func hashOf(surface string) uint64 {
	if len(surface) < long {
		return xxhash.Sum64String(surface)
	}
	return xxhash.Sum64String(surface[:long/2]) ^ xxhash.Sum64String(surface[len(surface)-long/2:])*3 ^ uint64(len(surface))
}
