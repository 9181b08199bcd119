package sections

import (
	"context"
	"errors"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"github.com/onomast/onomast/core/document"
	"pgregory.net/rapid"
)

// pieces are what texts that sections are found in are made of.
var pieces = []string{
	"\n", "\r\n", "\r", "\n\n", ">", "> ", ">>> ", " ", "\t", "a", "é", "😀", "\x00", "\u2028", ":", "：", "3.1 ", "1.1.1.1 X", "IV. ", "(", ")", "**", "## ",
	"Plan", "Medications", "current meds", "Social history", "FOLLOW UP:", "On Monday, Jo wrote:", "From: Jo", "Sent: now", "-----Original Message-----",
	"-- ", "Regards,", "Hi Jo,", "\tat a.B(C.java:1)", "java.io.IOException: x", "Caused by: y", "Traceback (most recent", "```", "7 Term",
}

func text(t *rapid.T) string {
	return strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 60).Draw(t, "pieces"), "")
}

// Sections lie in each other or apart, in order, and have no white space around
// them; and finding them again finds the same.
func TestSectionsNest(t *testing.T) {
	t.Parallel()
	st := openRules(t, mail+medical+legal)
	rapid.Check(t, func(rt *rapid.T) { nests(t, st, text(rt)) })
}

func nests(t *testing.T, st *stage, text string) {
	t.Helper()
	l := process(t, st, text)
	for i, s := range l.All() {
		words := text[s.Start:s.End]
		if strings.TrimFunc(words, unicode.IsSpace) != words {
			t.Fatalf("white space around %q", words)
		}
		for k := range i {
			start, end := l.Start(k), l.End(k)
			if apart, around := end <= s.Start, start <= s.Start && s.End <= end; !apart && !around {
				t.Fatalf("%s %q crosses %s %q", s.Label, words, l.Label(k), text[start:end])
			}
		}
		if p := l.Parent(i); p != document.NoParent && (p >= i || l.End(p) < s.End) {
			t.Fatalf("%q lies in no parent", words)
		}
	}
	if again := outline(text, process(t, st, text)); again != outline(text, l) {
		t.Fatalf("another time:\n%s", again)
	}
}

func FuzzSections(f *testing.F) {
	st := openRules(f, mail+medical+legal)
	f.Add(strings.Join(pieces, "\n"))
	f.Add(strings.Join(pieces, ""))
	f.Fuzz(func(t *testing.T, text string) {
		if _, err := document.New("", text); err != nil {
			t.Skip("no document has such a text")
		}
		nests(t, st, text)
	})
}

// The work is linear in the text, whatever it is made of: each byte is read at
// most so often, by each rule and for leading lines, at each depth.
func TestWorkIsLinear(t *testing.T) {
	t.Parallel()
	st := openRules(t, mail+medical+legal)
	most := maxDepth * (len(st.rules.rules) + 4*leadLines)
	check := func(t interface{ Fatalf(string, ...any) }, text string) {
		s := &scanner{rules: st.rules, text: text, late: func() error { return nil }}
		if err := s.scan(split(nil, text), 1); err != nil {
			t.Fatalf("%v", err)
		}
		if work := s.read + s.lines + len(s.out); work > most*len(text) {
			t.Fatalf("a text of %d bytes, which begins with %q, took %d steps", len(text), text[:min(len(text), 60)], work)
		}
	}
	rapid.Check(t, func(rt *rapid.T) {
		piece := text(rt) + rapid.SampledFrom(pieces).Draw(rt, "last")
		check(rt, strings.Repeat(piece, 1+(32<<10)/len(piece)))
	})
	check(t, strings.Repeat(strings.Repeat(">", 1<<16)+"\n", 4))
	numbers := ""
	for n := range 300 {
		numbers += strings.Repeat("1.", n) + "1 Deeper\n"
	}
	check(t, numbers)
}

// A line that an expression matches begins with one of its first bytes.
func TestFirstBytes(t *testing.T) {
	t.Parallel()
	tests := []struct{ expr, yes, no string }{
		{"abc", "a", "bA\x00é"},
		{"(?i:k)", "kK\u212a", "ab"},
		{"a?b|(c)", "abc", "dA"},
		{"x*", "xyz\xff", ""},
		{`\p{Lu}+`, "AZÉЖ", "az"},
		{"[^a]", "bé😀\n", "a"},
		{".", "aé😀", "\n"},
		{"(?s).", "\n", ""},
		{`\bfoo$`, "f", "o"},
		{"^>", ">", "a"},
		{"[😀-😂]", "😁", "é東"},
		{"\ud7ff", "\ud7ff", "a"},
	}
	for _, tt := range tests {
		set, err := firstBytes(tt.expr)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range tt.yes {
			if !set[string(r)[0]] {
				t.Errorf("%s: not %q", tt.expr, r)
			}
		}
		for _, r := range tt.no {
			if set[string(r)[0]] {
				t.Errorf("%s: %q", tt.expr, r)
			}
		}
	}
	rapid.Check(t, func(rt *rapid.T) {
		expr := rapid.StringMatching(`[ab.é]{1,3}[*?+]?(\||\[\^a\])?[a-c😀]?`).Draw(rt, "expr")
		line := rapid.StringMatching(`[ab.é😀]{1,5}`).Draw(rt, "line")
		set, err := firstBytes(expr)
		if err != nil {
			rt.Skip("not an expression")
		}
		if regexp.MustCompile(`\A(?:`+expr+")").MatchString(line) && !set[line[0]] {
			rt.Fatalf("%s matches %q", expr, line)
		}
	})
}

func TestDeadline(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	doc, err := document.New("", strings.Repeat("a\n", checkEvery+1))
	if err != nil {
		t.Fatal(err)
	}
	if err := openRules(t, mail).Process(ctx, doc); !errors.Is(err, context.Canceled) || doc.Layer(document.Sections) != nil {
		t.Errorf("got %v, %v", err, doc)
	}
}
