package dates

import "strings"

// numericDate reads dates of numbers only: 15/03/2023, 2023-03-15, 3/23, 15.03.
func (p *parser) numericDate(pos int) []hit {
	n := p.numeric(pos)
	switch len(n) {
	case 3:
		return p.triple(n)
	case 2:
		return p.pair(n)
	}
	return nil
}

// A figure is a number of a numeric date, with the mark behind it.
type figure struct {
	n, digits int
	mark      string
	next      int
}

// numeric collects up to three numbers with the same mark between them.
func (p *parser) numeric(pos int) []figure {
	var out []figure
	for len(out) < 3 && pos < len(p.tokens) && p.tokens[pos].kind == digitsToken {
		t := p.tokens[pos]
		if len(t.text) > 4 || len(t.text) == 3 || len(out) > 0 && !t.glued && out[len(out)-1].mark != "." {
			break
		}
		f := figure{digits: len(t.text), next: pos + 1}
		for _, d := range t.text {
			f.n = f.n*10 + int(d-'0')
		}
		out = append(out, f)
		if pos++; len(out) == 3 || pos >= len(p.tokens) {
			break
		}
		mark := p.tokens[pos]
		if mark.kind != markToken || strings.IndexByte("/-.", mark.text[0]) < 0 || !mark.glued || len(out) > 1 && mark.text != out[0].mark {
			break
		}
		out[len(out)-1].mark = mark.text
		pos++
	}
	if n := len(out); n > 0 && out[n-1].mark != "" && n < 3 {
		out[n-1].mark = "" // the mark behind belongs to something else
		if n == 2 && out[0].mark == "." {
			out[1].mark = "." // 15.03.
		}
	}
	return out
}

// triple is a date of day, month and year in some order.
func (p *parser) triple(n []figure) []hit {
	a, b, c := n[0], n[1], n[2]
	orders := []string{"dmy", "mdy", "ymd"}
	switch {
	case a.digits == 4:
		orders = []string{"ymd"}
	case c.digits == 4:
		orders = []string{"dmy", "mdy"}
	}
	if b.digits > 2 || a.digits == 4 && c.digits > 2 {
		return nil
	}
	readings := map[string]moment{}
	for _, order := range orders {
		if order == "ymd" && a.digits == 2 && b.digits != c.digits {
			continue // 15.3.23 has its year behind: 15 would come with 03
		}
		if m, ok := p.inOrder(order, a, b, c); ok {
			readings[order] = m
		}
	}
	return p.ordered(orders, readings, n[0].mark, c.next)
}

// inOrder reads three figures in an order of day, month and year.
func (p *parser) inOrder(order string, figures ...figure) (moment, bool) {
	m := moment{order: order}
	for i, f := range figures {
		switch order[i] {
		case 'd':
			m.day = f.n
		case 'm':
			m.month = f.n
		case 'y':
			m.hasYear, m.year = true, f.n
			if f.digits < 3 {
				m.year, m.assumed = p.century(f.n), true
			}
			if f.digits == 1 {
				return m, false
			}
		}
	}
	if m.month < 1 || m.month > 12 {
		return m, false
	}
	return p.build(m)
}

// ordered makes a meaning of the readings by order; the preferred one, if there
// is, comes first.
func (p *parser) ordered(orders []string, readings map[string]moment, mark string, next int) []hit {
	if len(readings) == 0 {
		p.refuse("no order of day, month and year makes a date of it")
		return nil
	}
	prefer, why := p.order(mark)
	var m meaning
	if first, ok := readings[prefer]; ok {
		m = meaning{readings: []moment{first}, preference: why}
	}
	for _, order := range orders {
		if r, ok := readings[order]; ok && (order != prefer || m.preference == "") {
			m.readings = append(m.readings, r)
		}
	}
	if m.readings = unique(m.readings); len(m.readings) == 1 {
		m.preference = ""
	}
	return []hit{{m, next}}
}

// order returns the preferred order of numeric dates, and who prefers it.
func (p *parser) order(mark string) (order, why string) {
	if p.context.Order != "" {
		return p.context.Order, "order " + p.context.Order
	}
	l := p.context.Locale
	if o := localeOrder(l.Language, l.Region); o != "" {
		why := "locale " + l.String()
		if l.Origin != "" {
			why += " of the " + l.Origin
		}
		return o, why
	}
	if mark == "." {
		return "dmy", "full stops: day first"
	}
	return "", ""
}

// localeOrder is the order of numeric dates in a locale, or "" where usage is
// divided or the country would have to be known.
func localeOrder(language, region string) string {
	switch region {
	case "US", "PH", "FM", "PW", "MH", "GU":
		return "mdy"
	case "CA", "ZA", "KE":
		return ""
	case "CN", "JP", "KR", "TW", "HU", "LT", "MN":
		return "ymd"
	case "":
	default:
		return "dmy"
	}
	switch language {
	case "de", "fr", "es", "pt", "it", "nl", "pl", "da", "nb", "fi", "cs", "ru", "tr", "el", "ro":
		return "dmy"
	case "zh", "ja", "ko", "hu", "lt":
		return "ymd"
	}
	return ""
}

// pair is a month and year, a year and month, or a day and month.
func (p *parser) pair(n []figure) []hit {
	a, b := n[0], n[1]
	next := b.next
	switch {
	case a.digits == 4 && b.digits == 4:
		return nil
	case a.digits == 4:
		return p.yearPair(a, b)
	case b.digits == 4:
		if a.n < 1 || a.n > 12 || a.digits > 2 {
			return nil
		}
		return []hit{{sure(moment{grain: month, hasYear: true, year: b.n, month: a.n}), next}}
	case a.mark == "-":
		return nil // 3-5 is a range
	}
	if b.mark == "." {
		next++
	} else if a.mark == "." && (p.language != "de" || a.digits+b.digits < 4) {
		return nil // 1.5 is a number
	}
	readings := map[string]moment{}
	orders := []string{"dmy", "mdy", "my"}
	for _, order := range orders[:2] {
		if m, ok := p.inOrder(order[:2], a, b); ok {
			readings[order] = m
		}
	}
	if b.digits == 2 && a.n >= 1 && a.n <= 12 && a.mark == "/" && b.n > 12 {
		readings["my"] = moment{grain: month, hasYear: true, year: p.century(b.n), month: a.n, assumed: true}
	}
	if a.mark == "." { // 15.03 is no month first
		delete(readings, "mdy")
	}
	return p.ordered(orders, readings, a.mark, next)
}

// yearPair is 2023-03, or the years 2019/20. 2010-12 can be both.
func (p *parser) yearPair(a, b figure) []hit {
	var m meaning
	if b.n >= 1 && b.n <= 12 && b.digits == 2 {
		m.readings = append(m.readings, moment{grain: month, hasYear: true, year: a.n, month: b.n})
	}
	if b.digits == 1 && b.n > 0 && a.mark != "." {
		m.readings = append(m.readings, moment{grain: month, hasYear: true, year: a.n, month: b.n})
	}
	if b.digits == 2 && b.n > a.n%100 && a.mark != "." { // or the years up to
		m.readings = append(m.readings, moment{grain: year, hasYear: true, year: a.n, until: a.n - a.n%100 + b.n})
		if a.mark == "-" && len(m.readings) > 1 {
			m.preference = "ISO 8601"
		}
	}
	if len(m.readings) == 0 {
		return nil
	}
	return []hit{{m, b.next}}
}
