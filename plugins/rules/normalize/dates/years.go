package dates

// A yearHit is a year among the tokens.
type yearHit struct {
	year       int
	assumed    bool // its century was not written
	unresolved string
	next       int
}

// years reads a year at pos: four digits, words, '99, 44 BC, "next year". With
// short, two digits will do.
func (p *parser) years(pos int, short bool) []yearHit {
	var out []yearHit
	for _, at := range p.skip(pos, "year") {
		out = append(out, p.plainYear(at, short)...)
	}
	for _, r := range p.relativeUnits(pos, year) {
		for _, m := range r.readings {
			out = append(out, yearHit{year: m.year, unresolved: m.unresolved, next: r.next})
		}
	}
	return out
}

func (p *parser) plainYear(pos int, short bool) []yearHit {
	var out []yearHit
	if p.is(pos, "'") && pos+1 < len(p.tokens) && p.tokens[pos+1].glued {
		for _, c := range p.number(pos + 1) {
			if c.digits == 2 && !c.ordinal {
				out = append(out, yearHit{year: p.century(c.n), assumed: true, next: c.next})
			}
		}
		return out
	}
	for _, c := range p.number(pos) {
		if c.ordinal {
			continue
		}
		out = append(out, p.era(c)...)
		switch {
		case c.digits == 4:
			out = append(out, yearHit{year: c.n, next: c.next})
		case c.digits == 2 && short:
			out = append(out, yearHit{year: p.century(c.n), assumed: true, next: c.next})
		case c.digits == 0 && c.n >= 1000 && c.n < 3000:
			out = append(out, yearHit{year: c.n, next: c.next})
		}
	}
	words, ends := p.words(pos)
	if w, ok := p.numbers.Year(words); ok && w.Value >= 1000 && w.Value < 3000 {
		out = append(out, yearHit{year: int(w.Value), next: ends[w.Used-1]})
	}
	return out
}

// era reads BC or AD behind a year. The year 1 BC is 0 in ISO 8601.
func (p *parser) era(c count) []yearHit {
	var out []yearHit
	for _, m := range p.find(c.next, "bc") {
		out = append(out, yearHit{year: 1 - c.n, next: m.next})
	}
	for _, m := range p.find(c.next, "ad") {
		out = append(out, yearHit{year: c.n, next: m.next})
	}
	return out
}

// century completes a year of two digits: to the one nearest to the reference,
// from 80 years before to 19 after it, or else to 1969 to 2068 as POSIX does.
func (p *parser) century(n int) int {
	last := 2068
	if ref := p.context.Reference; !ref.IsZero() {
		last = ref.Year() + 19
	}
	y := last - last%100 + n
	if y > last {
		y -= 100
	}
	return y
}

// in sets the year of a moment.
func (y yearHit) in(m moment) moment {
	m.hasYear, m.year, m.assumed = true, y.year, m.assumed || y.assumed
	if y.unresolved != "" {
		m.unresolved = y.unresolved
	}
	return m
}

// build makes a day and refuses what the calendar does not have.
func (p *parser) build(m moment) (moment, bool) {
	m.grain = day
	if m.unresolved != "" {
		return m, true
	}
	if reason := impossible(m.year, m.month, m.day, m.hasYear); reason != "" {
		p.refuse(reason)
		return m, false
	}
	return m, true
}
