package subword

import (
	"unicode/utf8"

	"github.com/onomast/onomast/plugins/transformer/subword/internal/chars"
	"github.com/onomast/onomast/plugins/transformer/subword/internal/trie"
)

// An added token is found in a text before a model sees it.
type added struct {
	id          int32
	content     string
	singleWord  bool // not inside a word
	left, right bool // takes the white space beside it
	normalised  bool // is looked for in the normalised text, in its normalised form
	special     bool
}

// addedSet finds those of one kind: in the original text, or in the normalised one.
type addedSet struct {
	chars  *chars.Table
	list   []added
	words  *trie.Trie // of numbers in list
	begins [256]bool
}

func newAddedSet(t *chars.Table, list []added, forms []trie.Word) *addedSet {
	if len(forms) == 0 {
		return nil
	}
	a := &addedSet{chars: t, list: list, words: trie.Build(forms)}
	for _, f := range forms {
		a.begins[f.Text[0]] = true
	}
	return a
}

// cut cuts a split at the added tokens in it, each of which becomes a split of its own.
func (a *addedSet) cut(b []byte, sp split, out []split) []split {
	begin := sp.from
	for i := sp.from; i < sp.to; {
		if !a.begins[b[i]] {
			i++
			continue
		}
		number, n := a.words.Longest(trie.Root, b[i:sp.to])
		if n == 0 {
			i++
			continue
		}
		found := split{i, i + int32(n), number}
		i = found.to
		if !a.stands(b, sp, found) {
			continue
		}
		found = a.widen(b, sp, found, begin)
		if begin < found.from {
			out = append(out, split{begin, found.from, none})
		}
		out = append(out, found)
		begin = found.to
		i = max(i, found.to)
	}
	if begin < sp.to {
		out = append(out, split{begin, sp.to, none})
	}
	return out
}

// stands reports whether a token may stand where it was found.
func (a *addedSet) stands(b []byte, in, found split) bool {
	if !a.list[found.added].singleWord {
		return true
	}
	before, _ := utf8.DecodeLastRune(b[in.from:found.from])
	after, _ := utf8.DecodeRune(b[found.to:in.to])
	return (found.from == in.from || a.chars.Of(before)&chars.Word == 0) &&
		(found.to == in.to || a.chars.Of(after)&chars.Word == 0)
}

// widen takes the white space beside a token, from where the last one ended on.
func (a *addedSet) widen(b []byte, in, found split, begin int32) split {
	token := &a.list[found.added]
	for token.left && found.from > begin {
		r, n := utf8.DecodeLastRune(b[begin:found.from])
		if a.chars.Of(r)&chars.Space == 0 {
			break
		}
		found.from -= int32(n)
	}
	for token.right && found.to < in.to {
		r, n := decode(b[found.to:in.to])
		if a.chars.Of(r)&chars.Space == 0 {
			break
		}
		found.to += int32(n)
	}
	return found
}
