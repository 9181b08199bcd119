package tokenpattern

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func lower(word ...string) Condition { return Condition{Lower: word} }

func TestFind(t *testing.T) {
	t.Parallel()
	title := Element{Condition: lower("dr", "mr")}
	dot := Element{Condition: Condition{Text: []string{"."}}, Times: "?"}
	name := Element{Condition: Condition{Shape: []string{"Xx+"}}, Times: "+", Group: "name"}
	tests := []struct {
		name    string
		pattern Pattern
		text    string
		want    []string
	}{
		{"a sequence", Pattern{title, dot, name}, "see Dr . Ann Lee and MR Poe today", []string{"Dr . Ann Lee name=Ann Lee", "MR Poe name=Poe"}},
		{"as few as possible", Pattern{title, dot, {Condition: Condition{Shape: []string{"Xx+"}}, Times: "+?"}}, "Dr Ann Lee", []string{"Dr Ann"}},
		{"as few as possible before something", Pattern{{Condition: lower("from")}, {Times: "*?", Group: "what"}, {Condition: lower("to")}}, "from a to b to", []string{"from a to what=a"}},
		{"as many as possible before something", Pattern{{Condition: lower("from")}, {Times: "*", Group: "what"}, {Condition: lower("to")}}, "from a to b to", []string{"from a to b to what=a to b"}},
		{"counts", Pattern{{Condition: Condition{Regex: `\d`}, Times: "{2,3}"}}, "1 1 2 3 4 5 x 1 x 1 2", []string{"1 1 2", "3 4 5", "1 2"}},
		{"exact counts", Pattern{{Condition: Condition{Regex: `\d`}, Times: "{2}"}}, "1 2 3", []string{"1 2"}},
		{"open counts", Pattern{{Condition: Condition{Regex: `\d`}, Times: "{2,}"}}, "1 2 3 x 4", []string{"1 2 3"}},
		{"any token", Pattern{{Condition: lower("a")}, {}, {Condition: lower("b")}}, "a x b a b", []string{"a x b"}},
		{"not", Pattern{{Condition: Condition{Shape: []string{"Xx+"}}, Not: &Condition{Text: []string{"The"}}}}, "The Hague", []string{"Hague"}},
		{"any of", Pattern{{AnyOf: []Condition{lower("ten"), {Regex: `\d+`}}}, {Condition: lower("mg")}}, "ten mg 5 mg x mg", []string{"ten mg", "5 mg"}},
		{"length", Pattern{{Condition: Condition{MinLength: 2, MaxLength: 3}}}, "a bb ccc dddd äöü", []string{"bb", "ccc", "äöü"}},
		{"ends", Pattern{{Condition: Condition{Ends: OneOf{"sson", "ić"}}}}, "Matthíasson sson Jelkrić ić Mason", []string{"Matthíasson", "Jelkrić"}},
		{"case", Pattern{{Condition: Condition{Case: OneOf{"title", "initial"}}, Times: "+"}, {Condition: Condition{Case: OneOf{"upper", "none"}}}}, "Ann J. LEE and Bo 12 iPhone X", []string{"Ann J. LEE", "Bo 12"}},
		{"on one line", Pattern{{Condition: lower("a")}, {Condition: Condition{Lower: OneOf{"b", "c"}, SameLine: true}, Times: "*"}}, "a b c/line a/line b", []string{"a b", "a b"}},
		{"glued", Pattern{{Condition: lower("a")}, {Condition: Condition{Text: OneOf{"-"}, Glued: true}}}, "a - a -/glued", []string{"a -"}},
		{"not glued", Pattern{{Condition: lower("b"), Not: &Condition{Glued: true}}}, "b b/glued b", []string{"b", "b"}},
		{"kind, list, label, attribute", Pattern{{Condition: Condition{Kind: []string{"K"}, List: []string{"K"}, Layer: "general", Label: []string{"K"}, Attribute: map[string]string{"kind": "K"}}}}, "a/K b/L", []string{"a"}},
		{"one group over two steps", Pattern{{Condition: lower("a"), Group: "g"}, {Condition: lower("b"), Group: "g"}, {Condition: lower("c")}}, "a b c", []string{"a b c g=a b"}},
		{"a group without tokens", Pattern{{Condition: lower("a")}, {Condition: lower("b"), Times: "?", Group: "g"}}, "a c", []string{"a"}},
		{"the first is preferred to a longer one", Pattern{{Condition: lower("a")}, {Times: "??"}}, "a b", []string{"a"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tt.want, matches(t, tt.pattern, tt.text)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// Over tokens of one letter a pattern is a regular expression over letters.
func TestFindEqualsRegexp(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		steps := rapid.IntRange(1, 5).Draw(t, "steps")
		var p Pattern
		expr := ""
		for i := range steps {
			letters := rapid.SampledFrom([]string{"a", "b", "ab", ""}).Draw(t, "letters")
			times := rapid.SampledFrom([]string{"1", "?", "*", "+", "{2}", "{1,2}", "{2,}", "??", "*?", "+?", "{1,3}?"}).Draw(t, "times")
			e := Element{Times: times}
			class := "[a-c]"
			if letters != "" {
				e.Lower, class = strings.Split(letters, ""), "["+letters+"]"
			}
			if times != "1" {
				class += times
			}
			if rapid.Bool().Draw(t, "group") {
				e.Group = fmt.Sprintf("g%d", i)
				class = fmt.Sprintf("(?P<g%d>%s)", i, class)
			}
			p = append(p, e)
			expr += class
		}
		program, err := Compile(p)
		if err != nil {
			if !regexp.MustCompile(`\A(?:` + expr + `)\z`).MatchString("") {
				t.Fatalf("%s: %v", expr, err)
			}
			return
		}
		text := rapid.StringMatching(`[abc]{0,12}`).Draw(t, "text")
		var want, got []string
		re := regexp.MustCompile(expr)
		for _, m := range re.FindAllStringSubmatchIndex(text, -1) {
			want = append(want, ranges(m))
		}
		program.Find(context.Background(), split(strings.Join(strings.Split(text, ""), " ")), func(m Match) bool {
			all := []int{m.Start, m.End}
			for _, g := range m.Groups {
				all = append(all, g.Start, g.End)
			}
			got = append(got, ranges(all))
			return true
		})
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("%s in %q (-regexp +program):\n%s", expr, text, diff)
		}
	})
}

// ranges renders pairs; an empty group took no part.
func ranges(pairs []int) string {
	out := ""
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i] == pairs[i+1] {
			out += " -"
		} else {
			out += fmt.Sprintf(" %d-%d", pairs[i], pairs[i+1])
		}
	}
	return out
}

// countingTokens counts how often they are asked.
type countingTokens struct {
	words
	asked *int
}

func (c countingTokens) Lower(i int) string { *c.asked++; return c.words.Lower(i) }

// A pattern that makes backtracking explode must ask each token a bounded
// number of times.
func TestNoBlowUp(t *testing.T) {
	t.Parallel()
	var p Pattern
	for range 25 {
		p = append(p, Element{Condition: lower("a"), Times: "?"})
	}
	for range 25 {
		p = append(p, Element{Condition: lower("a")})
	}
	p = append(p, Element{Condition: lower("b")})
	program, err := Compile(p)
	if err != nil {
		t.Fatal(err)
	}
	asked := 0
	const n = 2000
	program.Find(context.Background(), countingTokens{split(strings.Repeat("a ", n)), &asked}, func(Match) bool { return true })
	if limit := n * 2 * len(p); asked > limit {
		t.Errorf("%d questions for %d tokens and %d steps", asked, n, len(p))
	}
}

func TestFindStopsWhenTold(t *testing.T) {
	t.Parallel()
	program, err := Compile(Pattern{{Condition: lower("a")}})
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	program.Find(context.Background(), split("a a a"), func(Match) bool { n++; return n < 2 })
	if n != 2 {
		t.Errorf("%d calls after the second said stop", n)
	}
}

func TestMistakes(t *testing.T) {
	t.Parallel()
	tests := []struct {
		pattern Pattern
		step    int // -1: the whole pattern
		want    string
	}{
		{nil, -1, "no steps"},
		{Pattern{{Times: "*"}}, -1, "matches no token at all"},
		{Pattern{{}, {Times: "++"}}, 1, "write 1, ?"},
		{Pattern{{Times: "{3,2}"}}, 0, "from the smaller to the larger"},
		{Pattern{{Times: "{0}"}}, 0, "from the smaller"},
		{Pattern{{Times: "{2000}"}}, 0, "from 1 to 1000"},
		{Pattern{{Condition: Condition{Regex: "["}}}, 0, "regex: "},
		{Pattern{{Condition: Condition{Shape: []string{"X++"}}}}, 0, "one + is enough"},
		{Pattern{{Condition: Condition{Shape: []string{""}}}}, 0, "an empty shape"},
		{Pattern{{Condition: Condition{Case: OneOf{"title", "capital"}}}}, 0, `no case "capital"`},
		{Pattern{{Condition: Condition{MinLength: 3, MaxLength: 2}}}, 0, "no token is so long"},
		{Pattern{{Condition: Condition{Label: []string{"X"}}}}, 0, "need layer"},
		{Pattern{{Condition: Condition{Layer: "x"}}}, 0, "asks nothing"},
		{Pattern{{Not: &Condition{Regex: "("}}}, 0, "regex: "},
		{Pattern{{AnyOf: []Condition{{}, {Regex: "("}}}}, 0, "regex: "},
		{Pattern{{Times: "{1000}"}, {Times: "{1000}"}, {Times: "{1000}"}, {Times: "{1000}"}, {Times: "{1000}"}, {Times: "{1000}"}, {Times: "{1000}"}, {Times: "{1000}"}, {Times: "{1000}"}, {Times: "{1000}"}, {}}, 10, "too large"},
	}
	for _, tt := range tests {
		_, err := Compile(tt.pattern)
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%+v: error %v, want %q", tt.pattern, err, tt.want)
			continue
		}
		var step *StepError
		if errors.As(err, &step) {
			if at := step.Step; at != tt.step {
				t.Errorf("%v: step %d, want %d", err, at, tt.step)
			}
		} else if tt.step >= 0 {
			t.Errorf("%v names no step", err)
		}
	}
}

func TestShape(t *testing.T) {
	t.Parallel()
	for token, want := range map[string]string{
		"Smith": "Xxxxx", "McDonald": "XxXxxxx", "XG-4500": "XX-dddd", "internationally": "xxxx", "Ängström": "Xxxxx", "12345": "dddd", "": "", "ǅ": "X",
	} {
		if got := Shape(token); got != want {
			t.Errorf("%s: %s, want %s", token, got, want)
		}
	}
}

func TestWhatAProgramAsks(t *testing.T) {
	t.Parallel()
	program, err := Compile(Pattern{
		{Condition: Condition{List: []string{"b", "a"}}, Not: &Condition{Layer: "x", Label: []string{"L"}}},
		{AnyOf: []Condition{{List: []string{"a", "c"}}, {Layer: "y", Attribute: map[string]string{"k": "v"}}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([][]string{{"a", "b", "c"}, {"x", "y"}}, [][]string{program.Lists(), program.Layers()}); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func FuzzTimes(f *testing.F) {
	for _, s := range []string{"", "1", "?", "??", "{2,3}", "{,}", "{99999}"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if got, err := parseTimes(s); err == nil && (got.min < 0 || got.min > MaxTimes || got.max > MaxTimes || got.max == 0) {
			t.Errorf("%q: %+v", s, got)
		}
	})
}

// TestFindAsksItsContext: a long search ends when its context does, also within
// one match.
func TestFindAsksItsContext(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for _, p := range []Pattern{
		{{Condition: Condition{Lower: OneOf{"nothing"}}}},
		{{Condition: Condition{Lower: OneOf{"a"}}, Times: "+"}},
		{{Condition: Condition{Lower: OneOf{"a"}}}},
	} {
		program, err := Compile(p)
		if err != nil {
			t.Fatal(err)
		}
		found := 0
		err = program.Find(ctx, split(strings.Repeat("a ", 10*stepsAtOnce)), func(Match) bool { found++; return true })
		if !errors.Is(err, context.Canceled) || found > stepsAtOnce {
			t.Errorf("%v: %d matches, %v", p, found, err)
		}
	}
}
