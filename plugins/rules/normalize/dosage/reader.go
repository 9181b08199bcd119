package dosage

import (
	"errors"
	"strings"

	"github.com/onomast/onomast/plugins/rules/normalize/durations"
	"github.com/onomast/onomast/plugins/rules/normalize/numerals"
	"github.com/onomast/onomast/plugins/rules/normalize/phrases"
	"github.com/onomast/onomast/plugins/rules/normalize/quantities"
	"github.com/onomast/onomast/plugins/rules/normalize/value"
)

// ErrUnknown says that an expression is no instruction that is known.
var ErrUnknown = errors.New("it is no dose, route or frequency that is known")

// A Reader reads dosages. It never changes, so goroutines share it.
type Reader struct {
	frequencies, routes, others, every, times, per *phrases.Set
	quantities                                     *quantities.Reader
	durations                                      *durations.Reader
	numbers                                        numerals.Languages
}

// New makes a reader of all languages.
func New() *Reader {
	return &Reader{
		frequencies: frequencies(), routes: routes(), others: others(), every: every(), times: times(), per: per(),
		quantities: quantities.New(), durations: durations.New(), numbers: numerals.Load(),
	}
}

// A regimen is an instruction taken apart.
type regimen struct {
	dose     value.Value
	hasDose  bool
	rate     rate
	route    string
	site     string
	duration string
	asNeeded bool
	when     []string
}

// Read reads an instruction and nothing else.
func (r *Reader) Read(text string, c value.Context) (value.Value, error) {
	var g regimen
	rest := trim(text)
	for n := 0; rest != ""; n++ {
		after, ok := r.part(&g, rest, c)
		if !ok || n > 16 {
			return value.Value{}, ErrUnknown
		}
		rest = trim(after)
	}
	if !g.hasDose && g.rate.times == nil && g.route == "" && g.duration == "" {
		return value.Value{}, ErrUnknown
	}
	return g.value(), nil
}

func trim(text string) string { return strings.Trim(text, " ,;.\t\r\n\u00a0") }

// part reads whatever part text begins with.
func (r *Reader) part(g *regimen, text string, c value.Context) (string, bool) {
	if m, rest, ok := r.others.Prefix(text); ok {
		switch m {
		case "as_needed":
			g.asNeeded = true
		case "-":
		default:
			g.when = append(g.when, m)
		}
		return rest, true
	}
	if g.duration == "" {
		if d, rest, ok := r.duration(text, c); ok {
			g.duration = d
			return rest, true
		}
	}
	if g.rate.times == nil {
		eye := strings.HasPrefix(strings.ToLower(text), "od") && strings.Contains(g.dose.Normalized, "[drp]")
		if f, rest, ok := r.frequency(text, c); ok && !eye {
			g.rate = f
			return rest, true
		}
	}
	if g.route == "" {
		if m, rest, ok := r.routes.Prefix(text); ok {
			g.route, g.site, _ = strings.Cut(m, " ")
			return rest, true
		}
		if rest, ok := strings.CutPrefix(strings.ToLower(text), "od"); ok && g.hasDose && (rest == "" || rest[0] == ' ') {
			g.route, g.site = "OPH", "right"
			return rest, true
		}
	}
	if !g.hasDose {
		return r.dose(g, text, c)
	}
	if g.rate.times != nil && g.rate.when == "" { // b.i.d. morning and evening
		if f, rest, ok := r.frequencies.Prefix(text); ok {
			if _, when, ok := strings.Cut(f, " "); ok {
				g.when = append(g.when, when)
				return rest, true
			}
		}
	}
	return "", false
}

// dose takes the longest beginning that is a measure.
func (r *Reader) dose(g *regimen, text string, c value.Context) (string, bool) {
	ends := wordEnds(text)
	for i := len(ends) - 1; i >= 0; i-- {
		if v, err := r.quantities.Read(text[:ends[i]], c); err == nil {
			g.dose, g.hasDose = v, true
			return text[ends[i]:], true
		}
	}
	return "", false
}

// duration reads for 7 days and x 7 days.
func (r *Reader) duration(text string, c value.Context) (string, string, bool) {
	for _, word := range []string{"for ", "x ", "x", "× ", "für ", "pendant ", "durante ", "por ", "over "} {
		if len(text) <= len(word) || !strings.EqualFold(text[:len(word)], word) {
			continue
		}
		body := text[len(word):]
		ends := wordEnds(body)
		for i := len(ends) - 1; i >= 0; i-- {
			if v, err := r.durations.Read(body[:ends[i]], c); err == nil && v.Normalized != "" {
				return v.Normalized, body[ends[i]:], true
			}
		}
	}
	return "", "", false
}

// wordEnds are where the first words of a text end, eight at most.
func wordEnds(text string) []int {
	var ends []int
	for i, r := range text {
		if (r == ' ' || r == ',' || r == ';' || r == '\u00a0') && i > 0 {
			ends = append(ends, i)
		}
		if len(ends) == 8 {
			return ends
		}
	}
	return append(ends, len(text))
}

// value renders a regimen: 500 mg PO 2/d P7D PRN.
func (g *regimen) value() value.Value {
	var v value.Value
	var words []string
	needed := ""
	if g.asNeeded {
		needed = "PRN"
	}
	rates := g.rate.times
	if len(rates) == 0 {
		rates = []string{""}
	}
	doses := g.dose.Readings
	if g.dose.Normalized != "" || len(doses) == 0 {
		doses = []string{g.dose.Normalized}
	}
	for _, dose := range doses {
		for _, rate := range rates {
			words = words[:0]
			for _, w := range []string{dose, g.route, rate, g.duration, needed} {
				if w != "" {
					words = append(words, w)
				}
			}
			v.Readings = append(v.Readings, strings.Join(words, " "))
		}
	}
	if len(v.Readings) == 1 {
		v.Normalized, v.Readings = v.Readings[0], nil
	}
	v.Add("dose", g.dose.Normalized)
	v.Add("route", g.route)
	v.Add("site", g.site)
	g.rate.describe(&v)
	v.Add("duration", g.duration)
	if g.rate.when != "" {
		g.when = append(g.when, g.rate.when)
	}
	v.Add("when", strings.Join(g.when, ", "))
	if g.asNeeded {
		v.Add("as_needed", "true")
	}
	return v
}

// Route reads a route of administration and nothing else.
func (r *Reader) Route(text string, _ value.Context) (value.Value, error) {
	m, ok := r.routes.Whole(strings.TrimSpace(text))
	if !ok {
		return value.Value{}, errors.New("it is no route of administration that is known")
	}
	code, site, _ := strings.Cut(m, " ")
	v := value.Value{Normalized: code}
	v.Add("site", site)
	return v, nil
}

// Frequency reads a frequency and nothing else.
func (r *Reader) Frequency(text string, c value.Context) (value.Value, error) {
	f, rest, ok := r.frequency(trim(text), c)
	if !ok {
		return value.Value{}, errors.New("it is no frequency that is known")
	}
	needed := false
	if m, after, ok := r.others.Prefix(trim(rest)); ok && m == "as_needed" {
		needed, rest = true, after
	}
	if trim(rest) != "" {
		return value.Value{}, errors.New("it is no frequency that is known")
	}
	v := value.Value{Readings: f.times}
	if len(f.times) == 1 {
		v.Normalized, v.Readings = f.times[0], nil
	}
	f.describe(&v)
	v.Add("when", f.when)
	if needed {
		v.Add("as_needed", "true")
	}
	return v, nil
}
