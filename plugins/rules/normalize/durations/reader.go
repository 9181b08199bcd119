package durations

import (
	"errors"
	"math/big"
	"regexp"
	"strings"

	"github.com/onomast/onomast/plugins/rules/normalize/numerals"
	"github.com/onomast/onomast/plugins/rules/normalize/value"
)

// ErrUnknown says that an expression is no duration that is known.
var ErrUnknown = errors.New("it is no number with a unit of time")

// A Reader reads durations. It never changes, so goroutines share it.
type Reader struct {
	vocabularies map[string]vocabulary
	numbers      numerals.Languages
	iso          *regexp.Regexp
}

// New makes a reader of all languages.
func New() *Reader {
	return &Reader{
		vocabularies: vocabularies(), numbers: numerals.Load(),
		iso: regexp.MustCompile(`^P(\d+([.,]\d+)?[YMWD])*(T(\d+([.,]\d+)?[HMS])+)?$`),
	}
}

// Read reads an expression that is a duration and nothing else. In a language
// that is not known it is tried in all that are.
func (r *Reader) Read(text string, c value.Context) (value.Value, error) {
	text = strings.TrimSpace(text)
	if len(text) > 2 && r.iso.MatchString(text) {
		return value.Value{Normalized: text}, nil
	}
	for _, language := range []string{c.Locale.Language, "en", "de", "fr", "es", "pt"} {
		v, known := r.vocabularies[language]
		if !known {
			continue
		}
		p := parser{vocabulary: v, numbers: r.numbers.Of(language), locale: c.Locale}
		if found, ok := p.read(text); ok {
			return found, nil
		}
		if language == c.Locale.Language {
			break
		}
	}
	return value.Value{}, ErrUnknown
}

// A parser reads one expression.
type parser struct {
	vocabulary
	numbers *numerals.Language
	locale  value.Locale
}

func (p *parser) read(text string) (value.Value, bool) {
	bound := ""
	for range 4 {
		m, rest, ok := p.before.Prefix(text)
		if !ok {
			break
		}
		if text = rest; m != "-" {
			bound = m
		}
	}
	first, rest, ok := p.sum(text)
	if !ok {
		return p.between(text)
	}
	if low, high, ok := p.bounds(first, rest); ok {
		return low.to(high), true
	}
	if _, after, ok := p.after.Prefix(rest); ok {
		rest = after
	}
	if strings.Trim(rest, ".,; ") != "" {
		return value.Value{}, false
	}
	v := first.value()
	v.Add("bound", bound)
	return v, true
}

// between reads "2 to 3 weeks", whose first number has no unit.
func (p *parser) between(text string) (value.Value, bool) {
	low, ok := p.numbers.Prefix(text, p.locale)
	if !ok || len(low.Values) != 1 {
		return value.Value{}, false
	}
	rest, ok := p.joint(low.Rest)
	if !ok {
		return value.Value{}, false
	}
	high, rest, ok := p.sum(rest)
	if !ok || strings.Trim(rest, ". ") != "" || len(high.parts) != 1 || len(high.parts[0].values) != 1 {
		return value.Value{}, false
	}
	from := part{values: low.Values, unit: high.parts[0].unit}
	return sum{parts: []part{from}}.to(high), true
}

// bounds reads the second of "2 weeks to 3 months".
func (p *parser) bounds(first sum, rest string) (low, high sum, ok bool) {
	if rest, ok = p.joint(rest); !ok {
		return low, high, false
	}
	second, rest, ok := p.sum(rest)
	return first, second, ok && strings.Trim(rest, ". ") == ""
}

// joint strips what stands between two bounds.
func (p *parser) joint(text string) (string, bool) {
	for _, dash := range []string{"-", "–", "—"} {
		if rest, ok := strings.CutPrefix(text, dash); ok {
			return strings.TrimSpace(rest), true
		}
	}
	_, rest, ok := p.to.Prefix(text)
	return rest, ok
}

// sum reads one number with its unit after another: 2 years and 6 months.
func (p *parser) sum(text string) (s sum, rest string, ok bool) {
	rest = text
	for len(s.parts) < 7 {
		next, after, found := p.part(rest)
		if !found {
			break
		}
		s.parts, rest, ok = append(s.parts, next), after, true
		joined := strings.TrimLeft(rest, ", ")
		if _, behind, ok := p.joints.Prefix(joined); ok {
			joined = behind
		}
		if _, _, more := p.part(joined); !more {
			break
		}
		rest = joined
	}
	return s, rest, ok
}

// ofA strips what stands between a fraction and its unit: of an hour.
func ofA(text string) string {
	for _, article := range []string{"of an ", "of a ", "d'", "de "} {
		if rest, ok := strings.CutPrefix(text, article); ok {
			return rest
		}
	}
	return text
}

// part reads a number and its unit, and perhaps another half of it.
func (p *parser) part(text string) (part, string, bool) {
	n, ok := p.numbers.Prefix(text, p.locale)
	if !ok || n.Values[0].Sign() < 0 {
		return part{}, "", false
	}
	unit, rest, ok := p.units.Prefix(strings.TrimPrefix(n.Rest, "-"))
	if !ok && n.Undivided != nil {
		if unit, rest, ok = p.units.Prefix(ofA(n.Rest)); !ok {
			unit, rest, ok = p.units.Prefix(n.Undivided.Rest)
			n = *n.Undivided // two quarters
		}
	}
	if !ok {
		if half, found := p.numbers.Prefix(n.Rest, p.locale); found && half.Values[0].Cmp(big.NewRat(1, 2)) == 0 {
			n.Values, n.Rest = half.Values, half.Rest // vor einem halben Jahr
			unit, rest, ok = p.units.Prefix(n.Rest)
		}
	}
	if !ok {
		return part{}, "", false
	}
	out := part{values: n.Values, unit: unit, conflict: n.Conflict}
	if f, after, ok := p.andHalf.Prefix(rest); ok {
		extra, _ := new(big.Rat).SetString(f)
		for i, v := range out.values {
			out.values[i] = new(big.Rat).Add(v, extra)
		}
		rest = after
	} else if minutes := strings.TrimRight(rest, " ."); unit == "TH" && len(minutes) == 2 && strings.Trim(minutes, "0123456789") == "" {
		m, _ := new(big.Rat).SetString(minutes) // 2h30
		out.values[0] = new(big.Rat).Add(out.values[0], m.Quo(m, big.NewRat(60, 1)))
		rest = ""
	}
	return out, rest, true
}
