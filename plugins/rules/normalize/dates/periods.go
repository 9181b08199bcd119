package dates

// periods reads quarters, halves, seasons, ISO weeks, decades and centuries.
func (p *parser) periods(pos int) []hit {
	var out []hit
	for _, at := range p.skip(pos, "the") {
		out = append(out, p.quarters(at)...)
		out = append(out, p.seasons(at)...)
		out = append(out, p.weeks(at)...)
		out = append(out, p.decades(at)...)
		out = append(out, p.centuries(at)...)
	}
	return out
}

// periodYear goes on from a period to its year, which may be missing.
func (p *parser) periodYear(m moment, pos int) []hit {
	var out []hit
	for _, at := range p.yearStarts(pos) {
		for _, y := range p.years(at, p.is(at, "'")) {
			out = append(out, hit{sure(y.in(m)), y.next})
		}
	}
	return append(out, hit{sure(m), pos})
}

// quarters reads Q1 2023, 2023 Q1, the first quarter of 2023, H2 2022.
func (p *parser) quarters(pos int) []hit {
	var out []hit
	for _, q := range p.letterIndex(pos) {
		out = append(out, p.periodYear(q.readings[0], q.next)...)
	}
	for _, c := range p.number(pos) {
		if c.ordinal && c.n >= 1 && c.n <= 4 || c.n >= 1 && c.n <= 4 && c.digits == 1 && p.language == "fr" {
			for _, u := range p.find(c.next, "unit") {
				if g := grain(u.arg); g == quarter || g == half && c.n <= 2 {
					out = append(out, p.periodYear(moment{grain: g, index: c.n}, u.next)...)
				}
			}
		}
	}
	for _, y := range p.plainYear(pos, false) {
		at := y.next
		if p.is(at, "-") || p.is(at, "/") || p.is(at, ",") {
			at++
		}
		for _, q := range p.letterIndex(at) {
			out = append(out, hit{sure(y.in(q.readings[0])), q.next})
		}
	}
	return out
}

// letterIndex reads Q1, H2 and S2 (semester), and T1 where the language counts
// in trimesters.
func (p *parser) letterIndex(pos int) []hit {
	if pos+1 >= len(p.tokens) || p.tokens[pos+1].kind != digitsToken || !p.tokens[pos+1].glued {
		return nil
	}
	n := int(p.tokens[pos+1].text[0] - '0')
	if len(p.tokens[pos+1].text) != 1 || n < 1 || n > 4 {
		return nil
	}
	switch letter := p.tokens[pos].text; {
	case letter == "q", letter == "t" && len(p.find(pos, "quarterletter")) > 0:
		return []hit{{sure(moment{grain: quarter, index: n}), pos + 2}}
	case (letter == "h" || letter == "s") && n <= 2:
		return []hit{{sure(moment{grain: half, index: n}), pos + 2}}
	}
	return nil
}

// seasons reads spring 2023.
func (p *parser) seasons(pos int) []hit {
	var out []hit
	for _, s := range p.find(pos, "season") {
		out = append(out, p.periodYear(moment{grain: season, index: s.number()}, s.next)...)
	}
	return out
}

// weeks reads week 11 of 2023 and KW 11/2023.
func (p *parser) weeks(pos int) []hit {
	var out []hit
	for _, w := range p.find(pos, "weekword") {
		for _, c := range p.number(w.next) {
			if c.n < 1 || c.n > 53 || c.ordinal {
				continue
			}
			for _, h := range p.periodYear(moment{grain: week, week: c.n}, c.next) {
				if m := h.readings[0]; m.hasYear && m.unresolved == "" && m.week > weeksIn(m.year) {
					p.refuse("the year has only 52 weeks")
					continue
				}
				out = append(out, h)
			}
		}
	}
	return out
}

// decades reads the 1990s, the '90s, die 1990er Jahre, les années 1990.
func (p *parser) decades(pos int) []hit {
	var out []hit
	take := func(n, digits, next int) {
		m := moment{grain: decade, hasYear: true, year: n}
		switch {
		case n%10 != 0 || digits != 2 && digits != 4:
			return
		case digits == 2:
			m.year, m.assumed = p.century(n), true
		}
		out = append(out, hit{sure(m), next})
	}
	at := pos
	if p.is(at, "'") {
		at++
	}
	for _, c := range p.number(at) {
		next := c.next
		if p.is(next, "'") || p.is(next, "-") {
			next++
		}
		for _, s := range p.find(next, "decade") {
			if p.tokens[next].glued {
				take(c.n, c.digits, s.next)
			}
		}
	}
	for _, w := range p.find(pos, "decadeword") {
		for _, c := range p.number(w.next) {
			take(c.n, c.digits, c.next)
		}
	}
	return out
}

// centuries reads the 19th century, siglo XIX and le XIXe siècle.
func (p *parser) centuries(pos int) []hit {
	var out []hit
	for _, c := range p.number(pos) {
		for _, u := range p.find(c.next, "unit") {
			if u.arg == "century" && c.ordinal && c.n >= 2 && c.n <= 30 {
				out = append(out, hit{centuryOf(c.n), u.next})
			}
		}
	}
	for _, w := range p.find(pos, "centuryword") {
		if n, next := p.roman(w.next); n > 0 {
			out = append(out, hit{centuryOf(n), next})
		}
	}
	if n, next := p.roman(pos); n > 0 {
		for _, w := range p.find(next, "centuryword") {
			out = append(out, hit{centuryOf(n), w.next})
		}
	}
	return out
}

func centuryOf(n int) meaning {
	return sure(moment{grain: century, hasYear: true, year: (n - 1) * 100})
}

// roman reads a Roman numeral up to 30, with the e of French ordinals.
func (p *parser) roman(pos int) (n, next int) {
	if pos >= len(p.tokens) || p.tokens[pos].kind != wordToken {
		return 0, 0
	}
	text := p.tokens[pos].text
	for _, ending := range []string{"ème", "e", ""} {
		body := text[:max(0, len(text)-len(ending))]
		if body+ending != text {
			continue
		}
		for n := 1; n <= 30; n++ {
			if body == romanNumeral(n) {
				return n, pos + 1
			}
		}
	}
	return 0, 0
}

func romanNumeral(n int) string {
	ones := [10]string{"", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"}
	tens := [4]string{"", "x", "xx", "xxx"}
	return tens[n/10] + ones[n%10]
}
