package numerals

import "strings"

// A numeral is what one word stands for in a number.
type numeral struct {
	value   int64
	kind    numeralKind
	ordinal bool
}

type numeralKind uint8

const (
	unit    numeralKind = iota + 1 // 1 to 19
	tens                           // 20, 30, ... 90
	hundred                        // multiplies by 100
	fixed                          // 200, 300, ...
	scale                          // multiplies by 1000 and more
)

// A lexicon is the numbers of one language.
type lexicon struct {
	words map[string]numeral
	// and joins the parts of a number, as in "one hundred and five".
	and string
	// compound takes apart words that are written as one, or is nil.
	compound func(word string) (n int64, ordinal, ok bool)
	// vigesimal counts on from 60 and 80 to 79 and 99, as French does.
	vigesimal bool
}

// A Word is a number written in words.
type Word struct {
	Value   int64
	Ordinal bool
	// Used is how many of the words belong to it.
	Used int
}

// Words reads the longest number that words, all of small letters, begin with.
// Words that are joined by hyphens must have been cut there.
func (l *Language) Words(words []string) (Word, bool) {
	c := composer{lexicon: l.lexicon}
	best := Word{}
	for i := 0; i < len(words) && i < 24; i++ {
		if words[i] == l.and {
			if !c.joins() {
				break
			}
			c.joined = true
			continue
		}
		if !c.add(words[i]) {
			break
		}
		c.joined = false
		best = Word{Value: c.total + c.current, Ordinal: c.ordinal, Used: i + 1}
		if c.ordinal && c.closed {
			break
		}
	}
	return best, best.Used > 0
}

// A composer builds a number of its words, from the left.
type composer struct {
	*lexicon
	total, current, scaled int64
	ordinal                bool // a word was an ordinal
	closed                 bool // and nothing can follow it
	joined                 bool // the last word was "and"
	started                bool
}

// joins reports whether "and" can follow.
func (c *composer) joins() bool {
	if !c.started || c.joined || c.ordinal {
		return false
	}
	switch c.and {
	case "y": // treinta y uno
		return c.current%100 >= 30 && c.current%10 == 0
	case "et": // vingt et un
		return c.current%100 >= 20 && c.current%10 == 0
	case "e": // cento e vinte e dois, mil e um
		return c.current%10 == 0
	default: // one hundred and five
		return c.current%100 == 0
	}
}

// add takes the next word, or reports that it does not belong.
func (c *composer) add(word string) bool {
	n, known := c.words[word]
	if !known && c.compound != nil {
		if v, ordinal, ok := c.compound(word); ok {
			return c.whole(v, ordinal)
		}
	}
	if !known || c.ordinal && !n.ordinal || !c.fits(n) {
		return false
	}
	c.started = true
	c.ordinal = c.ordinal || n.ordinal
	c.closed = n.ordinal && (n.kind == unit || c.and == "and" || c.and == "und")
	return true
}

// whole takes a compound, which is a number below a million.
func (c *composer) whole(v int64, ordinal bool) bool {
	if c.current != 0 || c.ordinal || c.started && (c.scaled == 0 || v >= c.scaled) {
		return false
	}
	c.current, c.started, c.ordinal, c.closed = v, true, ordinal, ordinal
	return true
}

func (c *composer) fits(n numeral) bool {
	below := c.current % 100
	switch n.kind {
	case unit:
		return c.unit(n.value, below)
	case tens:
		if c.vigesimal && n.value == 20 && below == 4 {
			c.current += 76 // quatre-vingt
			return true
		}
		if below != 0 || c.zero() {
			return false
		}
		c.current += n.value
	case hundred:
		if c.current > 99 || c.zero() {
			return false
		}
		c.current = max(c.current, 1) * 100
	case fixed:
		if c.current != 0 || c.zero() {
			return false
		}
		c.current = n.value
	case scale:
		return c.scale(n.value)
	}
	return true
}

// zero reports whether the number is "zero", which nothing can follow.
func (c *composer) zero() bool { return c.started && c.current == 0 && c.total == 0 }

func (c *composer) unit(v, below int64) bool {
	switch {
	case c.zero() || v == 0 && c.started:
		return false
	case below == 0, v < 10 && below >= 20 && below%10 == 0:
	case c.ordinal && v < 10 && below == 10: // décimo quinto
	case c.vigesimal && v > 6 && v < 10 && below == 10: // dix-sept
	case c.vigesimal && v > 9 && (below == 60 || below == 80): // soixante-dix
	default:
		return false
	}
	c.current += v
	return true
}

func (c *composer) scale(v int64) bool {
	switch {
	case c.zero():
		return false
	case c.scaled == 0 || v < c.scaled:
		if c.current == 0 && c.started {
			return false // "a million thousand"
		}
		c.total += max(c.current, 1) * v
	case c.scaled == 1000 && v > c.scaled: // mil millones
		c.total = (c.total + c.current) * v
	default:
		return false
	}
	c.current, c.scaled = 0, v
	return c.total < 1e15
}

// table makes a lexicon's words: "one 1 two 2" of one kind.
func table(into map[string]numeral, kind numeralKind, ordinal bool, pairs string) {
	fields := strings.Fields(pairs)
	for i := 0; i+1 < len(fields); i += 2 {
		var v int64
		for _, d := range fields[i+1] {
			v = v*10 + int64(d-'0')
		}
		into[fields[i]] = numeral{v, kind, ordinal}
	}
}
