package subword

import (
	"unicode/utf8"

	"github.com/onomast/onomast/plugins/transformer/subword/internal/chars"
)

// The patterns of GPT-2 and of those after it, which many byte-level tokenizers use
// word for word. Their matches cover a text from end to end.
const (
	gpt2Pattern   = `'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+`
	llama3Pattern = `(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+`
	qwenPattern   = `(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+`
)

// kinds tells the characters that these patterns tell apart: letters, numbers, white
// space and, without a bit, others.
type kinds struct {
	chars *chars.Table
	ascii [utf8.RuneSelf]chars.Class
}

const told = chars.Letter | chars.Number | chars.Space

func newKinds(t *chars.Table) *kinds {
	k := &kinds{chars: t}
	for r := range k.ascii {
		k.ascii[r] = t.Of(rune(r)) & told
	}
	return k
}

// at returns the kind of the character that b begins with, and its length.
func (k *kinds) at(b []byte) (chars.Class, int) {
	if b[0] < utf8.RuneSelf {
		return k.ascii[b[0]], 1
	}
	r, n := utf8.DecodeRune(b)
	return k.chars.Of(r) & told, n
}

// run returns where a run of a kind that begins before i ends, and where its last
// character begins.
func (k *kinds) run(b []byte, i int, kind chars.Class) (end, last int) {
	for last = i; i < len(b); {
		got, n := k.at(b[i:])
		if got != kind {
			break
		}
		last, i = i, i+n
	}
	return i, last
}

// gpt2 reads gpt2Pattern.
type gpt2 struct{ *kinds }

func (p gpt2) find(_ *scratch, b []byte, to []event) []event {
	for i := 0; i < len(b); {
		end := p.match(b, i)
		to = append(to, event{i, end})
		i = end
	}
	return to
}

func (p gpt2) match(b []byte, i int) int {
	if b[i] == '\'' {
		if n := contraction(b[i+1:]); n > 0 {
			return i + 1 + n
		}
	}
	kind, n := p.at(b[i:])
	next := i + n
	if b[i] == ' ' && next < len(b) {
		if after, n := p.at(b[next:]); after != chars.Space {
			kind, next = after, next+n
		}
	}
	end, last := p.run(b, next, kind)
	if kind == chars.Space && end < len(b) && end > next {
		return last // the last space goes with what follows
	}
	return end
}

// contraction returns the length of one that b begins with, behind an apostrophe.
func contraction(b []byte) int {
	if len(b) == 0 {
		return 0
	}
	switch b[0] {
	case 's', 't', 'm', 'd':
		return 1
	}
	if len(b) > 1 {
		switch string(b[:2]) {
		case "re", "ve", "ll":
			return 2
		}
	}
	return 0
}
