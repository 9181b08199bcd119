package quantities

import (
	"errors"
	"math/big"
	"strings"

	"github.com/onomast/onomast/plugins/rules/normalize/numerals"
	"github.com/onomast/onomast/plugins/rules/normalize/phrases"
	"github.com/onomast/onomast/plugins/rules/normalize/value"
)

// ErrUnknown says that an expression is no measure that is known.
var ErrUnknown = errors.New("it is no number with a unit of measure")

// A Reader reads measures. It never changes, so goroutines share it.
type Reader struct {
	symbols, names *phrases.Set
	before, to     *phrases.Set
	per, percents  *phrases.Set
	numbers        numerals.Languages
}

// New makes a reader of all languages.
func New() *Reader {
	return &Reader{
		symbols: symbols(), names: names(), numbers: numerals.Load(), percents: percents(),
		before: phrases.Parse(`<: <, less than, under, below, weniger als, unter, moins de, menos de
<=: <=, ≤, up to, at most, no more than, bis zu, höchstens, au plus, hasta, até
>: >, more than, over, above, mehr als, über, plus de, más de, mais de
>=: >=, ≥, at least, no less than, mindestens, au moins, al menos, pelo menos
~: ~, ≈, about, around, approximately, approx, circa, ca, roughly, etwa, ungefähr, environ, alrededor de, cerca de`),
		to:  phrases.Parse("-: to, –, -, —, bis, à, a, and, und, et, y, e, or"),
		per: phrases.Parse("-: /, per, pro, par, por, je, a, an, ·"),
	}
}

// A measure is a number with its unit, and the readings of both.
type measure struct {
	values []*big.Rat
	power  string // 10*9/ of 10^9/L, or ""
	units  []string
}

// Read reads an expression that is a measure and nothing else.
func (r *Reader) Read(text string, c value.Context) (value.Value, error) {
	p := parser{r, r.numbers.Of(c.Locale.Language), c.Locale}
	text = strings.TrimSpace(text)
	comparator, rest, ok := r.before.Prefix(text)
	if !ok {
		comparator, rest = "", text
	}
	if v, ok := p.pressure(rest); ok {
		v.Add("comparator", comparator)
		return v, nil
	}
	if v, ok := p.between(rest); ok {
		return v, nil
	}
	m, rest, ok := p.measure(rest)
	if !ok {
		return value.Value{}, ErrUnknown
	}
	if m, rest = p.more(m, rest); rest != "" {
		return value.Value{}, ErrUnknown
	}
	v := m.value(c.Locale)
	v.Add("comparator", comparator)
	return v, nil
}

// A parser reads one expression.
type parser struct {
	*Reader
	language *numerals.Language
	locale   value.Locale
}

// measure reads a number and its unit.
func (p parser) measure(text string) (measure, string, bool) {
	n, ok := p.language.Prefix(text, p.locale)
	if !ok {
		return measure{}, "", false
	}
	power, rest := tenTo(n.Rest)
	units, rest, ok := p.unit(strings.TrimPrefix(rest, "-"))
	if !ok && n.Undivided != nil {
		n, power = *n.Undivided, ""
		units, rest, ok = p.unit(n.Rest)
	}
	return measure{n.Values, power, units}, rest, ok
}

// tenTo reads the power of ten of 4.5 x 10^9/L.
func tenTo(text string) (power, rest string) {
	for _, times := range []string{"x", "×", "X", "·", "*"} {
		after, ok := strings.CutPrefix(text, times)
		if !ok {
			continue
		}
		if after, ok = strings.CutPrefix(strings.TrimSpace(after), "10"); !ok {
			return "", text
		}
		after = strings.NewReplacer("⁰", "0", "¹", "1", "²", "2", "³", "3", "⁴", "4", "⁵", "5", "⁶", "6", "⁷", "7", "⁸", "8", "⁹", "9", "⁻", "-").Replace(after)
		after = strings.TrimLeft(after, "^*E")
		digits := len(after) - len(strings.TrimLeft(strings.TrimPrefix(after, "-"), "0123456789"))
		if digits == 0 || digits > 3 {
			return "", text
		}
		return "10*" + after[:digits], strings.TrimSpace(after[digits:])
	}
	return "", text
}

// unit reads a unit, divided by others perhaps: mg/kg/day, miles per hour.
func (p parser) unit(text string) ([]string, string, bool) {
	if rest, ok := strings.CutPrefix(text, "/"); ok { // 12/min
		units, rest, ok := p.simple(rest)
		return prefixed("/", units), rest, ok
	}
	units, rest, ok := p.simple(text)
	for range 2 {
		if !ok {
			break
		}
		_, after, found := p.per.Prefix(rest)
		if !found {
			break
		}
		divisor, after, found := p.simple(after)
		if !found {
			break
		}
		for i := range units {
			units[i] += "/" + divisor[0]
		}
		rest = after
	}
	return units, rest, ok
}

func prefixed(with string, units []string) []string {
	for i, u := range units {
		units[i] = with + u
	}
	return units
}

// simple reads one unit: the longest of a symbol and a name.
func (p parser) simple(text string) ([]string, string, bool) {
	codes, rest, ok := p.symbols.Prefix(text)
	if more, after, found := p.names.Prefix(text); found && (!ok || len(after) < len(rest)) {
		codes, rest, ok = more, after, true
	}
	return strings.Fields(codes), rest, ok
}

// more adds a smaller unit behind: 5 ft 10 in, 6 lb 3 oz.
func (p parser) more(m measure, rest string) (measure, string) {
	next, after, ok := p.measure(strings.TrimSpace(strings.TrimPrefix(rest, "and ")))
	if !ok || len(m.values) != 1 || len(next.values) != 1 {
		return m, rest
	}
	for _, pair := range []struct {
		large, small string
		factor       int64
	}{{"[ft_i]", "[in_i]", 12}, {"[yd_i]", "[ft_i]", 3}, {"[lb_av]", "[oz_av]", 16}, {"[stone_av]", "[lb_av]", 14}, {"m", "cm", 100}, {"kg", "g", 1000}} {
		if m.units[0] == pair.large && next.units[0] == pair.small {
			total := new(big.Rat).Mul(m.values[0], big.NewRat(pair.factor, 1))
			return measure{values: []*big.Rat{total.Add(total, next.values[0])}, units: []string{pair.small}}, after
		}
	}
	return m, rest
}

// pressure reads 120/80 mmHg.
func (p parser) pressure(text string) (value.Value, bool) {
	high, rest, ok := strings.Cut(text, "/")
	if !ok {
		return value.Value{}, false
	}
	systolic := numerals.Decimal(strings.TrimSpace(high), p.locale)
	m, rest, ok := p.measure(rest)
	if !ok || rest != "" || len(systolic) != 1 || len(m.values) != 1 || m.units[0] != "mm[Hg]" {
		return value.Value{}, false
	}
	a, b := numerals.Format(systolic[0]), numerals.Format(m.values[0])
	v := value.Value{Normalized: a + "/" + b + " mm[Hg]"}
	v.Add("systolic", a)
	v.Add("diastolic", b)
	v.Add("unit", "mm[Hg]")
	return v, true
}

// between reads 5–10 mg, 5 mg to 10 mg and between 5 and 10 mg.
func (p parser) between(text string) (value.Value, bool) {
	for _, word := range []string{"between ", "from ", "zwischen ", "entre "} {
		text = strings.TrimPrefix(text, word)
	}
	n, ok := p.language.Prefix(text, p.locale)
	if !ok || len(n.Values) != 1 {
		return value.Value{}, false
	}
	rest := n.Rest
	units, after, own := p.unit(rest)
	if own {
		rest = after
	}
	if _, rest, ok = p.to.Prefix(rest); !ok {
		return value.Value{}, false
	}
	high, rest, ok := p.measure(rest)
	if !ok || rest != "" || len(high.values) != 1 || own && units[0] != high.units[0] || n.Values[0].Cmp(high.values[0]) >= 0 {
		return value.Value{}, false
	}
	low := measure{values: n.Values, power: high.power, units: high.units}
	a, b := low.value(p.locale), high.value(p.locale)
	v := value.Value{Preference: b.Preference}
	if b.Normalized == "" {
		for i := range b.Readings {
			v.Readings = append(v.Readings, a.Readings[i]+".."+b.Readings[i])
		}
		return v, true
	}
	v.Normalized = a.Normalized + ".." + b.Normalized
	v.Add("min", a.Part("value"))
	v.Add("max", b.Part("value"))
	v.Add("unit", b.Part("unit"))
	return v, true
}

// value renders a measure. Of units that differ between countries that of the
// locale is preferred.
func (m measure) value(l value.Locale) value.Value {
	var v value.Value
	units := m.units
	if own := regional(units, l); own >= 0 {
		units = append([]string{units[own]}, append(units[:own:own], units[own+1:]...)...)
		v.Preference = "locale " + l.String()
		if l.Origin != "" {
			v.Preference += " of the " + l.Origin
		}
	}
	if len(m.values) > 1 {
		v.Preference = ""
	}
	for _, n := range m.values {
		for _, u := range units {
			v.Readings = append(v.Readings, m.render(n, u))
		}
	}
	if len(v.Readings) == 1 || v.Preference != "" {
		v.Normalized = v.Readings[0]
	}
	if len(v.Readings) == 1 {
		v.Readings = nil
	}
	if len(m.values) == 1 {
		v.Add("value", numerals.Format(m.values[0]))
	}
	if len(units) == 1 || v.Preference != "" {
		v.Add("unit", m.scaled(units[0]))
	}
	return v
}

func (m measure) render(n *big.Rat, unit string) string {
	return numerals.Format(n) + " " + m.scaled(unit)
}

// scaled is the unit with its power of ten: 10*9/L.
func (m measure) scaled(unit string) string {
	if m.power == "" || strings.HasPrefix(unit, "/") {
		return m.power + unit
	}
	return m.power + "." + unit
}

// regional is the index of the unit that a country uses, or -1.
func regional(units []string, l value.Locale) int {
	if len(units) < 2 {
		return -1
	}
	mark := map[string]string{"US": "us", "GB": "br", "IE": "br"}[l.Region]
	for i, u := range units {
		switch {
		case mark == "":
		case strings.Contains(u, "_"+mark), mark == "us" && (strings.HasPrefix(u, "[ston") || u == "[degF]"), mark == "br" && strings.HasPrefix(u, "[lton"):
			if !strings.HasPrefix(units[0], "[oz_av]") { // mass or volume is no matter of the country
				return i
			}
		}
	}
	return -1
}
