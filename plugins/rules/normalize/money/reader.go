package money

import (
	"errors"
	"math/big"
	"strings"

	"github.com/onomast/onomast/plugins/rules/normalize/numerals"
	"github.com/onomast/onomast/plugins/rules/normalize/phrases"
	"github.com/onomast/onomast/plugins/rules/normalize/value"
	"golang.org/x/text/currency"
	"golang.org/x/text/language"
)

// ErrUnknown says that an expression is no sum of money that is known.
var ErrUnknown = errors.New("it is no number with a currency")

// A Reader reads sums of money. It never changes, so goroutines share it.
type Reader struct {
	currencies, minors *phrases.Set
	before, to, and    *phrases.Set
	numbers            numerals.Languages
}

// New makes a reader of all languages.
func New() *Reader {
	return &Reader{
		currencies: currencies(), minors: minors(), numbers: numerals.Load(),
		before: phrases.Parse(`-: the sum of, a sum of, the amount of, of, in the amount of, die summe von, la somme de, la suma de, a quantia de
approximate: about, around, approximately, approx, some, circa, ca, roughly, nearly, almost, etwa, rund, ungefähr, fast, environ, près de, alrededor de, unos, casi, cerca de
min: over, more than, at least, a minimum of, mindestens, über, mehr als, plus de, au moins, más de, al menos, mais de, pelo menos
max: up to, at most, less than, under, not exceeding, no more than, bis zu, höchstens, weniger als, unter, jusqu'à, moins de, au plus, hasta, menos de, até`),
		to:  phrases.Parse("-: to, and, bis, und, à, et, a, y, e, or, –, -, —"),
		and: phrases.Parse("-: and, und, et, y, e, con, com"),
	}
}

// A sum is an amount in a currency, with the readings of both.
type sum struct {
	amounts  []*big.Rat
	codes    []string
	conflict bool
}

// Read reads an expression that is a sum of money and nothing else.
func (r *Reader) Read(text string, c value.Context) (value.Value, error) {
	text = strings.TrimSpace(text)
	var parts []value.Attr
	for range 3 {
		m, rest, ok := r.before.Prefix(text)
		if !ok {
			break
		}
		text = rest
		switch m {
		case "approximate":
			parts = append(parts, value.Attr{Key: m, Text: "true"})
		case "min", "max":
			parts = append(parts, value.Attr{Key: "bound", Text: m})
		}
	}
	n := r.numbers.Of(c.Locale.Language)
	p := parser{r, n, c.Locale}
	first, rest, ok := p.sum(text)
	if !ok {
		return p.bounds(text)
	}
	if first, rest = p.again(first, rest); strings.Trim(rest, ".,;–—-") != "" {
		return p.bounds(text)
	}
	v := first.value(c.Locale)
	v.Parts = append(v.Parts, parts...)
	return v, nil
}

// A parser reads one expression.
type parser struct {
	*Reader
	language *numerals.Language
	locale   value.Locale
}

// sum reads a currency with its amount, in either order.
func (p parser) sum(text string) (sum, string, bool) {
	body, negative := strings.CutPrefix(text, "-")
	if codes, rest, ok := p.currency(body); ok {
		if n, ok := p.language.Amount(rest, p.locale); ok {
			s := sum{amounts: n.Values, codes: codes, conflict: n.Conflict}
			if negative {
				s.negate()
			}
			rest := p.cents(&s, dashes(n.Rest))
			if again, after, ok := p.currency(rest); ok && len(both(codes, again)) > 0 {
				s.codes, rest = both(codes, again), after // $5 USD
			}
			return s, rest, true
		}
	}
	n, ok := p.language.Amount(text, p.locale)
	if !ok {
		return sum{}, "", false
	}
	if over, rest, ok := hundredths(n.Rest); ok {
		for i, v := range n.Values {
			n.Values[i] = new(big.Rat).Add(v, over)
		}
		n.Rest = rest
	}
	codes, rest, ok := p.currency(of(dashes(n.Rest)))
	if ok {
		s := sum{amounts: n.Values, codes: codes, conflict: n.Conflict}
		return s, p.cents(&s, rest), true
	}
	if minor, rest, ok := p.minors.Prefix(n.Rest); ok {
		s := sum{amounts: n.Values, codes: strings.Fields(minor), conflict: n.Conflict}
		s.scale(big.NewRat(1, 100))
		return s, rest, true
	}
	return sum{}, "", false
}

// of strips what can stand between a number in words and its currency: un
// millón de euros.
func of(text string) string {
	for _, word := range []string{"de ", "d'", "d’", "of "} {
		if rest, ok := strings.CutPrefix(text, word); ok {
			return rest
		}
	}
	return text
}

// dashes strips those that stand for no cents: CHF 5.–, 5,- €.
func dashes(text string) string {
	rest := strings.TrimLeft(text, ".,")
	trimmed := strings.TrimLeft(rest, "–—-")
	if len(trimmed) < len(rest) && len(rest) < len(text) {
		return strings.TrimSpace(trimmed)
	}
	return text
}

// hundredths reads the cents of a cheque: and 50/100.
func hundredths(text string) (*big.Rat, string, bool) {
	digits, rest, ok := strings.Cut(strings.TrimPrefix(text, "and "), "/100")
	if !ok || len(digits) != 2 || strings.Trim(digits, "0123456789") != "" {
		return nil, "", false
	}
	n, _ := new(big.Rat).SetString(digits)
	return n.Quo(n, big.NewRat(100, 1)), strings.TrimSpace(rest), true
}

// currency reads a sign, a name or a code of ISO 4217.
func (p parser) currency(text string) ([]string, string, bool) {
	if codes, rest, ok := p.currencies.Prefix(text); ok {
		return strings.Fields(codes), rest, true
	}
	if len(text) < 3 {
		return nil, "", false
	}
	code := text[:3]
	if strings.Trim(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" || len(text) > 3 && text[3] >= 'A' && text[3] <= 'z' {
		return nil, "", false
	}
	if _, err := currency.ParseISO(code); err != nil && !newCode(code) {
		return nil, "", false
	}
	return []string{code}, strings.TrimSpace(text[3:]), true
}

// newCode reports whether a code is younger than the table of x/text.
func newCode(code string) bool {
	return code == "SLE" || code == "VED" || code == "XCG" || code == "ZWG"
}

// cents reads the smaller unit behind a sum: and fifty cents, 3 euros 50.
func (p parser) cents(s *sum, text string) string {
	rest := text
	if _, after, ok := p.and.Prefix(rest); ok {
		rest = after
	}
	n, ok := p.language.Prefix(rest, p.locale)
	if !ok || len(n.Values) != 1 || n.Values[0].Cmp(big.NewRat(100, 1)) >= 0 || n.Values[0].Sign() < 0 {
		return text
	}
	minor, after, ok := p.minors.Prefix(n.Rest)
	if !ok || len(both(s.codes, strings.Fields(minor))) == 0 {
		return text
	}
	s.codes = both(s.codes, strings.Fields(minor))
	for i, v := range s.amounts {
		s.amounts[i] = new(big.Rat).Add(v, new(big.Rat).Quo(n.Values[0], big.NewRat(100, 1)))
	}
	return after
}

// again reads the same sum in parentheses: fifty dollars (USD 50).
func (p parser) again(s sum, rest string) (sum, string) {
	inside, ok := strings.CutPrefix(rest, "(")
	if !ok {
		return s, rest
	}
	inside, after, ok := strings.Cut(inside, ")")
	if !ok {
		return s, rest
	}
	t, left, ok := p.sum(strings.TrimSpace(inside))
	if !ok || left != "" {
		return s, rest
	}
	if codes := both(s.codes, t.codes); len(codes) > 0 {
		s.codes = codes
	} else {
		s.codes, s.conflict = append(s.codes[:1:1], t.codes[0]), true
	}
	if s.amounts[0].Cmp(t.amounts[0]) != 0 {
		s.amounts, s.conflict = append(s.amounts[:1:1], t.amounts[0]), true
	}
	return s, strings.TrimSpace(after)
}

// bounds reads two sums: $5 to $10, $5–10 million, between 5 and 10 euros.
func (p parser) bounds(text string) (value.Value, error) {
	for _, word := range []string{"between ", "from ", "zwischen ", "von ", "entre ", "de "} {
		text = strings.TrimPrefix(text, word)
	}
	codes, rest, signed := p.currency(text)
	if !signed {
		rest = text
	}
	low, ok := p.language.Amount(rest, p.locale)
	if !ok || len(low.Values) != 1 {
		return value.Value{}, ErrUnknown
	}
	after := low.Rest
	if own, behind, ok := p.currency(after); ok && !signed {
		codes, after = own, behind
	}
	if _, after, ok = p.to.Prefix(after); !ok {
		return value.Value{}, ErrUnknown
	}
	high, rest, ok := p.sum(after)
	if !ok && signed {
		n, found := p.language.Amount(after, p.locale)
		high, rest, ok = sum{amounts: n.Values, codes: codes}, n.Rest, found
	}
	if !ok || rest != "" || len(high.amounts) != 1 {
		return value.Value{}, ErrUnknown
	}
	if codes != nil {
		high.codes = both(high.codes, codes)
	}
	return p.between(low.Values[0], high)
}

// between renders two bounds. In "$5–10 million" the first is in millions too.
func (p parser) between(low *big.Rat, high sum) (value.Value, error) {
	if len(high.codes) == 0 || low.Cmp(high.amounts[0]) >= 0 {
		return value.Value{}, ErrUnknown
	}
	if unit := scaleOf(high.amounts[0]); unit.Cmp(big.NewRat(1000, 1)) >= 0 && low.Cmp(big.NewRat(1000, 1)) < 0 {
		scaled := new(big.Rat).Mul(low, unit)
		if scaled.Cmp(high.amounts[0]) < 0 {
			low = scaled
		}
	}
	least := sum{amounts: []*big.Rat{low}, codes: high.codes}
	a, b := least.value(p.locale), high.value(p.locale)
	v := value.Value{Preference: b.Preference}
	if b.Normalized == "" {
		for i := range b.Readings {
			v.Readings = append(v.Readings, a.Readings[i]+".."+b.Readings[i])
		}
	} else {
		v.Normalized = a.Normalized + ".." + b.Normalized
		v.Add("min", a.Normalized)
		v.Add("max", b.Normalized)
	}
	return v, nil
}

// scaleOf is the greatest power of a thousand that a number holds.
func scaleOf(v *big.Rat) *big.Rat {
	unit := big.NewRat(1, 1)
	for range 4 {
		next := new(big.Rat).Mul(unit, big.NewRat(1000, 1))
		if v.Cmp(next) < 0 {
			break
		}
		unit = next
	}
	return unit
}

func both(a, b []string) []string {
	var out []string
	for _, x := range a {
		for _, y := range b {
			if x == y {
				out = append(out, x)
			}
		}
	}
	return out
}

// regional is the currency of a country, or "".
func regional(l value.Locale) string {
	if l.Region == "" {
		return ""
	}
	region, err := language.ParseRegion(l.Region)
	if err != nil {
		return ""
	}
	unit, ok := currency.FromRegion(region)
	if !ok {
		return ""
	}
	return unit.String()
}
