package gazetteer

import (
	"errors"
	"unicode/utf8"
)

// typos finds the words of terms that a misspelt word may stand for, by
// symmetric deletion: two words within n errors of each other become equal when
// at most n letters are taken out of each (W. Garbe, SymSpell, 2012).
type typos struct {
	most     int      // errors
	words    texts    // the compared forms of words of terms
	slots    []uint64 // open hash table: low half of a hash above a posting, plus 1
	postings []posting
}

// A posting is one word that a form with letters taken out belongs to.
type posting struct{ word, next uint32 }

// Words shorter than leastLetters are not forgiven errors, for then they are
// other words; neither are those longer than mostLetters, which would need too
// many forms.
const (
	leastLetters = 4
	mostLetters  = 32
)

// deletions calls f with the hash of every form of a word with up to n letters
// taken out; from is the first letter that may be.
func deletions(word []rune, n int, f func(hash uint64)) {
	var taken [MaxDistance]int
	f(hashWithout(word, taken[:0]))
	if n >= 1 {
		for i := range word {
			taken[0] = i
			f(hashWithout(word, taken[:1]))
			for j := i + 1; n >= 2 && j < len(word); j++ {
				taken[1] = j
				f(hashWithout(word, taken[:2]))
			}
		}
	}
}

func hashWithout(word []rune, taken []int) uint64 {
	h := blockHash{sum: hashSeed}
	var form [utf8.UTFMax]byte
	for i, u := range word {
		if len(taken) > 0 && taken[0] == i {
			taken = taken[1:]
			continue
		}
		for _, b := range utf8.AppendRune(form[:0], u) {
			h.add(b)
		}
	}
	return h.end()
}

// slot returns the slot of a hash: where its postings begin, or an empty one.
func (t *typos) slot(hash uint64) int {
	i := slots(t.slots).place(key(hash))
	for t.slots[i] != 0 && t.slots[i]>>32 != key(hash).low() {
		if i++; i == len(t.slots) {
			i = 0
		}
	}
	return i
}

// near calls f with each word within n errors of a form that is not the form
// itself, some several times.
func (t *typos) near(form []rune, n int, f func(word uint32, errors int)) {
	if len(t.slots) == 0 || len(form)+n < leastLetters || len(form) > mostLetters+n {
		return
	}
	var buf [mostLetters]rune
	deletions(form, n, func(hash uint64) {
		for p := uint32(t.slots[t.slot(hash)]); p != 0; p = t.postings[p-1].next {
			word := t.postings[p-1].word
			if d := distance(form, appendRunes(buf[:0], t.words.get(word)), n); d > 0 && d <= n {
				f(word, d)
			}
		}
	})
}

func appendRunes(dst []rune, form []byte) []rune {
	for len(form) > 0 {
		r, size := utf8.DecodeRune(form)
		dst = append(dst, r)
		form = form[size:]
	}
	return dst
}

// check returns an error unless every number leads somewhere.
func (t *typos) check() error {
	if err := t.words.check(); err != nil {
		return err
	}
	empty := len(t.slots) == 0
	for _, slot := range t.slots {
		empty = empty || slot == 0
		if int(uint32(slot)) > len(t.postings) {
			return errors.New("a misspelling leads nowhere")
		}
	}
	for i, p := range t.postings {
		if int(p.word) >= t.words.len() || int(p.next) > i {
			return errors.New("a misspelling leads nowhere")
		}
	}
	if !empty {
		return errors.New("the table of misspellings is full")
	}
	return nil
}
