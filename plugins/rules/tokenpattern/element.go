package tokenpattern

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Tokens are those of one text.
type Tokens interface {
	Len() int
	Text(i int) string
	// Lower is the text in lower case, and Shape its [Shape].
	Lower(i int) string
	Shape(i int) string
	// Case is its [CaseOf].
	Case(i int) Case
	// Gap is the text between token i and the one before, or the beginning.
	Gap(i int) string
	// Kind is what the tokenizer says token i is.
	Kind(i int) string
	// InLists reports whether token i lies in a term of one of the lists.
	InLists(i int, lists Set) bool
	// InSpan reports whether token i lies in a span of a layer that has one of
	// the labels, if there are any, and all attributes.
	InSpan(i int, layer string, labels []string, attributes map[string]string) bool
}

// An element is a compiled [Element].
type element struct {
	must  test
	not   *test
	anyOf []test
}

// A test is a compiled [Condition].
type test struct {
	Condition
	cases  uint8 // bits by Case; 0: any
	lists  Set   // of List, once it is bound
	regex  *regexp.Regexp
	shapes []*regexp.Regexp
}

func compileElement(e *Element) (made element, field string, err error) {
	if made.must, err = compileCondition(&e.Condition); err != nil {
		return made, "", err
	}
	if e.Not != nil {
		not, err := compileCondition(e.Not)
		if err != nil {
			return made, "not", err
		}
		made.not = &not
	}
	for i := range e.AnyOf {
		t, err := compileCondition(&e.AnyOf[i])
		if err != nil {
			return made, fmt.Sprintf("any_of/%d", i), err
		}
		made.anyOf = append(made.anyOf, t)
	}
	return made, "", nil
}

func compileCondition(c *Condition) (test, error) {
	t := test{Condition: *c}
	var unknown string
	if t.cases, unknown = cases(c.Case); unknown != "" {
		return t, fmt.Errorf("there is no case %q; write lower, title, upper, initial, mixed or none", unknown)
	}
	if c.Regex != "" {
		var err error
		if _, err = regexp.Compile(c.Regex); err != nil {
			return t, fmt.Errorf("regex: %w", err)
		}
		t.regex = regexp.MustCompile(`\A(?:` + c.Regex + `)\z`)
	}
	for _, s := range c.Shape {
		shape, err := compileShape(s)
		if err != nil {
			return t, err
		}
		t.shapes = append(t.shapes, shape)
	}
	if c.MaxLength > 0 && c.MaxLength < c.MinLength {
		return t, errors.New("max_length is less than min_length: no token is so long")
	}
	if (len(c.Label) > 0 || len(c.Attribute) > 0) && c.Layer == "" {
		return t, errors.New("label and attribute need layer: the id of the stage whose spans they are about")
	}
	if c.Layer != "" && len(c.Label) == 0 && len(c.Attribute) == 0 {
		return t, errors.New("layer asks nothing without label or attribute")
	}
	return t, nil
}

// compileShape makes an expression over shapes; a + stands for one or more.
func compileShape(s string) (*regexp.Regexp, error) {
	if s == "" {
		return nil, errors.New("an empty shape")
	}
	var b strings.Builder
	b.WriteString(`\A`)
	for i, r := range s {
		if r == '+' && i > 0 {
			b.WriteByte('+')
			continue
		}
		b.WriteString(regexp.QuoteMeta(string(r)))
	}
	b.WriteString(`\z`)
	shape, err := regexp.Compile(b.String())
	if err != nil {
		return nil, fmt.Errorf("shape %q: one + is enough", s)
	}
	return shape, nil
}

// maxRun is how long a run of equal characters in a shape is at most.
const maxRun = 4

// Shape returns the shape of a token: X for upper-case letters, x for others, d
// for digits, all else as it is, and no run longer than four.
func Shape(token string) string {
	var b strings.Builder
	last, run := rune(-1), 0
	for _, r := range token {
		switch {
		case unicode.IsUpper(r) || unicode.IsTitle(r):
			r = 'X'
		case unicode.IsLetter(r):
			r = 'x'
		case unicode.IsDigit(r):
			r = 'd'
		}
		if r == last {
			run++
		} else {
			last, run = r, 1
		}
		if run <= maxRun {
			b.WriteRune(r)
		}
	}
	return b.String()
}

func (e *element) meets(t Tokens, i int) bool {
	if !e.must.meets(t, i) || e.not != nil && e.not.meets(t, i) {
		return false
	}
	for k := range e.anyOf {
		if e.anyOf[k].meets(t, i) {
			return true
		}
	}
	return len(e.anyOf) == 0
}

func (c *test) meets(t Tokens, i int) bool {
	return (c.cases == 0 || c.cases&(1<<t.Case(i)) != 0) &&
		(len(c.List) == 0 || t.InLists(i, c.lists)) &&
		c.near(t, i) && c.spelled(t, i) && c.long(t, i) &&
		(len(c.Kind) == 0 || slices.Contains(c.Kind, t.Kind(i))) &&
		(c.Layer == "" || t.InSpan(i, c.Layer, c.Label, c.Attribute))
}

// near reports whether the token follows the one before as it must.
func (c *test) near(t Tokens, i int) bool {
	return (!c.SameLine || !strings.ContainsAny(t.Gap(i), "\n\r\u0085\u2028\u2029")) &&
		(!c.Glued || t.Gap(i) == "")
}

func (c *test) spelled(t Tokens, i int) bool {
	return (len(c.Ends) == 0 || c.endsWell(t.Text(i))) &&
		(len(c.Text) == 0 || slices.Contains(c.Text, t.Text(i))) &&
		(len(c.Lower) == 0 || slices.Contains(c.Lower, t.Lower(i))) &&
		(c.regex == nil || c.regex.MatchString(t.Text(i))) &&
		(len(c.shapes) == 0 || c.shaped(t.Shape(i)))
}

func (c *test) endsWell(text string) bool {
	return slices.ContainsFunc(c.Ends, func(end string) bool { return len(end) < len(text) && strings.HasSuffix(text, end) })
}

func (c *test) shaped(shape string) bool {
	return slices.ContainsFunc(c.shapes, func(s *regexp.Regexp) bool { return s.MatchString(shape) })
}

func (c *test) long(t Tokens, i int) bool {
	if c.MinLength == 0 && c.MaxLength == 0 {
		return true
	}
	n := utf8.RuneCountInString(t.Text(i))
	return n >= c.MinLength && (c.MaxLength == 0 || n <= c.MaxLength)
}

// Lists returns the ids of the lists that the program asks, sorted.
func (p *Program) Lists() []string {
	return p.asked(func(c *test) []string { return c.List })
}

// Layers returns the names of the layers that the program asks, sorted.
func (p *Program) Layers() []string {
	return p.asked(func(c *test) []string {
		if c.Layer == "" {
			return nil
		}
		return []string{c.Layer}
	})
}

func (p *Program) asked(what func(*test) []string) []string {
	var names []string
	p.eachTest(func(c *test) { names = append(names, what(c)...) })
	slices.Sort(names)
	return slices.Compact(names)
}

func (p *Program) eachTest(f func(*test)) {
	for i := range p.elements {
		e := &p.elements[i]
		f(&e.must)
		if e.not != nil {
			f(e.not)
		}
		for j := range e.anyOf {
			f(&e.anyOf[j])
		}
	}
}

// Bind says by which numbers tokens know lists; a list without one has no terms.
func (p *Program) Bind(numbers map[string]int) {
	p.eachTest(func(c *test) {
		for _, id := range c.List {
			if number, ok := numbers[id]; ok {
				c.lists = c.lists.With(number)
			}
		}
	})
}
