package regexset

import (
	"regexp/syntax"
	"slices"
	"unicode"
)

// An op says what an instruction does.
type op uint8

const (
	opFail  op = iota
	opMatch    // the expression arg matches
	opAlt      // go on at out, or, less gladly, at arg
	opNop      // go on at out
	opEmpty    // go on at out where the assertions arg hold
	opRune     // read a code point of the class at node arg, go on at out
)

// An inst is an instruction.
type inst struct {
	op       op
	out, arg uint32
}

// A program is one or more expressions compiled to instructions over bytes.
type program struct {
	insts []inst
	owner []int32 // the expression that an instruction belongs to
	trie  *trie
	empty bool // some instruction is an assertion
}

// add appends the instructions of an expression and returns where they start.
func (p *program) add(code *syntax.Prog, owner int32) uint32 {
	base := uint32(len(p.insts))
	for i := range code.Inst {
		p.insts = append(p.insts, p.translate(&code.Inst[i], base, owner))
		p.owner = append(p.owner, owner)
	}
	return base + uint32(code.Start)
}

func (p *program) translate(from *syntax.Inst, base uint32, owner int32) inst {
	to := inst{out: from.Out + base}
	switch from.Op {
	case syntax.InstAlt, syntax.InstAltMatch:
		to.op, to.arg = opAlt, from.Arg+base
	case syntax.InstCapture, syntax.InstNop:
		to.op = opNop
	case syntax.InstEmptyWidth:
		to.op, to.arg = opEmpty, from.Arg
		p.empty = true
	case syntax.InstMatch:
		to.op, to.arg = opMatch, uint32(owner)
	case syntax.InstFail:
		to.op = opFail
	default:
		if node, ok := p.trie.class(runes(from)); ok {
			to.op, to.arg = opRune, node
		}
	}
	return to
}

// runes returns the class of code points, as sorted pairs, that a rune
// instruction reads.
func runes(i *syntax.Inst) []rune {
	switch i.Op {
	case syntax.InstRuneAny:
		return []rune{0, unicode.MaxRune}
	case syntax.InstRuneAnyNotNL:
		return []rune{0, '\n' - 1, '\n' + 1, unicode.MaxRune}
	default:
	}
	if len(i.Rune) != 1 {
		return i.Rune
	}
	r := i.Rune[0]
	if syntax.Flags(i.Arg)&syntax.FoldCase == 0 {
		return []rune{r, r}
	}
	var all []rune
	for v := unicode.SimpleFold(r); ; v = unicode.SimpleFold(v) {
		all = append(all, v)
		if v == r {
			break
		}
	}
	slices.Sort(all)
	pairs := make([]rune, 0, 2*len(all))
	for _, v := range all {
		pairs = append(pairs, v, v)
	}
	return pairs
}
