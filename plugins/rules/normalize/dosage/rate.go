package dosage

import (
	"fmt"
	"math/big"
	"strings"

	"github.com/onomast/onomast/plugins/rules/normalize/numerals"
	"github.com/onomast/onomast/plugins/rules/normalize/value"
)

// A rate is how often something is taken.
type rate struct {
	times  []string // the readings: 2/d
	every  string   // the interval, where that is what is written
	when   string   // in the day
	scheme string   // the doses of a day: 1-0-1
}

func (f *rate) describe(v *value.Value) {
	v.Add("frequency", strings.Join(f.times, " | "))
	v.Add("every", f.every)
	v.Add("scheme", f.scheme)
}

// frequency reads b.i.d., q8h, every 4-6 hours, 3 times a day and 1-0-1.
func (r *Reader) frequency(text string, c value.Context) (rate, string, bool) {
	if f, rest, ok := scheme(text); ok {
		return f, rest, true
	}
	if f, rest, ok := r.interval(text, c); ok {
		return f, rest, true
	}
	if f, rest, ok := r.timesPer(text, c); ok {
		return f, rest, true
	}
	m, rest, ok := r.frequencies.Prefix(text)
	if !ok {
		return rate{}, "", false
	}
	often, when, _ := strings.Cut(m, " ")
	return rate{times: strings.Split(often, "|"), when: when}, rest, true
}

// scheme reads the doses of a day: morning, noon, evening and perhaps night.
func scheme(text string) (rate, string, bool) {
	word, rest, _ := strings.Cut(text, " ")
	doses := strings.Split(strings.ReplaceAll(word, "–", "-"), "-")
	if len(doses) != 3 && len(doses) != 4 {
		return rate{}, "", false
	}
	n := 0
	for _, d := range doses {
		if len(d) != 1 && d != "1/2" && d != "½" || strings.Trim(d, "0123456789/½") != "" {
			return rate{}, "", false
		}
		if d != "0" {
			n++
		}
	}
	return rate{times: []string{fmt.Sprintf("%d/d", n)}, scheme: strings.Join(doses, "-")}, rest, n > 0
}

// interval reads q8h, q4-6h, every 8 hours and de 8 em 8 horas.
func (r *Reader) interval(text string, c value.Context) (rate, string, bool) {
	_, rest, ok := r.every.Prefix(text)
	if !ok {
		after, found := strings.CutPrefix(strings.ToLower(text), "q")
		if !found || after == "" || after[0] < '0' || after[0] > '9' {
			return rate{}, "", false
		}
		rest = text[1:]
	}
	ends := wordEnds(rest)
	for i := len(ends) - 1; i >= 0; i-- {
		body := rest[:ends[i]]
		if before, after, ok := strings.Cut(body, " em "); ok && strings.HasPrefix(after, before) {
			body = after // de 8 em 8 horas
		}
		if before, after, ok := strings.Cut(body, "/"); ok && strings.HasPrefix(after, before) {
			body = after // de 8/8 horas
		}
		v, err := r.durations.Read(body, c)
		if err != nil {
			continue
		}
		if f, ok := perDay(v); ok {
			return f, rest[ends[i]:], true
		}
	}
	return rate{}, "", false
}

// perDay turns an interval into times a day where that is whole, and otherwise
// into once an interval; of two bounds both.
func perDay(v value.Value) (rate, bool) {
	if v.Normalized == "" {
		return rate{}, false
	}
	var out []string
	for _, bound := range strings.Split(v.Normalized, "..") {
		unit := map[byte]string{'H': "h", 'D': "d", 'W': "wk", 'M': "mo"}[bound[len(bound)-1]]
		if strings.HasPrefix(bound, "PT") && strings.HasSuffix(bound, "M") {
			unit = "min"
		}
		n, ok := new(big.Rat).SetString(strings.Trim(bound, "PTHDWM"))
		if !ok || unit == "" || n.Sign() <= 0 {
			return rate{}, false
		}
		day := new(big.Rat).Quo(big.NewRat(24, 1), n)
		switch {
		case unit == "h" && day.IsInt():
			out = append(out, numerals.Format(day)+"/d")
		case n.Cmp(big.NewRat(1, 1)) == 0:
			out = append(out, "1/"+unit)
		default:
			out = append(out, "1/"+numerals.Format(n)+unit)
		}
	}
	if len(out) == 2 {
		out = []string{out[1] + ".." + out[0]} // every 4 to 6 hours is 4 to 6 times a day
	}
	return rate{times: out, every: v.Normalized}, true
}

// timesPer reads 3 times a day, 3x/day and 2 to 3 times a week.
func (r *Reader) timesPer(text string, c value.Context) (rate, string, bool) {
	language := r.numbers.Of(c.Locale.Language)
	n, ok := language.Prefix(text, c.Locale)
	if !ok || len(n.Values) != 1 || !n.Values[0].IsInt() {
		return rate{}, "", false
	}
	count := numerals.Format(n.Values[0])
	for _, joint := range []string{"to ", "-", "–", "bis ", "à ", "a "} {
		if rest, ok := strings.CutPrefix(n.Rest, joint); ok {
			if m, ok := language.Prefix(rest, c.Locale); ok && m.Values[0].IsInt() {
				count, n.Rest = count+".."+numerals.Format(m.Values[0]), m.Rest
			}
		}
	}
	_, rest, ok := r.times.Prefix(n.Rest)
	if !ok {
		if rest, ok = strings.CutPrefix(n.Rest, "x"); !ok {
			return rate{}, "", false
		}
	}
	unit, rest, ok := r.per.Prefix(rest)
	if !ok {
		return rate{}, "", false
	}
	if low, high, ok := strings.Cut(count, ".."); ok {
		return rate{times: []string{low + "/" + unit + ".." + high + "/" + unit}}, rest, true
	}
	return rate{times: []string{count + "/" + unit}}, rest, true
}
