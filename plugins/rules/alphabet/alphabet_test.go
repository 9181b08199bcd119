package alphabet

import (
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
)

// everyRune calls f for each code point of the planes that have letters with
// case.
func everyRune(f func(r rune)) {
	for r := rune(0); r < 0x20000; r++ {
		if utf8.ValidRune(r) {
			f(r)
		}
	}
}

// Two code points must have the same units exactly when Unicode's full case
// folding makes them the same.
func TestFoldingIsUnicodes(t *testing.T) {
	t.Parallel()
	a, fold := New(), cases.Fold()
	ours, theirs := map[string]string{}, map[string]string{}
	everyRune(func(r rune) {
		if PlainPunctuation(r) != r || unicode.Is(unicode.Cherokee, r) { // x/text does not fold Cherokee
			return
		}
		mine, official := string(a.Units(nil, r, Mode{Fold: true})), fold.String(string(r))
		if known, ok := ours[mine]; ok && known != official {
			t.Errorf("%U has the units of what folds to %q, but folds to %q", r, known, official)
		}
		if known, ok := theirs[official]; ok && known != mine {
			t.Errorf("%U folds to %q as what has units %q, but has units %q", r, official, known, mine)
		}
		ours[mine], theirs[official] = official, mine
	})
}

// A code point must have the same edges as what it folds to, else a term and
// its occurrence could be cut differently.
func TestFoldingKeepsEdges(t *testing.T) {
	t.Parallel()
	a := New()
	everyRune(func(r rune) {
		units := a.Units(nil, r, Mode{Fold: true})
		first, last := a.Class(units[0]), a.Class(units[len(units)-1])
		for c := Other; c <= Joiner; c++ {
			if Edge(c, a.Class(r)) != Edge(c, first) || Edge(a.Class(r), c) != Edge(last, c) {
				t.Errorf("%U and its units %U have different edges beside class %d", r, units, c)
			}
		}
		for i := 1; i < len(units); i++ {
			if Edge(a.Class(units[i-1]), a.Class(units[i])) {
				t.Errorf("the units of %U, %U, have an edge among them", r, units)
			}
		}
	})
}

func TestBounded(t *testing.T) {
	t.Parallel()
	tests := []struct {
		text string // with the range in [ ]
		want bool
	}{
		{"[Smith]", true},
		{"a [Smith] b", true},
		{"([Smith])", true},
		{"[Smith]s", false},
		{"g[old]", false},
		{"x[1]", false},
		{"_[a]", false},
		{"[Smith]'s house", true},
		{"[Smith]’S house", true},
		{"[Smith]'sa", false},
		{"[Jones]' house", true},
		{"'[Smith]'", true},
		{"[don]'t", false},
		{"don'[t]", false},
		{"O'[Brien]", false},
		{"[O]'Brien", false},
		{"[O'Brien]'s", true},
		{"l'[Europe]", true},
		{"L’[Europe]", true},
		{"dell'[Italia]", true},
		{"quelqu'[un]", true},
		{"tl'[Europe]", false},
		{"a-[b]-c", true},
		{"[cafe]\u0301", false},
		{"[cafe\u0301]", true},
		{"在[东京]工作", true},
		{"在[か]\u3099", false},
		{"ア[メ]リカ", false},
		{"[アメリカ]の", true},
		{"[👩]\u200D💻", false},
		{"👩\u200D[💻]", false},
		{"[👍]\U0001F3FD", false},
		{"[👍] ok", true},
		{"[$]5", true},
		{"می\u200C[خواهم]", false},
	}
	a := New()
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) {
			t.Parallel()
			text, start, end := bracketed(tt.text)
			if got := a.Bounded(text, start, end); got != tt.want {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}

// bracketed takes the first [ and ] out of a text and says where they were.
func bracketed(s string) (text string, start, end int) {
	for i, r := range s {
		switch r {
		case '[':
			start = i
		case ']':
			end = i - 1
		}
	}
	return s[:start] + s[start+1:end+1] + s[end+2:], start, end
}
