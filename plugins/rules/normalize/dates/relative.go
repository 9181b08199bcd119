package dates

import "time"

// noReference is what a relative date without a reference needs.
const noReference = "needs a reference date"

// today returns the day of the reference.
func (p *parser) today() (time.Time, bool) {
	r := p.context.Reference
	return time.Date(r.Year(), r.Month(), r.Day(), 0, 0, 0, 0, time.UTC), !r.IsZero()
}

// deictic reads yesterday, übermorgen, ce soir, and now.
func (p *parser) deictic(pos int) []hit {
	var out []hit
	for _, d := range p.find(pos, "deictic") {
		m := p.dayFromToday(d.number())
		out = append(out, hit{sure(m), d.next})
		for _, part := range p.find(d.next, "part") { // yesterday morning
			m.part = part.arg
			out = append([]hit{{sure(m), part.next}}, out...)
		}
	}
	for _, t := range p.find(pos, "tonight") {
		m := p.dayFromToday(0)
		m.part = "evening"
		out = append(out, hit{sure(m), t.next})
	}
	for _, this := range p.find(pos, "this") { // this morning
		for _, part := range p.find(this.next, "part") {
			m := p.dayFromToday(0)
			m.part = part.arg
			out = append(out, hit{sure(m), part.next})
		}
	}
	for _, n := range p.find(pos, "now") {
		out = append(out, hit{sure(p.fromNow(0, second)), n.next})
	}
	return out
}

// dayFromToday is so many days after the reference.
func (p *parser) dayFromToday(days int) moment {
	today, ok := p.today()
	if !ok {
		return moment{grain: day, unresolved: noReference}
	}
	return onDay(today.AddDate(0, 0, days))
}

// relation returns what this, next, last and their like say: how many units to
// move from the current one. A word may have two senses; see [parser.weekdays].
func (p *parser) relation(pos int) []relation {
	var out []relation
	for _, class := range []struct {
		name  string
		by    int
		sense sense
	}{
		{"this", 0, near}, {"next", 1, either}, {"coming", 1, near}, {"last", -1, either}, {"previous", -1, far}, {"following", 1, far},
	} {
		for _, m := range p.find(pos, class.name) {
			out = append(out, relation{class.by, class.sense, m.next})
		}
	}
	return out
}

type relation struct {
	by    int
	sense sense
	next  int
}

// A sense says which weekday "next Friday" is: the nearest, or that of the next
// week, or perhaps either.
type sense uint8

const (
	near sense = iota
	far
	either
)

// A related is something with a relation to now; the relation's next is behind
// both.
type related struct {
	match
	relation
}

// related finds a relation before or behind what find finds at a position.
func (p *parser) related(pos int, find func(int) []match) []related {
	var out []related
	for _, at := range p.skip(pos, "the") {
		for _, r := range p.relation(at) {
			for _, m := range find(r.next) {
				out = append(out, related{m, relation{r.by, r.sense, m.next}})
			}
		}
		if p.language == "en" || p.language == "de" {
			continue // next Friday, but vendredi prochain
		}
		for _, m := range find(at) {
			for _, r := range p.relation(m.next) {
				out = append(out, related{m, r})
			}
		}
	}
	return out
}

// relativeUnits reads this week, next month, last year, fin de semana próximo.
// g is the grain to read, or "" for any.
func (p *parser) relativeUnits(pos int, g grain) []hit {
	var out []hit
	for _, r := range p.related(pos, func(at int) []match { return p.find(at, "unit") }) {
		if g != "" && grain(r.arg) != g {
			continue
		}
		if m, ok := p.unitFromNow(grain(r.arg), r.by); ok {
			out = append(out, hit{sure(m), r.relation.next})
		}
	}
	return out
}

// unitFromNow is the current unit, moved by so many.
func (p *parser) unitFromNow(g grain, by int) (moment, bool) {
	switch g {
	case week, month, quarter, year, weekend, decade, century:
	default:
		return moment{}, false // "next day" hangs on what was said before
	}
	today, ok := p.today()
	if !ok {
		return moment{grain: g, unresolved: noReference}, true
	}
	m := moment{grain: g, hasYear: true}
	switch g {
	case week, weekend:
		m.year, m.week = today.AddDate(0, 0, 7*by).ISOWeek()
	case month:
		t := addMonths(today, by)
		m.year, m.month = t.Year(), int(t.Month())
	case quarter:
		t := addMonths(today, 3*by)
		m.year, m.index = t.Year(), (int(t.Month())+2)/3
	case year:
		m.year = today.Year() + by
	case decade:
		m.year = today.Year()/10*10 + 10*by
	case century:
		m.year = today.Year()/100*100 + 100*by
	}
	return m, true
}

// weekdays reads next Friday, vendredi prochain, and Friday alone.
func (p *parser) weekdays(pos int) []hit {
	var out []hit
	for _, r := range p.related(pos, func(at int) []match { return p.find(at, "weekday") }) {
		out = append(out, hit{p.weekdayFromNow(r.match.number(), r.relation), r.relation.next})
	}
	for _, at := range p.skip(pos, "on", "the") {
		for _, w := range p.find(at, "weekday") {
			m := moment{grain: day, weekday: w.number()}
			out = append(out, hit{sure(m), w.next})
			for _, part := range p.find(w.next, "part") { // Friday night
				m.part = part.arg
				out = append(out, hit{sure(m), part.next})
			}
		}
	}
	return out
}

// weekdayFromNow lists the days that next, last and this can mean: on a
// Wednesday next Friday is in two days to some and in nine to others.
func (p *parser) weekdayFromNow(weekday int, r relation) meaning {
	today, ok := p.today()
	if !ok {
		return sure(moment{grain: day, unresolved: noReference})
	}
	ahead := (weekday - isoWeekday(today) + 7) % 7
	ofThisWeek := today.AddDate(0, 0, weekday-isoWeekday(today))
	var days []time.Time
	switch {
	case r.by == 0:
		days = []time.Time{ofThisWeek}
		if ofThisWeek.Before(today) {
			days = append(days, today.AddDate(0, 0, ahead))
		}
	case r.by > 0:
		if ahead == 0 {
			ahead = 7
		}
		days = r.sense.choose(today.AddDate(0, 0, ahead), ofThisWeek.AddDate(0, 0, 7))
	default:
		days = r.sense.choose(today.AddDate(0, 0, ahead-7), ofThisWeek.AddDate(0, 0, -7))
	}
	var m meaning
	for _, d := range days {
		m.readings = append(m.readings, onDay(d))
	}
	m.readings = unique(m.readings)
	return m
}

// choose returns the nearer or the further of two times, or both.
func (s sense) choose(nearer, further time.Time) []time.Time {
	switch s {
	case near:
		return []time.Time{nearer}
	case far:
		return []time.Time{further}
	}
	return []time.Time{nearer, further}
}

// weekdayOfWeek reads Tuesday of next week and nächste Woche Dienstag.
func (p *parser) weekdayOfWeek(pos int) []hit {
	var out []hit
	take := func(h hit, weekday, next int) {
		m := h.readings[0]
		if m.unresolved == "" {
			m = onDay(monday(m.year, m.week).AddDate(0, 0, weekday-1))
		}
		m.grain = day
		out = append(out, hit{sure(m), next})
	}
	for _, h := range p.relativeUnits(pos, week) {
		for _, at := range p.skip(h.next, "on") {
			for _, w := range p.find(at, "weekday") {
				take(h, w.number(), w.next)
			}
		}
	}
	for _, w := range p.find(pos, "weekday") {
		for _, at := range p.skip(w.next, "of") {
			for _, h := range p.relativeUnits(at, week) {
				take(h, w.number(), h.next)
			}
		}
	}
	return out
}

// relativeMonths reads next March and el próximo verano. Next March can be of
// this year or of the next.
func (p *parser) relativeMonths(pos int) []hit {
	var out []hit
	for _, class := range []grain{month, season} {
		for _, r := range p.related(pos, func(at int) []match { return p.find(at, string(class)) }) {
			n := r.match.number()
			m := moment{grain: class, month: n}
			if class == season {
				m, n = moment{grain: class, index: n}, 3*n
			}
			out = append(out, hit{p.yearFromNow(m, n, r.relation), r.relation.next})
		}
	}
	return out
}

// yearFromNow finds the years that a relation to a month can mean, or to the
// season that begins in it.
func (p *parser) yearFromNow(m moment, n int, r relation) meaning {
	today, ok := p.today()
	if !ok {
		m.unresolved = noReference
		return sure(m)
	}
	current := int(today.Month())
	nearer := today.Year()
	if r.by > 0 && n <= current {
		nearer++
	}
	if r.by < 0 && n >= current {
		nearer--
	}
	years := []int{nearer}
	if r.sense == either && nearer == today.Year() {
		years = append(years, nearer+r.by)
	}
	if r.sense == far {
		years = []int{today.Year() + r.by}
	}
	var out meaning
	for _, y := range years {
		out.readings = append(out.readings, yearHit{year: y}.in(m))
	}
	return out
}
