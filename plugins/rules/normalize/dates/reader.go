package dates

import (
	"errors"
	"fmt"
	"strings"

	"github.com/onomast/onomast/plugins/rules/normalize/numerals"
	"github.com/onomast/onomast/plugins/rules/normalize/value"
)

// ErrUnknown says that an expression is in no form that is known.
var ErrUnknown = errors.New("it is no date or time in a form that is known")

// A Reader reads dates and times. It never changes, so goroutines share it.
type Reader struct {
	vocabularies map[string]*vocabulary
	numbers      numerals.Languages
	iso          isoForms
	uniform      *strings.Replacer
}

// New makes a reader of all languages.
func New() *Reader {
	r := &Reader{vocabularies: map[string]*vocabulary{}, numbers: numerals.Load(), iso: newISOForms(), uniform: newUniform()}
	for language, source := range map[string]string{
		"en": english, "de": german, "fr": french, "es": spanish, "pt": portuguese,
	} {
		r.vocabularies[language] = newVocabulary(language, source)
	}
	return r
}

// languages are those to try, in order.
func (r *Reader) languages(of string) []string {
	if r.vocabularies[of] != nil {
		return []string{of}
	}
	return []string{"en", "de", "fr", "es", "pt"}
}

// Read reads an expression that is a date, a time, or a range of them and
// nothing else. An error says why it is none; it is not [ErrUnknown] where the
// form is known and the date does not exist. In a language that is not known
// the expression is tried in all that are.
func (r *Reader) Read(text string, c value.Context) (value.Value, error) {
	text = strings.TrimRight(strings.TrimSpace(r.uniform.Replace(text)), ",;")
	if v, ok, err := r.iso.read(text); ok {
		return v, err
	}
	tokens := tokenize(text)
	if len(tokens) == 0 || len(tokens) > maxTokens {
		return value.Value{}, ErrUnknown
	}
	refusal := ""
	for _, language := range r.languages(c.Locale.Language) {
		p := r.vocabularies[language].parser(tokens, r.numbers.Of(language), &c)
		if v, ok := p.expression(); ok {
			return v, nil
		}
		if refusal == "" {
			refusal = p.refusal
		}
	}
	if refusal != "" {
		return value.Value{}, errors.New(refusal)
	}
	return value.Value{}, ErrUnknown
}

// expression reads all the tokens.
func (p *parser) expression() (value.Value, bool) {
	var whole meaning
	for _, h := range p.dateTime(0) {
		if !p.ends(h.next) || !h.sound() {
			continue
		}
		if len(p.tokens) > 2 {
			return p.value(h.meaning), true
		}
		// One word can be several things: mar. is March and Tuesday.
		whole.readings = append(whole.readings, h.readings...)
	}
	if len(whole.readings) > 0 {
		return p.value(whole), true
	}
	for _, s := range append(p.ranges(0), p.open(0)...) {
		if p.ends(s.next) {
			return p.rangeValue(s), true
		}
	}
	for _, s := range p.spans(0) {
		if p.ends(s.next) {
			return p.spanValue(s), true
		}
	}
	return value.Value{}, false
}

// sound reports whether a meaning has readings that say something.
func (m meaning) sound() bool {
	return len(m.readings) > 0 && (m.readings[0].unresolved != "" || m.readings[0].String() != "")
}

// ends reports whether nothing is left at pos but a full stop.
func (p *parser) ends(pos int) bool {
	return pos == len(p.tokens) || pos == len(p.tokens)-1 && (p.is(pos, ".") || p.is(pos, ")"))
}

// value renders a meaning.
func (p *parser) value(m meaning) value.Value {
	m.readings = withoutEnds(unique(m.readings))
	first := m.readings[0]
	v := value.Value{Grain: string(first.grain), Unresolved: first.unresolved}
	if len(m.readings) > 1 {
		for i := range m.readings {
			v.Readings = append(v.Readings, m.readings[i].String())
		}
	}
	if !m.ambiguous() {
		v.Normalized = first.String()
		v.Preference = m.preference
		if len(m.readings) == 1 {
			v.Preference = ""
		}
	}
	p.describe(&v, m.readings)
	return v
}

// withoutEnds drops the end of the day as a reading of midnight where no date
// is given, for then both are the same time.
func withoutEnds(readings []moment) []moment {
	var out []moment
	for _, m := range readings {
		if m.hour != 24 || m.day > 0 || len(readings) == 1 {
			out = append(out, m)
		}
	}
	return out
}

// describe adds the parts that the readings have in common.
func (p *parser) describe(v *value.Value, readings []moment) {
	first := readings[0]
	v.Add("part_of_day", first.part)
	v.Add("stretch", first.stretch)
	if first.approx {
		v.Add("approximate", "true")
	}
	if first.assumed {
		v.Add("assumed", "century")
	}
	v.Add("conflict", first.conflict)
	if first.hasTime && first.zone != "Z" && !strings.HasPrefix(first.zone, "+") && !strings.HasPrefix(first.zone, "-") {
		v.Add("zone", strings.ToUpper(first.zone))
	}
}

// rangeValue renders a range.
func (p *parser) rangeValue(s stretch) value.Value {
	n := max(len(s.from.readings), len(s.to.readings))
	v := value.Value{}
	var readings []string
	for i := range n {
		from, to, grain, missing := "..", "..", grain(""), ""
		for _, end := range []struct {
			meaning
			into *string
		}{{s.from, &from}, {s.to, &to}} {
			if len(end.readings) == 0 {
				continue
			}
			m := end.readings[min(i, len(end.readings)-1)]
			*end.into = m.String()
			grain = m.grain
			if m.unresolved != "" {
				missing = m.unresolved
			}
		}
		from, to = outer(from, to)
		v.Grain = string(grain)
		if i == 0 {
			v.Unresolved = missing
			if missing == "" {
				v.Add("start", strings.TrimPrefix(from, ".."))
				v.Add("end", strings.TrimPrefix(to, ".."))
			}
		}
		if missing == "" {
			readings = append(readings, from+"/"+to)
		}
	}
	return s.choose(v, readings)
}

// outer takes the beginning of an interval at the beginning of a range, and the
// end at its end.
func outer(from, to string) (string, string) {
	from, _, _ = strings.Cut(from, "/")
	if _, end, ok := strings.Cut(to, "/"); ok {
		to = end
	}
	return from, to
}

func (s stretch) choose(v value.Value, readings []string) value.Value {
	preference := s.from.preference
	if preference == "" {
		preference = s.to.preference
	}
	switch {
	case len(readings) == 0:
	case len(readings) == 1:
		v.Normalized = readings[0]
	default:
		v.Readings = readings
		if preference == "" {
			v.Parts = nil
			break
		}
		v.Normalized, v.Preference = readings[0], preference
	}
	for _, m := range append(append([]moment{}, s.from.readings...), s.to.readings...) {
		if m.approx {
			v.Add("approximate", "true")
			break
		}
	}
	return v
}

// spanValue renders a duration at the reference.
func (p *parser) spanValue(s span) value.Value {
	v := value.Value{Grain: string(s.unit)}
	duration, inTime := s.duration()
	today, ok := p.today()
	switch {
	case !ok:
		v.Unresolved = noReference
		return v
	case inTime && !p.context.ReferenceHasTime:
		v.Unresolved = "needs a reference time"
		return v
	}
	now := today.Format("2006-01-02")
	if inTime {
		now = p.context.Reference.Format("2006-01-02T15:04")
	}
	v.Normalized = duration + "/" + now
	if s.ahead {
		v.Normalized = now + "/" + duration
	}
	return v
}

// duration is the span by ISO 8601, and whether it counts in parts of a day.
func (s span) duration() (string, bool) {
	switch s.unit {
	case second, minute, hour:
		return fmt.Sprintf("PT%d%s", s.n, strings.ToUpper(string(s.unit[:1]))), true
	case week, month, year, day:
		return fmt.Sprintf("P%d%s", s.n, strings.ToUpper(string(s.unit[:1]))), false
	case fortnight:
		return fmt.Sprintf("P%dW", 2*s.n), false
	case quarter:
		return fmt.Sprintf("P%dM", 3*s.n), false
	case decade:
		return fmt.Sprintf("P%dY", 10*s.n), false
	case century:
		return fmt.Sprintf("P%dY", 100*s.n), false
	}
	return fmt.Sprintf("P%dD", s.n), false
}
