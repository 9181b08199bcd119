package dates

// spoken reads half past three, Viertel vor vier, trois heures et demie, las
// tres menos diez, dez para as três.
func (p *parser) spoken(pos int) []clockHit {
	return append(p.fractionFirst(pos), append(p.hourFirst(pos), p.minutesFirst(pos)...)...)
}

// fractionFirst reads half past three, quarter to four, halb vier and
// dreiviertel vier.
func (p *parser) fractionFirst(pos int) []clockHit {
	var out []clockHit
	for _, f := range []struct {
		class, arg string
		minute     int // of the hour that follows, or of the one before it
		before     bool
	}{
		{"half", "past", 30, false}, {"quarter", "past", 15, false}, {"quarter", "to", 45, true},
		{"halfto", "", 30, true}, {"threequarter", "", 45, true},
	} {
		if p.language != "en" && p.language != "de" {
			break
		}
		for _, m := range p.find(pos, f.class) {
			if m.arg != f.arg {
				continue
			}
			for _, c := range p.number(m.next) {
				out = append(out, p.around(c, f.minute, f.before)...)
			}
		}
	}
	return out
}

// around makes the readings of a time at a minute of the hour c, or of the hour
// before it.
func (p *parser) around(c count, minute int, before bool) []clockHit {
	if c.ordinal || c.n < 1 || c.n > 24 {
		return nil
	}
	h := c.n
	if before {
		h--
	}
	next := c.next
	for _, m := range append(p.find(c.next, "clock"), p.find(c.next, "hourmark")...) {
		if p.language == "de" {
			next = m.next // halb vier Uhr
		}
	}
	if c.n > 12 {
		return []clockHit{{[]clock{at(h%24, minute)}, next}}
	}
	return []clockHit{{twelve(h, minute), next}}
}

// hourFirst reads trois heures et quart, las tres y media, três e dez.
func (p *parser) hourFirst(pos int) []clockHit {
	if p.language == "en" || p.language == "de" {
		return nil
	}
	var out []clockHit
	for _, c := range p.number(pos) {
		if c.ordinal || c.n < 1 || c.n > 24 {
			continue
		}
		for _, behind := range append([]match{{next: c.next}}, p.find(c.next, "hourmark")...) {
			out = append(out, p.fractionBehind(c, behind.next)...)
		}
	}
	for _, class := range []string{"noon", "midnight"} {
		h := map[string]int{"noon": 12, "midnight": 24}[class]
		for _, m := range p.find(pos, class) { // midi et demi
			for _, f := range p.fractionBehind(count{n: h, digits: 2}, m.next) {
				f.clocks = []clock{at(h%24, f.clocks[0].minute)}
				out = append(out, f)
			}
		}
	}
	return out
}

// fractionBehind reads "et demie" and "menos diez" behind the hour c.
func (p *parser) fractionBehind(c count, pos int) []clockHit {
	var out []clockHit
	take := func(minute, next int, before bool) {
		for _, f := range p.around(count{n: c.n, next: next}, minute, before) {
			out = append(out, clockHit{f.clocks, next})
		}
	}
	for _, m := range p.find(pos, "half") {
		if m.arg == "past" {
			take(30, m.next, false)
		}
	}
	for _, m := range p.find(pos, "quarter") {
		switch m.arg {
		case "past":
			take(15, m.next, false)
		case "to":
			take(45, m.next, true)
		}
	}
	for _, m := range p.find(pos, "minus") {
		for _, n := range p.number(m.next) {
			if n.n > 0 && n.n < 60 && p.language != "pt" {
				take(60-n.n, n.next, true)
			}
		}
	}
	for _, m := range p.find(pos, "past") {
		for _, n := range p.number(m.next) {
			if n.n > 0 && n.n < 60 {
				take(n.n, n.next, false)
			}
		}
	}
	return out
}

// minutesFirst reads ten past three, zehn vor vier, dez para as três.
func (p *parser) minutesFirst(pos int) []clockHit {
	var out []clockHit
	if p.language == "fr" || p.language == "es" {
		return nil
	}
	for _, n := range p.number(pos) {
		if n.ordinal || n.n < 1 || n.n > 59 {
			continue
		}
		for _, m := range p.find(n.next, "minus") {
			for _, c := range p.number(m.next) {
				out = append(out, p.around(c, 60-n.n, true)...)
			}
			for _, h := range p.find(m.next, "halfto") { // fünf vor halb vier
				for _, c := range p.number(h.next) {
					out = append(out, p.around(c, 30-n.n%30, true)...)
				}
			}
		}
		if p.language == "pt" {
			continue
		}
		for _, m := range p.find(n.next, "past") {
			for _, c := range p.number(m.next) {
				out = append(out, p.around(c, n.n, false)...)
			}
			for _, h := range p.find(m.next, "halfto") { // fünf nach halb vier
				for _, c := range p.number(h.next) {
					out = append(out, p.around(c, 30+n.n%30, true)...)
				}
			}
		}
	}
	return out
}
