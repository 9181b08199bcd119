package dates

import "time"

// An amount is so many units.
type amount struct {
	n    int
	unit grain
	next int
}

// amounts reads 3 days, a week, half a year, zwei Wochen.
func (p *parser) amounts(pos int) []amount {
	var out []amount
	take := func(n, at int) {
		for _, h := range p.find(at, "halfof") { // vor einem halben Jahr
			out = append(out, halves(0, p.find(h.next, "unit"))...)
		}
		for _, u := range p.find(at, "unit") {
			for _, h := range p.find(u.next, "andhalf") { // un an et demi
				out = append(out, halves(n, []match{{u.arg, h.next}})...)
			}
			out = append(out, amount{n, grain(u.arg), u.next})
		}
	}
	for _, h := range p.find(pos, "onehalf") { // anderthalb Jahre
		out = append(out, halves(1, p.find(h.next, "unit"))...)
	}
	for _, h := range p.find(pos, "halfof") { // medio año
		out = append(out, halves(0, p.find(h.next, "unit"))...)
	}
	for _, c := range p.number(pos) {
		if !c.ordinal {
			take(c.n, c.next)
		}
	}
	if p.language == "en" && pos < len(p.tokens) {
		switch p.tokens[pos].text {
		case "a", "an":
			take(1, pos+1)
		case "half":
			if pos+1 < len(p.tokens) && (p.tokens[pos+1].text == "a" || p.tokens[pos+1].text == "an") {
				out = append(out, halves(0, p.find(pos+2, "unit"))...)
			}
		}
	}
	return out
}

// halves turns n and a half years into months, and the like. Half a month is so
// many days that nobody can say.
func halves(n int, units []match) []amount {
	var out []amount
	for _, u := range units {
		switch grain(u.arg) {
		case year:
			out = append(out, amount{12*n + 6, month, u.next})
		case day:
			out = append(out, amount{24*n + 12, hour, u.next})
		case hour:
			out = append(out, amount{60*n + 30, minute, u.next})
		case minute:
			out = append(out, amount{60*n + 30, second, u.next})
		}
	}
	return out
}

// shifts reads 3 days ago, vor zwei Wochen, in a month, dans trois jours, and
// the past two weeks.
func (p *parser) shifts(pos int) []hit {
	var out []hit
	for _, a := range p.amounts(pos) {
		for _, m := range p.find(a.next, "ago") {
			out = append(out, hit{sure(p.fromNow(-a.n, a.unit)), m.next})
		}
		for _, m := range p.find(a.next, "hence") {
			out = append(out, hit{sure(p.fromNow(a.n, a.unit)), m.next})
		}
	}
	for _, m := range p.find(pos, "prefix") {
		for _, a := range p.amounts(m.next) {
			out = append(out, hit{sure(p.fromNow(-a.n, a.unit)), a.next})
		}
	}
	for _, m := range p.find(pos, "within") {
		for _, a := range p.amounts(m.next) {
			next := a.next
			for _, t := range p.find(a.next, "hence") { // in two weeks' time
				next = t.next
			}
			out = append(out, hit{sure(p.fromNow(a.n, a.unit)), next})
		}
	}
	return append(out, p.apart(pos)...)
}

// apart reads two weeks after 15 March 2023.
func (p *parser) apart(pos int) []hit {
	var out []hit
	for _, a := range p.amounts(pos) {
		for _, direction := range []struct {
			class string
			sign  int
		}{{"before", -1}, {"after", 1}, {"from", 1}} {
			for _, m := range p.find(a.next, direction.class) {
				for _, at := range p.skip(m.next, "the", "on") {
					for _, h := range p.calendarDate(at) {
						out = append(out, shiftedHit(h, direction.sign*a.n, a.unit)...)
					}
				}
			}
		}
	}
	return out
}

// shiftedHit moves every reading, where all of them are days.
func shiftedHit(h hit, n int, unit grain) []hit {
	for _, m := range h.readings {
		if _, ok := m.date(); !ok && m.unresolved == "" || unit == hour || unit == minute || unit == second {
			return nil
		}
	}
	h.meaning = h.each(func(m *moment) {
		if t, ok := m.date(); ok {
			*m = onDay(shifted(t, n, unit))
		}
	})
	return []hit{h}
}

// fromNow is the reference moved by so many units. Hours need a reference with
// a time.
func (p *parser) fromNow(n int, unit grain) moment {
	ref := p.context.Reference
	switch {
	case ref.IsZero():
		return moment{grain: unit, unresolved: noReference}
	case unit != hour && unit != minute && unit != second:
		today, _ := p.today()
		m := onDay(shifted(today, n, unit))
		m.grain = unit
		if unit == fortnight {
			m.grain = week
		}
		return m
	case !p.context.ReferenceHasTime:
		return moment{grain: unit, unresolved: "needs a reference time"}
	}
	t := shifted(ref, n, unit)
	m := onDay(t)
	m.grain = unit
	m.clock = clock{hasTime: true, hour: t.Hour(), minute: t.Minute(), second: -1}
	if unit == second {
		m.second = t.Second()
	}
	return m
}

// shifted moves a time by so many units.
func shifted(t time.Time, n int, unit grain) time.Time {
	switch unit {
	case second:
		return t.Add(time.Duration(n) * time.Second)
	case minute:
		return t.Add(time.Duration(n) * time.Minute)
	case hour:
		return t.Add(time.Duration(n) * time.Hour)
	case week, weekend:
		return t.AddDate(0, 0, 7*n)
	case fortnight:
		return t.AddDate(0, 0, 14*n)
	case month:
		return addMonths(t, n)
	case quarter:
		return addMonths(t, 3*n)
	case half:
		return addMonths(t, 6*n)
	case year:
		return addMonths(t, 12*n)
	case decade:
		return addMonths(t, 120*n)
	case century:
		return addMonths(t, 1200*n)
	}
	return t.AddDate(0, 0, n)
}
