package quantities

import (
	"errors"
	"math/big"
	"strings"

	"github.com/onomast/onomast/plugins/rules/normalize/numerals"
	"github.com/onomast/onomast/plugins/rules/normalize/phrases"
	"github.com/onomast/onomast/plugins/rules/normalize/value"
)

// ErrNoPercentage says that an expression is no percentage.
var ErrNoPercentage = errors.New("it is no number with a sign or word for percent")

// percents are signs and words with their size in hundredths. Points are a
// difference of percentages.
func percents() *phrases.Set {
	return phrases.Parse(`1: %, ％, percent, per cent, per centum, pct, prozent, v. h., vom hundert, pour cent, pourcent, p. cent, por ciento, por cento
1/10: ‰, per mille, per mil, promille, pour mille, por mil
1/100: basis point, basis points, bp, bps, basispunkte, basispunkt, points de base, puntos básicos, pontos-base
1 points: percentage point, percentage points, pp, prozentpunkt, prozentpunkte, prozentpunkten, points de pourcentage, puntos porcentuales, pontos percentuais`)
}

// Percent reads an expression that is a percentage and nothing else. The value
// is in hundredths: 25 basis points are 0.25 %.
func (r *Reader) Percent(text string, c value.Context) (value.Value, error) {
	language := r.numbers.Of(c.Locale.Language)
	comparator, rest, ok := r.before.Prefix(text)
	if !ok {
		comparator, rest = "", strings.TrimSpace(text)
	}
	n, ok := language.Prefix(rest, c.Locale)
	if !ok {
		return value.Value{}, ErrNoPercentage
	}
	var low []*big.Rat
	if _, after, ok := r.to.Prefix(n.Rest); ok {
		low = n.Values
		if n, ok = language.Prefix(after, c.Locale); !ok || len(low)+len(n.Values) != 2 || low[0].Cmp(n.Values[0]) >= 0 {
			return value.Value{}, ErrNoPercentage
		}
	}
	size, rest, ok := r.percents.Prefix(n.Rest)
	if !ok {
		return value.Value{}, ErrNoPercentage
	}
	size, points, _ := strings.Cut(size, " ")
	factor, _ := new(big.Rat).SetString(size)
	if again, after, ok := percentInParentheses(rest, language, r, c); ok {
		rest = after
		if again.Cmp(n.Values[0]) != 0 {
			n.Values, n.Conflict = append(n.Values[:1:1], again), true
		}
	}
	if rest != "" {
		return value.Value{}, ErrNoPercentage
	}
	v := percentage(low, n.Values, factor)
	v.Add("kind", points)
	v.Add("comparator", comparator)
	if n.Conflict {
		v.Add("conflict", "the number in words is not the one in digits")
	}
	return v, nil
}

// percentInParentheses reads the (5%) of five percent (5%).
func percentInParentheses(text string, l *numerals.Language, r *Reader, c value.Context) (*big.Rat, string, bool) {
	inside, ok := strings.CutPrefix(text, "(")
	if !ok {
		return nil, "", false
	}
	inside, after, ok := strings.Cut(inside, ")")
	if !ok {
		return nil, "", false
	}
	n, ok := l.Prefix(inside, c.Locale)
	if !ok || len(n.Values) != 1 {
		return nil, "", false
	}
	_, rest, ok := r.percents.Prefix(n.Rest)
	return n.Values[0], strings.TrimSpace(after), ok && rest == ""
}

func percentage(low, values []*big.Rat, factor *big.Rat) value.Value {
	var v value.Value
	write := func(r *big.Rat) string { return numerals.Format(new(big.Rat).Mul(r, factor)) }
	if low != nil {
		v.Normalized = write(low[0]) + " %.." + write(values[0]) + " %"
		v.Add("min", write(low[0]))
		v.Add("max", write(values[0]))
		return v
	}
	if len(values) == 1 {
		v.Normalized = write(values[0]) + " %"
		v.Add("value", write(values[0]))
		return v
	}
	for _, r := range values {
		v.Readings = append(v.Readings, write(r)+" %")
	}
	return v
}
