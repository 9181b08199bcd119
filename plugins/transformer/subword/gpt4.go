package subword

import (
	"bytes"

	"github.com/onomast/onomast/plugins/transformer/subword/internal/chars"
)

// gpt4 reads llama3Pattern and its like, which differ in how many digits stand together.
type gpt4 struct {
	*kinds
	digits int
}

func (p gpt4) find(_ *scratch, b []byte, to []event) []event {
	for i := 0; i < len(b); {
		end := p.match(b, i)
		to = append(to, event{i, end})
		i = end
	}
	return to
}

func (p gpt4) match(b []byte, i int) int {
	if b[i] == '\'' {
		if n := anyContraction(b[i+1:]); n > 0 {
			return i + 1 + n
		}
	}
	kind, n := p.at(b[i:])
	next := i + n
	switch kind {
	case chars.Letter:
		end, _ := p.run(b, next, kind)
		return end
	case chars.Number:
		return p.number(b, next)
	}
	if next < len(b) && b[i] != '\r' && b[i] != '\n' {
		if after, n := p.at(b[next:]); after == chars.Letter {
			end, _ := p.run(b, next+n, after)
			return end
		}
	}
	if kind == chars.Space {
		return p.space(b, i, next)
	}
	return p.others(b, next)
}

// number ends a run of digits that begins before i.
func (p gpt4) number(b []byte, i int) int {
	for n := 1; n < p.digits && i < len(b); n++ {
		kind, size := p.at(b[i:])
		if kind != chars.Number {
			break
		}
		i += size
	}
	return i
}

// others ends a run of other characters that begins before i, with the ends of lines
// behind them.
func (p gpt4) others(b []byte, i int) int {
	end, _ := p.run(b, i, 0)
	for end < len(b) && (b[end] == '\r' || b[end] == '\n') {
		end++
	}
	return end
}

// space ends white space that begins at i and whose second character is at next: behind
// its last end of line; or before its last character, which goes with what follows.
func (p gpt4) space(b []byte, i, next int) int {
	if b[i] == ' ' && next < len(b) {
		if kind, n := p.at(b[next:]); kind == 0 {
			return p.others(b, next+n)
		}
	}
	end, last := p.run(b, next, chars.Space)
	if line := bytes.LastIndexAny(b[i:end], "\r\n"); line >= 0 {
		return i + line + 1
	}
	if end < len(b) && end > next {
		return last
	}
	return end
}

// anyContraction is contraction in any case. To the pattern, ſ is an s.
func anyContraction(b []byte) int {
	if bytes.HasPrefix(b, []byte("ſ")) {
		return len("ſ")
	}
	var low [2]byte
	n := copy(low[:], b)
	for i := range low[:n] {
		if low[i] >= 'A' && low[i] <= 'Z' {
			low[i] += 'a' - 'A'
		}
	}
	return contraction(low[:n])
}
