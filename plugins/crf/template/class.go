package template

import (
	"slices"
	"unicode"
	"unicode/utf8"
)

// counts are what classes and tests go by.
type counts struct {
	all, upper, lower, caseless, marks, digits, other int
	firstUpper                                        bool
}

func (a *analysis) count() counts {
	var n counts
	n.all = a.text.n()
	for i := range n.all {
		n.add(i, a.text.at(i))
	}
	return n
}

func (n *counts) add(i int, r rune) {
	switch {
	case unicode.IsUpper(r) || unicode.IsTitle(r):
		n.upper++
		n.firstUpper = n.firstUpper || i == 0
	case unicode.IsLower(r):
		n.lower++
	case unicode.IsDigit(r):
		n.digits++
	case unicode.IsLetter(r):
		n.caseless++
	case unicode.IsMark(r):
		n.marks++
	default:
		n.other++
	}
}

func (n *counts) letters() int { return n.upper + n.lower + n.caseless }

// class sorts words into few classes.
type class struct{}

func (class) values(a *analysis, dst [][]byte) [][]byte {
	from := len(a.scratch)
	a.scratch = append(a.scratch, a.class()...)
	return append(dst, a.scratch[from:len(a.scratch):len(a.scratch)])
}

// Classes are the values of class.
func (a *analysis) class() string {
	n := a.count()
	letters, digits := n.letters() > 0, n.digits > 0
	switch {
	case n.all == 0:
		return "empty"
	case letters && digits:
		return "alnum"
	case digits && n.digits == n.all:
		return digitsClass(n.digits)
	case digits:
		return "number"
	case !letters:
		return a.punctuation()
	case n.caseless == n.letters():
		return "caseless"
	case n.lower == 0:
		return a.capitals(n)
	case n.other > 0 && n.upper > 0:
		return "capitalised-joined"
	case n.other > 0:
		return "joined"
	case n.upper == 0:
		return "lower"
	case n.firstUpper && n.upper == 1:
		return "capitalised"
	}
	return "mixed"
}

func digitsClass(n int) string {
	if n > 4 {
		return "digits"
	}
	return [...]string{"", "digit", "digits2", "digits3", "digits4"}[n]
}

func (a *analysis) capitals(n counts) string {
	switch {
	case n.letters() == 1 && n.other == 0:
		return "capital"
	case n.letters() == 1:
		return "initial"
	case n.other > 0:
		return "capitals-joined"
	case isRoman(a.text.bytes):
		return "roman"
	}
	return "capitals"
}

func isRoman(b []byte) bool {
	return !slices.ContainsFunc(b, func(c byte) bool {
		return c != 'I' && c != 'V' && c != 'X' && c != 'L' && c != 'C' && c != 'D' && c != 'M'
	})
}

func (a *analysis) punctuation() string {
	r := a.text.at(0)
	switch {
	case unicode.In(r, unicode.Ps, unicode.Pi):
		return "opens"
	case unicode.In(r, unicode.Pe, unicode.Pf):
		return "closes"
	case unicode.IsPunct(r):
		return "punctuation"
	case unicode.IsSymbol(r) || r == utf8.RuneError:
		return "symbol"
	}
	return "other"
}

// A test is a question about a word.
type test struct {
	name string
	ask  func(a *analysis) bool
}

// tests are named and answered as those of Python's strings are.
func tests() []test {
	return []test{
		{"title", (*analysis).isTitle},
		{"upper", func(a *analysis) bool { n := a.count(); return n.upper > 0 && n.lower == 0 }},
		{"lower", func(a *analysis) bool { n := a.count(); return n.lower > 0 && n.upper == 0 }},
		{"digit", func(a *analysis) bool { n := a.count(); return n.all > 0 && n.digits == n.all }},
		{"alpha", func(a *analysis) bool { n := a.count(); return n.all > 0 && n.letters() == n.all }},
	}
}

func testNames() []string {
	var names []string
	for _, t := range tests() {
		names = append(names, t.name)
	}
	return names
}

func testOf(name string) (test, bool) {
	all := tests()
	i := slices.IndexFunc(all, func(t test) bool { return t.name == name })
	if i < 0 {
		return test{}, false
	}
	return all[i], true
}

// isTitle reports whether capitals stand only where letters begin, and small
// letters only behind letters.
func (a *analysis) isTitle() bool {
	cased, after := false, false
	for i := range a.text.n() {
		switch r := a.text.at(i); {
		case unicode.IsUpper(r) || unicode.IsTitle(r):
			if after {
				return false
			}
			cased, after = true, true
		case unicode.IsLower(r):
			if !after {
				return false
			}
		default:
			after = false
		}
	}
	return cased
}

// values answers yes or no.
func (t test) values(a *analysis, dst [][]byte) [][]byte {
	if t.ask(a) {
		return append(dst, yes)
	}
	return append(dst, no)
}

var yes, no = []byte("yes"), []byte("no")

// length is the number of code points, in steps that widen.
type length struct{}

func (length) values(a *analysis, dst [][]byte) [][]byte {
	n := a.text.n()
	for _, s := range lengthSteps {
		if n <= s.most {
			return append(dst, s.name)
		}
	}
	return append(dst, longest)
}

type lengthStep struct {
	most int
	name []byte
}

var lengthSteps = []lengthStep{
	{0, []byte("0")}, {1, []byte("1")}, {2, []byte("2")}, {3, []byte("3")}, {4, []byte("4")}, {5, []byte("5")},
	{7, []byte("6-7")}, {10, []byte("8-10")}, {15, []byte("11-15")},
}

var longest = []byte("16+")
