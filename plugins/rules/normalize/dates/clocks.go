package dates

// A clockHit is a way to read a time of day. A twelve-hour clock without am or
// pm has two readings.
type clockHit struct {
	clocks []clock
	next   int
}

// clocksAt reads a time of day. bare allows an hour alone, as behind "at".
func (p *parser) clocksAt(pos int, bare bool) []clockHit {
	var found []clockHit
	found = append(found, p.digital(pos)...)
	found = append(found, p.hourMarked(pos)...)
	found = append(found, p.spoken(pos)...)
	found = append(found, p.oClock(pos)...)
	var out []clockHit
	for _, h := range append(found, p.bareHour(pos, bare)...) {
		out = append(out, p.halfOfDay(h)...)
	}
	out = append(out, p.fixedHours(pos)...)
	for i := range out {
		p.zone(&out[i])
	}
	return out
}

func at(h, m int) clock { return clock{hasTime: true, hour: h, minute: m, second: -1} }

// digital reads 10:30, 10:30:15.5 and, before am, pm or an hour mark, 10.30.
func (p *parser) digital(pos int) []clockHit {
	h, next, ok := p.digits(pos, 2)
	if !ok || h > 24 {
		return nil
	}
	colon := p.is(next, ":")
	if !colon && !p.is(next, ".") {
		return nil
	}
	m, next, ok := p.digits(next+1, 2)
	if !ok || m > 59 || len(p.tokens[next-1].text) != 2 || h == 24 && m > 0 {
		return nil
	}
	c := at(h, m)
	if !colon {
		if len(p.find(next, "am")) == 0 && len(p.find(next, "pm")) == 0 {
			var out []clockHit
			for _, mark := range p.find(next, "hourmark") {
				out = append(out, clockHit{[]clock{c}, mark.next})
			}
			return out
		}
		return []clockHit{{[]clock{c}, next}}
	}
	if p.is(next, ":") {
		if s, after, ok := p.digits(next+1, 2); ok && s <= 60 {
			c.second, next = s, after
			if f := p.fraction(next); f != "" {
				c.fraction = f
				next += 2
			}
		}
	}
	out := []clockHit{{[]clock{c}, next}}
	for _, mark := range p.find(next, "hourmark") { // 10:30 Uhr
		out = append([]clockHit{{[]clock{c}, mark.next}}, out...)
	}
	return out
}

// fraction reads the fraction of a second. Behind a comma four digits are rather
// a year.
func (p *parser) fraction(pos int) string {
	comma := p.is(pos, ",")
	if !p.is(pos, ".") && !comma || pos+1 >= len(p.tokens) || !p.tokens[pos+1].glued || p.tokens[pos+1].kind != digitsToken {
		return ""
	}
	if digits := p.tokens[pos+1].text; !comma || len(digits) != 4 {
		return "." + digits
	}
	return ""
}

// digits reads a number of at most so many digits.
func (p *parser) digits(pos, most int) (n, next int, ok bool) {
	if pos >= len(p.tokens) || p.tokens[pos].kind != digitsToken || len(p.tokens[pos].text) > most {
		return 0, 0, false
	}
	for _, d := range p.tokens[pos].text {
		n = n*10 + int(d-'0')
	}
	return n, pos + 1, true
}

// hourMarked reads 15h30, 15 Uhr 30, quinze heures trente, and 1530 hours.
func (p *parser) hourMarked(pos int) []clockHit {
	var out []clockHit
	if n, next, ok := p.digits(pos, 4); ok && len(p.tokens[pos].text) == 4 && n/100 < 24 && n%100 < 60 {
		for _, m := range p.find(next, "hourmark") {
			out = append(out, clockHit{[]clock{at(n/100, n%100)}, m.next})
		}
	}
	for _, c := range p.number(pos) {
		if p.language == "en" && (c.next >= len(p.tokens) || p.tokens[c.next].text != "h" || !p.tokens[c.next].glued) {
			continue // in English 10h11 only
		}
		if c.ordinal || c.n > 24 || c.digits > 2 {
			continue
		}
		for _, m := range p.find(c.next, "hourmark") {
			out = append(out, p.minutesBehind(c.n, m.next)...)
			out = append(out, clockHit{p.hours(c, -1), m.next})
		}
	}
	return out
}

// hours are the readings of an hour: two where it is in words of a twelve-hour
// clock.
func (p *parser) hours(c count, minute int) []clock {
	if c.digits == 0 && c.n >= 1 && c.n <= 12 {
		return twelve(c.n, minute)
	}
	return []clock{at(c.n, minute)}
}

// minutesBehind reads the 30 of 15 Uhr 30.
func (p *parser) minutesBehind(hour, pos int) []clockHit {
	var out []clockHit
	for _, c := range p.number(pos) {
		if c.ordinal || c.n > 59 || c.digits == 1 || hour == 24 {
			continue
		}
		found := clockHit{[]clock{at(hour, c.n)}, c.next}
		for _, m := range p.find(c.next, "minutemark") {
			out = append(out, clockHit{found.clocks, m.next})
		}
		out = append(out, found)
	}
	return out
}

// twelve are the two readings of a twelve-hour clock.
func twelve(h, m int) []clock {
	return []clock{at(h%12, m), at(h%12+12, m)}
}

// oClock reads 3 o'clock and las tres en punto.
func (p *parser) oClock(pos int) []clockHit {
	var out []clockHit
	for _, c := range p.number(pos) {
		for _, m := range p.find(c.next, "clock") {
			if !c.ordinal && c.n >= 1 && c.n <= 12 {
				out = append(out, clockHit{twelve(c.n, -1), m.next})
			} else if !c.ordinal && c.n <= 24 && c.digits != 1 {
				out = append(out, clockHit{[]clock{at(c.n, -1)}, m.next})
			}
		}
	}
	return out
}

// bareHour reads an hour alone where am, pm or a part of the day follows, or
// where bare allows it.
func (p *parser) bareHour(pos int, bare bool) []clockHit {
	var out []clockHit
	for _, c := range p.number(pos) {
		if c.ordinal || c.digits > 2 || c.n > 24 {
			continue
		}
		marked := len(p.find(c.next, "am")) > 0 || len(p.find(c.next, "pm")) > 0 || len(p.find(c.next, "part")) > 0
		if !marked && !bare {
			continue
		}
		if c.n >= 1 && c.n <= 12 {
			out = append(out, clockHit{twelve(c.n, -1), c.next})
		} else {
			out = append(out, clockHit{[]clock{at(c.n, -1)}, c.next})
		}
	}
	return out
}

// fixedHours reads noon and midnight. Behind a date midnight can be its
// beginning or its end; see [parser.join].
func (p *parser) fixedHours(pos int) []clockHit {
	var out []clockHit
	for _, m := range p.find(pos, "noon") {
		out = append(out, clockHit{[]clock{at(12, 0)}, m.next})
	}
	for _, m := range p.find(pos, "midnight") {
		out = append(out, clockHit{[]clock{at(0, 0), at(24, 0)}, m.next})
	}
	return out
}

// halfOfDay takes am, pm or a part of the day behind a time.
func (p *parser) halfOfDay(h clockHit) []clockHit {
	var out []clockHit
	for _, class := range []string{"am", "pm"} {
		for _, m := range p.find(h.next, class) {
			c := h.clocks[0]
			switch {
			case c.hour > 12 && (class == "am" || len(h.clocks) > 1):
				continue // 15:00 am
			case class == "pm" && c.hour < 12:
				c.hour += 12
			case class == "am" && c.hour == 12:
				c.hour = 0
			}
			out = append(out, clockHit{[]clock{c}, m.next})
		}
	}
	if len(out) > 0 {
		return out
	}
	for _, m := range p.find(h.next, "part") {
		out = append(out, clockHit{inPart(h.clocks, m.arg), m.next})
	}
	return append(out, h)
}

// inPart keeps the clocks that a part of the day has, or moves them there.
func inPart(clocks []clock, part string) []clock {
	var out []clock
	for _, c := range clocks {
		if c.in(part) {
			out = append(out, c)
		}
	}
	if len(out) > 0 {
		return out
	}
	for _, c := range clocks {
		if c.hour < 12 {
			if c.hour += 12; c.in(part) {
				out = append(out, c)
			}
		}
	}
	if len(out) > 0 {
		return out
	}
	return clocks
}

func (c clock) in(part string) bool {
	switch part {
	case "morning":
		return c.hour < 12
	case "afternoon":
		return c.hour >= 12 && c.hour <= 20
	case "evening":
		return c.hour >= 16 && c.hour <= 23
	case "night":
		return c.hour >= 18 || c.hour < 6
	case "early":
		return c.hour < 7
	}
	return true
}

// zone takes what names a time zone behind a time: Z, UTC, +02:00, EST.
func (p *parser) zone(h *clockHit) {
	name, next := "", h.next
	if found := p.find(h.next, "zone"); len(found) > 0 {
		if name, next = found[0].arg, found[0].next; name != "Z" {
			name = phraseKey(p.tokens[h.next:next])
		}
	}
	// Without seconds, 10:30-11:45 is rather a range.
	if name == "Z" || name == "" && (!p.is(next, "-") || h.clocks[0].second >= 0) {
		if offset, after := p.offset(next); offset != "" {
			name, next = offset, after
		}
	}
	if name == "" {
		return
	}
	clocks := make([]clock, len(h.clocks))
	for i, c := range h.clocks {
		c.zone = name
		clocks[i] = c
	}
	h.clocks, h.next = clocks, next
}

// offset reads +02:00, +0200 and +2.
func (p *parser) offset(pos int) (string, int) {
	if !p.is(pos, "+") && !p.is(pos, "-") || pos+1 >= len(p.tokens) || !p.tokens[pos+1].glued {
		return "", 0
	}
	sign, n := p.tokens[pos].text, p.tokens[pos+1]
	if n.kind != digitsToken || len(n.text) > 4 || len(n.text) == 3 {
		return "", 0
	}
	text := n.text
	next := pos + 2
	if len(text) == 1 {
		text = "0" + text
	}
	if len(text) == 4 {
		text = text[:2] + ":" + text[2:]
	} else if p.is(next, ":") && next+1 < len(p.tokens) && len(p.tokens[next+1].text) == 2 && p.tokens[next+1].kind == digitsToken {
		text += ":" + p.tokens[next+1].text
		next += 2
	} else {
		text += ":00"
	}
	if text > "14:00" || text[3:] > "59" {
		return "", 0
	}
	return sign + text, next
}
