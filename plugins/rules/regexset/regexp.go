package regexset

import (
	"context"
	"regexp"
	"regexp/syntax"
	"sync"
	"unicode/utf8"
)

// A Regexp is one compiled expression. It never changes, as far as its users
// can see, and goroutines share it.
type Regexp struct {
	expr   string
	flags  syntax.Flags
	names  []string
	code   *syntax.Prog // for groups
	finder *automaton   // a match from a given byte
	marker *automaton   // where matches begin
	parsed *syntax.Regexp
	looked func() trigger // what a set looks for
	whole  func() *automaton

	walkers *sync.Pool
	// the library's own, for what is not for us
	plain, plainWhole, atStart, second func() *regexp.Regexp
}

// Compile compiles an expression in the syntax of Go's regexp. When ignoreCase
// is set it matches as if it began with (?i). Errors are of type
// *[syntax.Error].
func Compile(expr string, ignoreCase bool) (*Regexp, error) {
	re := &Regexp{expr: expr, flags: syntax.Perl}
	if ignoreCase {
		re.flags |= syntax.FoldCase
	}
	parsed, err := syntax.Parse(expr, re.flags)
	if err != nil {
		return nil, err
	}
	re.names = parsed.CapNames()
	re.parsed = parsed.Simplify()
	if re.code, err = syntax.Compile(re.parsed); err != nil {
		return nil, err
	}
	re.finder = newAutomaton([]*syntax.Prog{re.code}, ends)
	re.marker = newAutomaton([]*syntax.Prog{re.code}, begins)
	re.looked = sync.OnceValue(re.trigger)
	re.whole = sync.OnceValue(re.compileWhole)
	re.plain, re.plainWhole = re.library("", ""), re.library(`\A(?:`, `)\z`)
	re.atStart, re.second = re.library(`\A(?:`, `)`), re.library(`\A(?s:.)(?:`, `)`)
	re.walkers = newWalkers()
	return re, nil
}

func (re *Regexp) compileWhole() *automaton {
	code, err := syntax.Compile(&syntax.Regexp{Op: syntax.OpConcat, Sub: []*syntax.Regexp{
		{Op: syntax.OpBeginText}, re.parsed, {Op: syntax.OpEndText},
	}})
	if err != nil {
		panic(err) // syntax.Compile has no errors to return
	}
	return newAutomaton([]*syntax.Prog{code}, ends)
}

// library returns a function that compiles the expression, with something
// around it, for Go's regexp when it is first called.
func (re *Regexp) library(before, after string) func() *regexp.Regexp {
	if re.flags&syntax.FoldCase != 0 {
		before = "(?i)" + before
	}
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(before + re.expr + after) })
}

// String returns the expression as it was written.
func (re *Regexp) String() string { return re.expr }

// Names returns the names of the groups, "" for one without a name. The first
// is that of the whole match.
func (re *Regexp) Names() []string { return re.names }

// Whole reports whether the expression matches all of text.
func (re *Regexp) Whole(text string) bool {
	if text == "" {
		return re.matchesEmpty()
	}
	if !utf8.ValidString(text) {
		return re.plainWhole().MatchString(text)
	}
	end, _ := re.whole().match(text, 0)
	return end >= 0
}

// matchesEmpty reports whether the expression matches the empty text.
func (re *Regexp) matchesEmpty() (matches bool) {
	follow(re.code, []uint32{uint32(re.code.Start)}, holding(textEdge, textEdge), func(i *syntax.Inst) {
		matches = matches || i.Op == syntax.InstMatch
	})
	return matches
}

// Effort returns how many places of text a set has to try the expression at,
// and how many bytes it reads there. It is 0, 0 for an expression that begins
// with something rare, or holds it, whatever the text.
func (re *Regexp) Effort(text string) (places, bytes int) {
	if rarity(re.looked().code) < commonStart || !utf8.ValidString(text) {
		return 0, 0
	}
	var m Matches
	s := New([]*Regexp{re})
	m.begin(context.Background(), s, text, 0, len(text))
	s.scan(text, 0, len(text), &m)
	p := m.progress(0)
	return p.tries, p.work
}
