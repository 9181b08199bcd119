package dates

// The dates in this file are written with the name of the month.

// dayMonthYear reads 15 March 2023, the 15th day of March, 2023, 15. März 2023.
func (p *parser) dayMonthYear(pos int) []hit {
	var out []hit
	days := p.number(pos)
	for _, m := range p.find(pos, "this") { // this 15th day of March
		days = append(days, p.number(m.next)...)
	}
	for _, c := range days {
		if c.digits > 2 || c.n > 99 {
			continue
		}
		for _, at := range p.skip(c.next, "of", "of month", "-", "dayword") {
			out = append(out, p.withMonth(c, at)...)
		}
	}
	return out
}

// withMonth goes on from a day to its month and year.
func (p *parser) withMonth(c count, pos int) []hit {
	var out []hit
	if p.is(pos, "-") || p.is(pos, "/") || p.is(pos, ".") {
		pos++ // 15-Mar-2023
	}
	for _, m := range p.find(pos, "month") {
		d := moment{month: m.number(), day: c.n}
		out = append(out, p.withYear(d, m.next, true)...)
	}
	for _, r := range p.relativeUnits(pos, month) { // the 15th of next month
		for _, base := range r.readings {
			base.day = c.n
			if d, ok := p.build(base); ok {
				out = append(out, hit{sure(d), r.next})
			}
		}
	}
	return out
}

// withYear goes on from a day and month to their year, which may be missing.
func (p *parser) withYear(d moment, pos int, short bool) []hit {
	var out []hit
	for _, at := range p.yearStarts(pos) {
		for _, y := range p.years(at, short && at <= pos+1) {
			if d, ok := p.build(y.in(d)); ok {
				out = append(out, hit{sure(d), y.next})
			}
		}
	}
	if d, ok := p.build(d); ok {
		out = append(out, hit{sure(d), pos})
	}
	return out
}

// yearStarts are the positions where a year can begin behind a month.
func (p *parser) yearStarts(pos int) []int {
	out := p.skip(pos, "of", ",", "on")
	if p.is(pos, "-") || p.is(pos, "/") {
		out = append(out, pos+1)
	}
	return out
}

// monthDayYear reads March 15, 2023 and March the 15th.
func (p *parser) monthDayYear(pos int) []hit {
	var out []hit
	for _, m := range p.find(pos, "month") {
		for _, at := range p.skip(m.next, "the") {
			if p.is(at, "-") {
				continue // see monthNumber
			}
			for _, c := range p.number(at) {
				if c.digits > 2 || c.digits == 0 && !c.ordinal || (c.n > 31 || c.n == 0) && !p.is(c.next, ",") {
					continue
				}
				d := moment{month: m.number(), day: c.n}
				out = append(out, p.withYear(d, c.next, p.is(c.next, ","))...)
			}
		}
	}
	return out
}

// yearMonthDay reads 2023 March 15 and 2023, March.
func (p *parser) yearMonthDay(pos int) []hit {
	var out []hit
	for _, y := range p.plainYear(pos, false) {
		for _, at := range p.skip(y.next, ",") {
			if p.is(at, "-") {
				at++
			}
			for _, m := range p.find(at, "month") {
				out = append(out, hit{sure(y.in(moment{grain: month, month: m.number()})), m.next})
				next := m.next
				if p.is(next, "-") {
					next++
				}
				for _, c := range p.number(next) {
					if d, ok := p.build(y.in(moment{month: m.number(), day: c.n})); ok && c.digits <= 2 {
						out = append(out, hit{sure(d), c.next})
					}
				}
			}
		}
	}
	return out
}

// monthYear reads March 2023, March of last year, and March alone.
func (p *parser) monthYear(pos int) []hit {
	var out []hit
	for _, m := range p.find(pos, "month") {
		base := moment{grain: month, month: m.number()}
		for _, at := range p.yearStarts(m.next) {
			for _, y := range p.years(at, false) {
				out = append(out, hit{sure(y.in(base)), y.next})
			}
		}
		out = append(out, p.monthNumber(base, m.next)...)
		out = append(out, hit{sure(base), m.next})
	}
	return out
}

// monthNumber reads Mar-05, which can be a day or a year.
func (p *parser) monthNumber(base moment, pos int) []hit {
	if !p.is(pos, "-") && !p.is(pos, "/") {
		return nil
	}
	var out []hit
	for _, c := range p.number(pos + 1) {
		if c.digits != 2 || c.ordinal {
			continue
		}
		y := yearHit{year: p.century(c.n), assumed: true}
		readings := []moment{y.in(base)}
		if impossible(0, base.month, c.n, false) == "" {
			d := moment{grain: day, month: base.month, day: c.n}
			readings = []moment{d, y.in(base)}
		}
		out = append(out, hit{meaning{readings: readings}, c.next})
	}
	return out
}

// dayOnly reads the 15th, and the fifteenth where such words are used of days.
func (p *parser) dayOnly(pos int) []hit {
	var out []hit
	for _, c := range p.number(pos) {
		if c.digits > 0 && c.digits < 3 && !c.ordinal && p.behind(pos, "dayprefix") {
			c.ordinal = true
		}
		if c.digits == 0 && (pos == 0 || p.language == "es" || p.language == "pt") {
			continue
		}
		if c.ordinal && c.n >= 1 && c.n <= 31 {
			out = append(out, hit{sure(moment{grain: day, day: c.n}), c.next})
		}
	}
	return out
}

// behind reports whether a phrase of a class ends at pos.
func (p *parser) behind(pos int, class string) bool {
	for at := max(0, pos-maxPhrase); at < pos; at++ {
		for _, m := range p.find(at, class) {
			if m.next == pos {
				return true
			}
		}
	}
	return false
}

// yearOnly reads 2023, the year 2023, 44 BC.
func (p *parser) yearOnly(pos int) []hit {
	var out []hit
	for _, at := range p.skip(pos, "year") {
		for _, y := range p.plainYear(at, false) {
			out = append(out, hit{sure(y.in(moment{grain: year})), y.next})
		}
	}
	return out
}

// nthWeekday reads the first Monday of March 2023, the last Friday in May and
// the last day of February 2024.
func (p *parser) nthWeekday(pos int) []hit {
	var out []hit
	for _, n := range p.nth(pos) {
		for _, w := range p.find(n.next, "weekday") {
			out = append(out, p.inMonth(w.next, func(m moment) (moment, bool) { return p.nthIn(m, n.n, w.number()) })...)
		}
	}
	for _, at := range p.skip(pos, "the") {
		for _, l := range p.find(at, "lastday") {
			out = append(out, p.inMonth(l.next, func(m moment) (moment, bool) {
				if !m.hasYear && m.month == 2 {
					return m, false
				}
				m.day = daysIn(m.year, m.month, m.hasYear)
				return p.build(m)
			})...)
		}
	}
	return out
}

// nth reads an ordinal, or "last", which is -1.
func (p *parser) nth(pos int) []count {
	var out []count
	for _, at := range p.skip(pos, "the") {
		for _, c := range p.number(at) {
			if c.ordinal && c.n >= 1 && c.n <= 5 {
				out = append(out, c)
			}
		}
		for _, m := range p.find(at, "last") {
			out = append(out, count{n: -1, next: m.next})
		}
	}
	return out
}

// inMonth goes on to a month, which change makes a day of.
func (p *parser) inMonth(pos int, change func(moment) (moment, bool)) []hit {
	var out []hit
	for _, at := range p.skip(pos, "of", "on") {
		for _, h := range append(p.monthYear(at), p.relativeUnits(at, month)...) {
			if at == pos || len(h.readings) != 1 {
				continue
			}
			if m, ok := change(h.readings[0]); ok {
				out = append(out, hit{sure(m), h.next})
			}
		}
	}
	return out
}

// nthIn finds the n-th weekday of a month, the last one where n is -1.
func (p *parser) nthIn(m moment, n, weekday int) (moment, bool) {
	if m.unresolved != "" {
		m.grain = day
		return m, true
	}
	if !m.hasYear {
		m.grain, m.unresolved = day, "needs a year"
		return m, true
	}
	m.day = 1
	first, _ := m.date()
	m.day += (weekday - isoWeekday(first) + 7) % 7
	if n > 0 {
		m.day += 7 * (n - 1)
		return p.build(m)
	}
	m.day += (daysIn(m.year, m.month, true) - m.day) / 7 * 7
	return p.build(m)
}
