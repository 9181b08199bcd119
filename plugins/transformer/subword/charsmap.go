package subword

import (
	"bytes"
	"encoding/binary"
	"errors"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
)

// A charsmap is the compiled normaliser of a SentencePiece model: a double array over
// bytes, whose leaves say where in a list of replacements, each ended by NUL, the one
// of a text begins.
type charsmap struct {
	units    []uint32
	replaced []byte
	ascii    [utf8.RuneSelf]bool // is replaced when it stands alone
}

var errCharsmap = errors.New("is no compiled SentencePiece normaliser")

func newCharsmap(blob []byte) (*charsmap, error) {
	if len(blob) < 4 {
		return nil, errCharsmap
	}
	size := binary.LittleEndian.Uint32(blob)
	blob = blob[4:]
	if size == 0 || size%4 != 0 || uint64(size) > uint64(len(blob)) {
		return nil, errCharsmap
	}
	n := &charsmap{units: make([]uint32, size/4), replaced: blob[size:]}
	for i := range n.units {
		n.units[i] = binary.LittleEndian.Uint32(blob[4*i:])
	}
	if !utf8.Valid(n.replaced) {
		return nil, errCharsmap
	}
	for r := range n.ascii {
		_, n.ascii[r] = n.lookUp([]byte{byte(r)})
	}
	return n, nil
}

// lookUp returns what replaces the shortest beginning of b that is replaced. (It is the
// shortest, and stands for all of b: the models were made so.)
func (n *charsmap) lookUp(b []byte) ([]byte, bool) {
	at := offset(n.units[0])
	for _, c := range b {
		if c == 0 {
			return nil, false
		}
		at ^= uint32(c)
		if int(at) >= len(n.units) {
			return nil, false
		}
		unit := n.units[at]
		if unit&(1<<31|0xFF) != uint32(c) {
			return nil, false
		}
		at ^= offset(unit)
		if unit>>8&1 == 1 && int(at) < len(n.units) {
			return n.replacement(n.units[at] & (1<<31 - 1))
		}
	}
	return nil, false
}

func offset(unit uint32) uint32 { return unit >> 10 << (unit & (1 << 9) >> 6) }

func (n *charsmap) replacement(at uint32) ([]byte, bool) {
	if int(at) > len(n.replaced) {
		return nil, false
	}
	rest := n.replaced[at:]
	if end := bytes.IndexByte(rest, 0); end >= 0 {
		rest = rest[:end]
	}
	return rest, true
}

const maxGrapheme = 6 // bytes; longer ones are looked up character by character

func (n *charsmap) normalise(s *scratch, v view) view {
	i := n.plain(v.bytes)
	if i == len(v.bytes) {
		return v
	}
	if s.graphemes == nil {
		s.graphemes = graphemes.FromBytes(nil)
	}
	w := s.rewrite(v)
	for {
		w.keep(i)
		if !w.left() {
			return s.done(w)
		}
		s.graphemes.SetText(v.bytes[w.at:])
		s.graphemes.Next()
		n.grapheme(w, s.graphemes.Value())
		i = n.plain(v.bytes[w.at:])
	}
}

// plain returns how many bytes of ASCII b begins with that stay what they are. The last
// may belong to what follows and is left out.
func (n *charsmap) plain(b []byte) int {
	i := 0
	for i < len(b) && b[i] < utf8.RuneSelf && b[i] != '\r' && !n.ascii[b[i]] {
		i++
	}
	if i > 0 && i < len(b) && b[i] >= utf8.RuneSelf {
		i--
	}
	return i
}

func (n *charsmap) grapheme(w *writer, b []byte) {
	if len(b) < maxGrapheme {
		if to, ok := n.lookUp(b); ok {
			substitute(w, utf8.RuneCount(b), to)
			return
		}
	}
	for len(b) > 0 {
		_, size := decode(b)
		if to, ok := n.lookUp(b[:size]); ok {
			substitute(w, 1, to)
		} else {
			w.keep(size)
		}
		b = b[size:]
	}
}

// substitute writes a text in the place of the next chars characters, one for one as
// far as both go: what is over was made from the last.
func substitute(w *writer, chars int, to []byte) {
	for len(to) > 0 {
		r, size := utf8.DecodeRune(to)
		to = to[size:]
		if chars == 0 {
			w.add(r)
			continue
		}
		w.put(r)
		_, n := w.next()
		w.skip(n)
		chars--
	}
	for ; chars > 0; chars-- {
		_, n := w.next()
		w.skip(n)
	}
}
