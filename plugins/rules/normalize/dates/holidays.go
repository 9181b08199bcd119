package dates

import (
	"strconv"
	"strings"
	"time"
)

// holidays reads Christmas 2023, Ostermontag 2024 and Thanksgiving. The
// argument of a holiday is its date (12-25), its distance from Easter in days
// (easter+1), or a weekday of a month (11-thu4).
func (p *parser) holidays(pos int) []hit {
	var out []hit
	for _, h := range p.find(pos, "holiday") {
		if m, err := time.Parse("01-02", h.arg); err == nil {
			out = append(out, p.withYear(moment{month: int(m.Month()), day: m.Day()}, h.next, false)...)
			continue
		}
		for _, at := range p.yearStarts(h.next) {
			for _, y := range p.years(at, false) {
				out = append(out, hit{sure(movable(h.arg, y)), y.next})
			}
		}
		out = append(out, hit{sure(moment{grain: day, unresolved: "needs a year"}), h.next})
	}
	return out
}

// movable is the day of a holiday that moves from year to year.
func movable(arg string, y yearHit) moment {
	if y.unresolved != "" {
		return moment{grain: day, unresolved: y.unresolved}
	}
	if days, ok := strings.CutPrefix(arg, "easter"); ok {
		n, _ := strconv.Atoi(days)
		return onDay(easter(y.year).AddDate(0, 0, n))
	}
	first := time.Date(y.year, time.November, 1, 0, 0, 0, 0, time.UTC)
	toThursday := (4 - isoWeekday(first) + 7) % 7
	return onDay(first.AddDate(0, 0, toThursday+21)) // 11-thu4
}

// easter is Easter Sunday by the Gregorian calendar, after the anonymous rule
// that Nature printed in 1876.
func easter(year int) time.Time {
	a, b, c := year%19, year/100, year%100
	d, e := b/4, b%4
	f := (b + 8) / 25
	g := (b - f + 1) / 3
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return time.Date(year, time.Month(n/31), n%31+1, 0, 0, 0, 0, time.UTC)
}
