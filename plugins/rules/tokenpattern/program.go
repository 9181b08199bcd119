package tokenpattern

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"
)

// A Pattern is a sequence of steps.
type Pattern []Element

// MaxTimes is the largest count in [Element.Times], and MaxSize the largest
// number of instructions of a program, about one for each repetition of a step.
const (
	MaxTimes = 1000
	MaxSize  = 10_000
)

// An op is what an instruction does.
type op uint8

const (
	opTest  op = iota // the next token must meet elements[arg]
	opSplit           // go on at next, or else at other
	opOpen            // group arg begins
	opClose           // group arg ends
	opMatch
)

// An instruction is a step of the automaton.
type instruction struct {
	op    op
	arg   int
	next  int
	other int
}

// A Program is a compiled pattern. Once bound it never changes, so goroutines
// share it.
type Program struct {
	code     []instruction
	elements []element
	groups   []string
	first    []int     // elements that a match may begin with
	idle     sync.Pool // of *machine
}

// Groups returns the names of the groups, in the order of their first steps.
func (p *Program) Groups() []string { return p.groups }

// times is how often a step is repeated.
type times struct {
	min, max int // max -1: without limit
	lazy     bool
}

var counted = regexp.MustCompile(`^\{(\d{1,4})(,?)(\d{0,4})\}$`)

func parseTimes(s string) (times, error) {
	short, lazy := strings.CutSuffix(s, "?")
	if short == "" {
		short, lazy = s, false // the ? itself
	}
	switch short {
	case "", "1":
		return times{1, 1, lazy}, nil
	case "?":
		return times{0, 1, lazy}, nil
	case "*":
		return times{0, -1, lazy}, nil
	case "+":
		return times{1, -1, lazy}, nil
	}
	m := counted.FindStringSubmatch(short)
	if m == nil {
		return times{}, fmt.Errorf("times is %q; write 1, ?, *, +, {2}, {2,} or {2,4}", s)
	}
	t := times{lazy: lazy}
	t.min, _ = strconv.Atoi(m[1])
	switch {
	case m[2] == "":
		t.max = t.min
	case m[3] == "":
		t.max = -1
	default:
		t.max, _ = strconv.Atoi(m[3])
	}
	if t.min > MaxTimes || t.max > MaxTimes || t.max >= 0 && t.max < t.min || t.max == 0 {
		return times{}, fmt.Errorf("times is %q; counts go up from the smaller to the larger, from 1 to %d", s, MaxTimes)
	}
	return t, nil
}

// A StepError says which step of a pattern is wrong.
type StepError struct {
	Step  int // from 0
	Field string
	Err   error
}

// Error says what is wrong.
func (e *StepError) Error() string { return e.Err.Error() }

// Unwrap returns the cause.
func (e *StepError) Unwrap() error { return e.Err }

// Compile makes a program of a pattern. The error is a [*StepError], or says
// that the pattern as a whole is none.
func Compile(p Pattern) (*Program, error) {
	if len(p) == 0 {
		return nil, fmt.Errorf("the pattern has no steps")
	}
	c := &compiler{program: &Program{}}
	for i := range p {
		if err := c.step(p, i); err != nil {
			return nil, err
		}
		if len(c.program.code) > MaxSize {
			return nil, &StepError{Step: i, Field: "times", Err: fmt.Errorf("the pattern is too large: its counts add up to more than %d", MaxSize)}
		}
	}
	c.emit(instruction{op: opMatch})
	if c.program.look() {
		return nil, fmt.Errorf("the pattern also matches no token at all; let one step be needed")
	}
	return c.program, nil
}

type compiler struct{ program *Program }

func (c *compiler) emit(i instruction) int {
	at := len(c.program.code)
	i.next = at + 1
	c.program.code = append(c.program.code, i)
	return at
}

func (c *compiler) step(p Pattern, i int) error {
	e := &p[i]
	t, err := parseTimes(e.Times)
	if err != nil {
		return &StepError{Step: i, Field: "times", Err: err}
	}
	compiled, field, err := compileElement(e)
	if err != nil {
		return &StepError{Step: i, Field: field, Err: err}
	}
	c.program.elements = append(c.program.elements, compiled)
	test := instruction{op: opTest, arg: len(c.program.elements) - 1}
	opens := e.Group != "" && (i == 0 || p[i-1].Group != e.Group)
	if opens {
		c.emit(instruction{op: opOpen, arg: c.group(e.Group)})
	}
	c.repeat(test, t)
	if e.Group != "" && (i == len(p)-1 || p[i+1].Group != e.Group) {
		c.emit(instruction{op: opClose, arg: c.group(e.Group)})
	}
	return nil
}

func (c *compiler) group(name string) int {
	for i, known := range c.program.groups {
		if known == name {
			return i
		}
	}
	c.program.groups = append(c.program.groups, name)
	return len(c.program.groups) - 1
}

// repeat emits a test as often as t says.
func (c *compiler) repeat(test instruction, t times) {
	for range t.min {
		c.emit(test)
	}
	if t.max < 0 {
		split := c.emit(instruction{op: opSplit})
		at := c.emit(test)
		c.program.code[at].next = split
		c.branch(split, split+1, len(c.program.code), t.lazy)
		return
	}
	var splits []int
	for range t.max - t.min {
		splits = append(splits, c.emit(instruction{op: opSplit}))
		c.emit(test)
	}
	for _, split := range splits {
		c.branch(split, split+1, len(c.program.code), t.lazy)
	}
}

// branch lets a split prefer to go in, or out if it is lazy.
func (c *compiler) branch(split, in, out int, lazy bool) {
	if lazy {
		in, out = out, in
	}
	c.program.code[split].next, c.program.code[split].other = in, out
}

// look finds the elements that a match may begin with, and reports whether the
// program matches without any token.
func (p *Program) look() (matchesNothing bool) {
	seen := make([]bool, len(p.code))
	todo := []int{0}
	for len(todo) > 0 {
		at := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if seen[at] {
			continue
		}
		seen[at] = true
		switch i := p.code[at]; i.op {
		case opMatch:
			matchesNothing = true
		case opTest:
			p.first = append(p.first, i.arg)
		case opSplit:
			todo = append(todo, i.next, i.other)
		case opOpen, opClose:
			todo = append(todo, i.next)
		}
	}
	return matchesNothing
}
