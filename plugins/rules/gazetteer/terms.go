package gazetteer

import "errors"

// terms holds what a hit needs of each term in one place, since a look at it
// costs a miss of the processor's caches: two words of numbers (see pack), then
// the compared form, filled up with zeros to whole words. A term is known by
// where it begins, in words.
type terms []uint64

// A term is one of the terms, as it is looked at.
type term struct {
	next    uint32 // term that ends at the same node, plus 1
	record  uint32 // the first of its entries, plus 1
	list    uint32 // of that entry
	several bool   // it has more entries
	size    int    // of the form, in bytes
	form    []byte // filled up to whole blocks
}

const (
	termWords = 2
	more      = 1 << 31 // beside the list: there are several entries
)

// at returns the term that begins at a word.
func (ts terms) at(i uint32) term {
	a, b := ts[i], ts[i+1]
	t := term{next: uint32(a), record: uint32(a >> 32), list: uint32(b) &^ more, several: uint32(b)&more != 0, size: int(b >> 32)}
	t.form = bytesOf(ts[i+termWords : int(i)+termWords+blocks(t.size)])
	return t
}

// compared is the form without what it is filled up with.
func (t *term) compared() []byte { return t.form[:t.size] }

// blocks is the number of blocks that hold n bytes.
func blocks(n int) int { return (n + blockSize - 1) / blockSize }

// pack puts a term at the end, without entries.
func (ts terms) pack(form []byte, next uint32) terms {
	at := len(ts)
	ts = append(ts, make(terms, termWords+blocks(len(form)))...)
	ts[at], ts[at+1] = uint64(next), uint64(len(form))<<32
	copy(bytesOf(ts[at+termWords:]), form)
	return ts
}

// enter notes the first entry of the term at a word.
func (ts terms) enter(at, record uint32, r *record) {
	ts[at] |= uint64(record) << 32
	ts[at+1] |= uint64(r.list)
	if r.next != 0 {
		ts[at+1] |= more
	}
}

// starts is the set of words where terms begin, or an error where they do not
// follow each other up to the end.
func (ts terms) starts() (set, error) {
	s := make(set, len(ts)/64+1)
	for at := 0; at < len(ts); {
		if at+termWords > len(ts) || int(ts[at+1]>>32) > blockSize*len(ts) {
			return nil, errors.New("a term lies outside its column")
		}
		s.add(at)
		at += termWords + blocks(int(ts[at+1]>>32))
		if at > len(ts) {
			return nil, errors.New("a term lies outside its column")
		}
	}
	return s, nil
}

// A set is a set of words.
type set []uint64

func (s set) add(at int) { s[at/64] |= 1 << (at % 64) }

// leads reports whether a word plus 1 is in the set; 0, for none, counts as well.
func (s set) leads(link uint32) bool {
	at := link - 1
	return link == 0 || int(at/64) < len(s) && s[at/64]>>(at%64)&1 != 0
}
