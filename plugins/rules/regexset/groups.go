package regexset

import (
	"regexp"
	"regexp/syntax"
	"sync"
	"unicode/utf8"
)

// A walker finds the groups of a match whose extent is known, by backtracking
// that never does the same thing twice.
type walker struct {
	code   *syntax.Prog
	text   string
	start  int
	end    int
	groups []int
	seen   []uint64 // bit per instruction and byte of the match
	stack  []step
}

// A step is an instruction to carry out at a byte, or, when group is not
// negative, an end of a group to put back to at.
type step struct{ pc, at, group int }

// maxSeen is the size, in words, of the memory a walker may use.
const maxSeen = 1 << 16

// Groups appends to dst the ranges of the groups of a match of the expression
// in text, as [regexp.Regexp.FindStringSubmatchIndex] does: pairs of bytes, the
// whole match first, -1 for a group that took no part.
func (re *Regexp) Groups(dst []int, text string, start, end int) []int {
	if len(re.names) == 1 {
		return append(dst, start, end)
	}
	words := (len(re.code.Inst)*(end-start+1) + 63) / 64
	if words > maxSeen || !utf8.ValidString(text[start:end]) {
		return re.plainGroups(dst, text, start)
	}
	w := re.walkers.Get().(*walker)
	w.code, w.text, w.start, w.end = re.code, text, start, end
	w.walk(2*len(re.names), words)
	dst = append(dst, w.groups...)
	w.text = ""
	re.walkers.Put(w)
	return dst
}

func (w *walker) walk(slots, words int) {
	w.groups = w.groups[:0]
	for range slots {
		w.groups = append(w.groups, -1)
	}
	w.groups[0], w.groups[1] = w.start, w.end
	if cap(w.seen) < words {
		w.seen = make([]uint64, words)
	}
	w.seen = w.seen[:words]
	clear(w.seen)
	w.stack = append(w.stack[:0], step{pc: w.code.Start, at: w.start, group: -1})
	for len(w.stack) > 0 {
		s := w.stack[len(w.stack)-1]
		w.stack = w.stack[:len(w.stack)-1]
		if s.group >= 0 {
			w.groups[s.group] = s.at
		} else if w.follow(s.pc, s.at) {
			return
		}
	}
}

// follow carries out instructions until the match is complete or there is no
// way on.
func (w *walker) follow(pc, at int) bool {
	for w.first(pc, at) {
		switch i := &w.code.Inst[pc]; i.Op {
		case syntax.InstMatch:
			return at == w.end
		case syntax.InstFail:
			return false
		case syntax.InstAlt, syntax.InstAltMatch:
			w.stack = append(w.stack, step{pc: int(i.Arg), at: at, group: -1})
			pc = int(i.Out)
		case syntax.InstNop:
			pc = int(i.Out)
		case syntax.InstCapture:
			w.stack = append(w.stack, step{at: w.groups[i.Arg], group: int(i.Arg)})
			w.groups[i.Arg] = at
			pc = int(i.Out)
		case syntax.InstEmptyWidth:
			if syntax.EmptyOp(i.Arg)&^holdingAt(w.text, at) != 0 {
				return false
			}
			pc = int(i.Out)
		default:
			r, size := utf8.DecodeRuneInString(w.text[at:w.end])
			if size == 0 || !i.MatchRune(r) {
				return false
			}
			pc, at = int(i.Out), at+size
		}
	}
	return false
}

// first reports whether an instruction is met at a byte for the first time.
func (w *walker) first(pc, at int) bool {
	n := pc*(w.end-w.start+1) + at - w.start
	if w.seen[n/64]>>(n%64)&1 != 0 {
		return false
	}
	w.seen[n/64] |= 1 << (n % 64)
	return true
}

// plainGroups finds the groups by the library's own means. The expression sees
// the code point before the match, for its assertions.
func (re *Regexp) plainGroups(dst []int, text string, start int) []int {
	_, size := utf8.DecodeLastRuneInString(text[:start])
	base := start - size
	found := re.behind(size > 0).FindStringSubmatchIndex(text[base:])
	if found == nil {
		return dst
	}
	for i, at := range found {
		switch {
		case i == 0:
			dst = append(dst, start)
		case at < 0:
			dst = append(dst, -1)
		default:
			dst = append(dst, base+at)
		}
	}
	return dst
}

// behind returns the expression for a match that begins a text, or that begins
// after one code point.
func (re *Regexp) behind(one bool) *regexp.Regexp {
	if one {
		return re.second()
	}
	return re.atStart()
}

func newWalkers() *sync.Pool { return &sync.Pool{New: func() any { return &walker{} }} }
