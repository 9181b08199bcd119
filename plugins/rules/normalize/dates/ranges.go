package dates

// A stretch of time has a beginning and an end, or only one of them.
type stretch struct {
	from, to meaning // without readings where open
	next     int
}

// ranges reads 3 to 5 March 2023, from May to June, between 2019 and 2021.
func (p *parser) ranges(pos int) []stretch {
	var out []stretch
	starts := p.skip(pos, "from")
	for _, at := range starts {
		out = append(out, p.rangeFrom(at, "to")...)
	}
	for _, b := range p.find(pos, "between") {
		for _, at := range p.skip(b.next, "the", "at") {
			out = append(out, p.rangeFrom(at, "and")...)
		}
	}
	return append(out, p.daysOfMonth(pos)...)
}

// rangeFrom reads a range whose ends are joined by phrases of a class, or by a
// dash.
func (p *parser) rangeFrom(pos int, class string) []stretch {
	var out []stretch
	for _, from := range p.beginning(pos) {
		for _, at := range p.joints(from.next, class) {
			for _, to := range p.dateTime(at) {
				if f, t, ok := p.complete(from, to); ok {
					out = append(out, stretch{f, t, to.next})
				}
			}
		}
	}
	return out
}

// joints are the positions behind what joins the ends of a range.
func (p *parser) joints(pos int, class string) []int {
	var out []int
	for _, m := range p.find(pos, class) {
		out = append(out, p.skip(m.next, "the", "at")...)
	}
	slash := p.is(pos, "/") && pos+1 < len(p.tokens) && (p.tokens[pos+1].kind == wordToken || len(p.tokens[pos+1].text) == 4)
	if p.is(pos, "–") || p.is(pos, "-") || slash {
		out = append(out, p.skip(pos+1, "the")...)
	}
	return out
}

// beginning reads the first end of a range. Its month, year or date may be
// written at the other end only: then it is a number.
func (p *parser) beginning(pos int) []hit {
	out := p.dateTime(pos)
	for _, at := range p.skip(pos, "the", "at") {
		for _, c := range p.number(at) {
			if c.n >= 1 && c.n <= 31 && c.digits <= 2 {
				out = append(out, hit{sure(moment{grain: bareNumber, day: c.n, index: c.digits}), c.next})
			}
		}
	}
	return out
}

// bareNumber is the grain of a number whose meaning the other end gives.
const bareNumber grain = "number"

// complete gives each end of a range what is written at the other only.
func (p *parser) complete(from, to hit) (f, t meaning, ok bool) {
	if len(from.readings) != len(to.readings) && len(from.readings) > 1 && len(to.readings) > 1 {
		return f, t, false
	}
	from.meaning, to.meaning = sameOrder(from.meaning, to.meaning)
	f, t = meaning{preference: from.preference}, meaning{preference: to.preference}
	for i := range max(len(from.readings), len(to.readings)) {
		a, b := from.readings[min(i, len(from.readings)-1)], to.readings[min(i, len(to.readings)-1)]
		if a, b, ok = p.share(a, b); !ok {
			return f, t, false
		}
		f.readings, t.readings = append(f.readings, a), append(t.readings, b)
	}
	return f, t, true
}

// sameOrder takes the order of a date of numbers that has only one for the other
// end of its range as well: 24.12.2023 to 06.01.2024.
func sameOrder(a, b meaning) (meaning, meaning) {
	if len(a.readings) == 1 && len(b.readings) > 1 {
		b, _ = b.keep(func(m *moment) bool { return m.order == a.readings[0].order })
	} else if len(b.readings) == 1 && len(a.readings) > 1 {
		a, _ = a.keep(func(m *moment) bool { return m.order == b.readings[0].order })
	}
	return a, b
}

// share gives two ends what only one of them says.
func (p *parser) share(a, b moment) (moment, moment, bool) {
	if a.grain == bareNumber {
		return p.shareNumber(a, b)
	}
	switch {
	case a.hasTime && b.hasTime:
		return shareDate(a, b)
	case a.unresolved != "" || b.unresolved != "":
		return a, b, a.hasTime == b.hasTime
	case a.hasTime != b.hasTime, (a.day > 0) != (b.day > 0), (a.weekday > 0) != (b.weekday > 0):
		return a, b, false
	}
	if a.day > 0 && a.month == 0 && b.month > 0 {
		a.month = b.month
	}
	if a.month > 0 && b.day > 0 && b.month == 0 {
		b.month = a.month
	}
	switch {
	case b.hasYear && !a.hasYear && a.weekday == 0:
		a.hasYear, a.year, a.assumed = true, b.year, b.assumed
		if a.String() > b.String() {
			a.year-- // December to February 2024
		}
	case a.hasYear && !b.hasYear && b.weekday == 0:
		b.hasYear, b.year, b.assumed = true, a.year, a.assumed
		if a.String() > b.String() {
			b.year++
		}
	}
	return p.ordered2(a, b)
}

// ordered2 refuses ends in the wrong order and days that do not exist.
func (p *parser) ordered2(a, b moment) (moment, moment, bool) {
	for _, m := range []moment{a, b} {
		if m.day == 0 || m.month == 0 {
			continue
		}
		if _, ok := p.build(m); !ok {
			return a, b, false
		}
	}
	if a.hasYear && b.hasYear && a.year > 0 && a.String() > b.String() {
		p.refuse("the range ends before it begins")
		return a, b, false
	}
	return a, b, true
}

// shareNumber makes a day, a year or an hour of a number.
func (p *parser) shareNumber(a, b moment) (moment, moment, bool) {
	n := a.day
	switch {
	case b.hasTime && b.minute < 0:
		c := b
		c.hour = n
		switch {
		case n > 12 || b.day > 0:
			return a, b, false
		case b.hour > 12 && n+12 < b.hour:
			c.hour = n + 12 // 3-5 pm
		case n > b.hour:
			return a, b, false
		}
		return c, b, true
	case b.hasTime || b.unresolved != "":
		return a, b, false
	case b.day > n && b.grain == day:
		c := b
		c.day = n
		return p.ordered2(c, b)
	}
	return a, b, false
}

// shareDate gives both times the date of one.
func shareDate(a, b moment) (moment, moment, bool) {
	if b.day == 0 && b.weekday == 0 {
		clock := b.clock
		g := b.grain
		b = a
		b.clock, b.grain = clock, g
	}
	if a.zone == "" {
		a.zone = b.zone
	}
	return a, b, true
}

// daysOfMonth reads March 3–5, 2023.
func (p *parser) daysOfMonth(pos int) []stretch {
	var out []stretch
	for _, m := range p.find(pos, "month") {
		for _, c := range p.number(m.next) {
			if c.digits > 2 || c.digits == 0 && !c.ordinal || c.n < 1 || c.n > 31 {
				continue
			}
			for _, at := range p.joints(c.next, "to") {
				for _, d := range p.number(at) {
					if d.digits > 2 || d.n <= c.n || d.digits == 0 && !d.ordinal {
						continue
					}
					for _, to := range p.withYear(moment{month: m.number(), day: d.n}, d.next, p.is(d.next, ",")) {
						from := to.readings[0]
						from.day = c.n
						out = append(out, stretch{sure(from), to.meaning, to.next})
					}
				}
			}
		}
	}
	return out
}

// open reads since 2019, until March 2023, before and after a date.
func (p *parser) open(pos int) []stretch {
	var out []stretch
	for _, class := range []struct {
		name  string
		since bool
	}{{"since", true}, {"after", true}, {"until", false}, {"before", false}} {
		for _, m := range p.find(pos, class.name) {
			for _, at := range p.skip(m.next, "the", "on", "at") {
				for _, h := range p.dateTime(at) {
					s := stretch{from: h.meaning, next: h.next}
					if !class.since {
						s = stretch{to: h.meaning, next: h.next}
					}
					out = append(out, s)
				}
			}
		}
	}
	for _, h := range p.dateTime(pos) { // March 2023 onwards
		for _, m := range p.find(h.next, "onward") {
			out = append(out, stretch{from: h.meaning, next: m.next})
		}
	}
	return out
}

// spans reads the last 3 days and the next two weeks: a duration that ends or
// begins at the reference.
func (p *parser) spans(pos int) []span {
	var out []span
	for _, start := range p.skip(pos, "on", "the") {
		for _, r := range p.relation(start) {
			for _, a := range p.amounts(r.next) {
				if r.by != 0 && a.n > 1 {
					out = append(out, span{a, r.by > 0, a.next})
				}
			}
		}
		if p.language == "en" || p.language == "de" {
			continue
		}
		for _, a := range p.amounts(start) { // les trois derniers jours
			for _, r := range p.relation(a.next) {
				if r.by != 0 && a.n > 1 {
					out = append(out, span{a, r.by > 0, r.next})
				}
			}
		}
		for _, c := range p.number(start) {
			for _, r := range p.relation(c.next) {
				for _, u := range p.find(r.next, "unit") {
					if r.by != 0 && c.n > 1 && !c.ordinal {
						out = append(out, span{amount{c.n, grain(u.arg), u.next}, r.by > 0, u.next})
					}
				}
			}
		}
	}
	return out
}

// A span is a duration before or after the reference.
type span struct {
	amount
	ahead bool
	next  int
}
