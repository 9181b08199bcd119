package dates

// calendarDate reads a date of any kind, with its weekday before or behind it.
func (p *parser) calendarDate(pos int) []hit {
	var out []hit
	starts := p.skip(pos, "on", "the", "of")
	for _, start := range starts {
		for _, w := range p.find(start, "weekday") {
			out = append(out, p.namedDate(w)...)
		}
	}
	for _, at := range starts {
		for _, h := range p.plainDate(at) {
			out = append(out, p.weekdayBehind(h)...)
			out = append(out, h)
		}
	}
	for _, at := range starts {
		out = append(out, p.weekdays(at)...)
	}
	for _, at := range starts {
		out = append(out, p.dayOnly(at)...)
	}
	return out
}

// namedDate reads the date behind its weekday.
func (p *parser) namedDate(w match) []hit {
	var out []hit
	for _, at := range p.skip(w.next, ",", "on", "the") {
		for _, h := range append(p.plainDate(at), p.dayOnly(at)...) {
			if named, ok := onWeekday(h, w.number()); ok {
				out = append(out, named)
			}
		}
	}
	return out
}

// plainDate reads a date without its weekday.
func (p *parser) plainDate(pos int) []hit {
	var out []hit
	for _, rule := range []func(int) []hit{
		p.numericDate, p.dayMonthYear, p.monthDayYear, p.yearMonthDay, p.nthWeekday, p.holidays,
		p.deictic, p.shifts, p.weekdayOfWeek, p.relativeMonths, p.monthYear, p.periods, p.anyUnit, p.yearOnly,
	} {
		out = append(out, rule(pos)...)
	}
	return out
}

func (p *parser) anyUnit(pos int) []hit { return p.relativeUnits(pos, "") }

// weekdayBehind reads the weekday behind a date: 15 March 2023 (Wednesday).
func (p *parser) weekdayBehind(h hit) []hit {
	at := h.next
	open := p.is(at, "(")
	if open || p.is(at, ",") {
		at++
	}
	var out []hit
	for _, w := range p.find(at, "weekday") {
		next := w.next
		if open {
			if !p.is(next, ")") {
				continue
			}
			next++
		}
		if named, ok := onWeekday(hit{h.meaning, next}, w.number()); ok {
			out = append(out, named)
		}
	}
	return out
}

// onWeekday keeps the readings that fall on a weekday. Where none does, the
// expression contradicts itself, and the value says so.
func onWeekday(h hit, weekday int) (hit, bool) {
	for _, m := range h.readings {
		if m.day == 0 && m.unresolved == "" || m.hasTime {
			return h, false
		}
	}
	kept, ok := h.keep(func(m *moment) bool {
		t, full := m.date()
		return !full || isoWeekday(t) == weekday
	})
	h.meaning = kept
	if !ok {
		h.meaning = h.each(func(m *moment) {
			t, _ := m.date()
			m.conflict = "it is a " + t.Weekday().String()
		})
	}
	return h, true
}

// stretched reads a date behind "early", "mid" or "the end of".
func (p *parser) stretched(pos int) []hit {
	var out []hit
	for _, s := range []struct{ class, name string }{{"early", "start"}, {"middle", "middle"}, {"late", "end"}} {
		for _, at := range p.skip(pos, "on", "the", "of") {
			for _, m := range p.find(at, s.class) {
				next := m.next
				if p.is(next, "-") {
					next++ // mid-March
				}
				for _, from := range p.skip(next, "of", "the", "year") {
					for _, h := range p.plainDate(from) {
						if g := h.readings[0].grain; g == day || h.readings[0].hasTime {
							continue
						}
						h.meaning = h.each(func(m *moment) { m.stretch = s.name })
						out = append(out, h)
					}
				}
			}
		}
	}
	return out
}

// dateTime reads a date, a time, or both in either order, perhaps behind
// "about".
func (p *parser) dateTime(pos int) []hit {
	var out []hit
	for _, a := range p.find(pos, "approx") {
		for _, h := range p.exactly(a.next) {
			h.meaning = h.each(func(m *moment) { m.approx = true })
			out = append(out, h)
		}
	}
	return append(p.exactly(pos), out...)
}

func (p *parser) exactly(pos int) []hit {
	var out []hit
	for _, d := range append(p.calendarDate(pos), p.stretched(pos)...) {
		out = append(out, p.timeBehind(d)...)
		out = append(out, d)
	}
	for _, start := range p.skip(pos, "at") {
		for _, c := range p.clocksAt(start, start > pos) {
			out = append(out, p.dateBehind(c)...)
			out = append(out, hit{c.meaning(), c.next})
		}
	}
	return out
}

// timeBehind goes on from a date to its time.
func (p *parser) timeBehind(d hit) []hit {
	if d.readings[0].grain != day {
		return nil
	}
	var out []hit
	for _, m := range p.find(d.next, "part") { // le 3 avril au matin
		out = append(out, hit{d.each(func(r *moment) { r.part = m.arg }), m.next})
	}
	for _, at := range p.skip(d.next, ",", "at") {
		start := at
		if p.is(at, "-") && !p.tokens[at].glued {
			start++
		}
		for _, c := range p.clocksAt(start, start > d.next && !p.is(start-1, ",")) {
			joined := hit{p.join(d.meaning, c), c.next}
			out = append(out, p.yearBehind(joined)...)
			out = append(out, joined)
		}
	}
	return out
}

// yearBehind reads the year behind the time, as programs for Unix write it: Wed
// Aug 05 12:00:00 2015.
func (p *parser) yearBehind(h hit) []hit {
	if m := h.readings[0]; m.hasYear || m.month == 0 || m.unresolved != "" {
		return nil
	}
	var out []hit
	for _, at := range p.skip(h.next, ",") {
		for _, y := range p.plainYear(at, false) {
			full := hit{h.each(func(m *moment) { *m = y.in(*m) }), y.next}
			if reason := impossible(y.year, full.readings[0].month, full.readings[0].day, true); reason != "" {
				p.refuse(reason)
				continue
			}
			out = append(out, full)
		}
	}
	return out
}

// dateBehind goes on from a time to its date.
func (p *parser) dateBehind(c clockHit) []hit {
	var out []hit
	for _, at := range p.skip(c.next, ",", "on", "of") {
		for _, d := range p.calendarDate(at) {
			if d.readings[0].grain == day {
				out = append(out, hit{p.join(d.meaning, c), d.next})
			}
		}
	}
	return out
}

// join puts a time on a date.
func (p *parser) join(d meaning, c clockHit) meaning {
	clocks := c.clocks
	if part := d.readings[0].part; part != "" {
		clocks = inPart(clocks, part)
	}
	return combine(d, (clockHit{clocks: clocks}).meaning(), func(date, t moment) moment {
		date.clock, date.grain = t.clock, t.grain
		return date
	})
}

func (c clockHit) meaning() meaning {
	var m meaning
	for _, t := range c.clocks {
		m.readings = append(m.readings, moment{grain: t.timeGrain(), clock: t})
	}
	return m
}
