package template

import (
	"slices"
)

// A test is a question about a word, answered yes or no.
type test struct {
	name string
	ask  func(a *analysis) bool
}

// tests are named and answered as Python's are, from istitle to isalpha.
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

func (t test) values(a *analysis, dst [][]byte) [][]byte {
	if t.ask(a) {
		return append(dst, yes)
	}
	return append(dst, no)
}

var yes, no = []byte("yes"), []byte("no")

// isTitle reports whether capitals stand only where letters begin, and small
// letters only behind letters.
func (a *analysis) isTitle() bool {
	cased, behind := false, false // behind a letter with case
	for i := range a.text.n() {
		switch r := a.text.at(i); {
		case isUpper(r):
			if behind {
				return false
			}
			cased, behind = true, true
		case isLower(r):
			if !behind {
				return false
			}
		default:
			behind = false
		}
	}
	return cased
}

func (test) always() bool { return true }
