package regexset

import "regexp/syntax"

// share returns roughly how much of ordinary text an ASCII character makes up.
// It guides choices only.
func share(c rune) float64 {
	switch {
	case c == ' ':
		return 0.16
	case 'a' <= c && c <= 'z':
		return letterShares[c-'a']
	case c == '.', c == ',', c == '\n':
		return 0.01
	case 'A' <= c && c <= 'Z', '0' <= c && c <= '9':
		return 0.002
	case c == '-', c == '(', c == ')', c == '\'', c == '"':
		return 0.002
	}
	return 0.0003
}

// beyondASCII is the share of all other characters.
const beyondASCII = 0.03

// letterShares are for a to z.
var letterShares = [26]float64{
	.065, .012, .027, .033, .1, .018, .016, .041, .057, .001, .006, .033, .02,
	.056, .06, .016, .001, .05, .052, .073, .022, .008, .015, .002, .014, .001,
}

// A charset is a set of characters, all beyond ASCII taken together.
type charset struct {
	ascii  [128]bool
	beyond bool
}

// add adds the characters that an instruction reads.
func (s *charset) add(i *syntax.Inst) {
	ranges := runes(i)
	for n := 0; n < len(ranges); n += 2 {
		for r := ranges[n]; r <= ranges[n+1] && r < 128; r++ {
			s.ascii[r] = true
		}
		s.beyond = s.beyond || ranges[n+1] >= 128
	}
}

// bytes adds the bytes that the UTF-8 of the characters may hold to a set.
func (s *charset) bytes(set *[256]bool) {
	for c := range set {
		set[c] = set[c] || c < 128 && s.ascii[c] || c >= 128 && s.beyond
	}
}

func (s *charset) share() (total float64) {
	for c, has := range s.ascii {
		if has {
			total += share(rune(c))
		}
	}
	if s.beyond {
		total += beyondASCII
	}
	return min(total, 1)
}

// charsOf returns all characters that code reads.
func charsOf(code *syntax.Prog) *charset {
	s := &charset{}
	for i := range code.Inst {
		if readsRune(&code.Inst[i]) {
			s.add(&code.Inst[i])
		}
	}
	return s
}

func readsRune(i *syntax.Inst) bool {
	switch i.Op {
	case syntax.InstRune, syntax.InstRune1, syntax.InstRuneAny, syntax.InstRuneAnyNotNL:
		return true
	default:
		return false
	}
}

// anyAssertion has all assertions hold at once.
const anyAssertion = ^emptyOp(0)

// rarityDepth is how many characters an estimate looks at.
const rarityDepth = 3

// rarity returns roughly at what share of the characters of ordinary text the
// code may begin to match: 1 is everywhere.
func rarity(code *syntax.Prog) float64 {
	product := 1.0
	at := []uint32{uint32(code.Start)}
	for range rarityDepth {
		var next []uint32
		var chars charset
		done := false // it may end here
		follow(code, at, anyAssertion, func(i *syntax.Inst) {
			if done = done || i.Op == syntax.InstMatch; readsRune(i) {
				chars.add(i)
				next = append(next, i.Out)
			}
		})
		if done {
			break
		}
		product *= chars.share()
		at = next
	}
	return product
}

// follow calls visit with the instructions that are reached from others without
// reading a character, where the assertions flags hold.
func follow(code *syntax.Prog, from []uint32, flags emptyOp, visit func(*syntax.Inst)) {
	seen := make([]bool, len(code.Inst))
	for stack := from; len(stack) > 0; {
		pc := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if seen[pc] {
			continue
		}
		seen[pc] = true
		switch i := &code.Inst[pc]; i.Op {
		case syntax.InstAlt, syntax.InstAltMatch:
			stack = append(stack, i.Out, i.Arg)
		case syntax.InstCapture, syntax.InstNop:
			stack = append(stack, i.Out)
		case syntax.InstEmptyWidth:
			if emptyOp(i.Arg)&^flags == 0 {
				stack = append(stack, i.Out)
			}
		default:
			visit(i)
		}
	}
}
