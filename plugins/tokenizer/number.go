package tokenizer

import (
	"net/netip"
	"strings"
)

const maxAddress = 45 // characters of an IPv6 address

// numeric returns the token at i if it is a date, a time, an address of digits, a
// code, or a number or currency that has to be cut off what follows.
func (s *scanner) numeric(i int) (token, bool) {
	if !s.has(digit) || kindAt(s.text, i-1)&(alnum|under) != 0 {
		return token{}, false
	}
	found := func(end int, c class) (token, bool) { return token{start: i, end: end, class: c}, end > 0 }
	if kinds[s.text[i]]&digit != 0 {
		if end := docketEnd(s.text, i); end > 0 {
			return found(end, code)
		}
		if end := dateEnd(s.text, i); end > 0 {
			return found(end, date)
		}
		if end := clockEnd(s.text, i); end > 0 {
			return found(end, clock)
		}
		if end := s.beforeUnit(i); end > 0 {
			return found(end, number)
		}
		if end := exponentEnd(s.text, numberEnd(s.text, i)); end > 0 {
			return found(end, number)
		}
	} else if end := run(s.text, i, letter); kindAt(s.text, end)&digit != 0 && s.profile.currencies.has(s.text[i:end]) {
		return found(end, word)
	} else if end := doseEnd(s.text, i); end > 0 {
		return token{start: i, end: end, class: abbreviation, final: true}, true
	}
	if end := ipEnd(s.text, i); end > 0 {
		return found(end, ip)
	}
	return found(codeEnd(s.text, i), code)
}

// beforeUnit returns the end of the number at i if a unit is glued to it.
func (s *scanner) beforeUnit(i int) int {
	end := numberEnd(s.text, i)
	tail := end
	if strings.HasPrefix(s.text[end:], "µ") {
		tail += len("µ")
	}
	tail = run(s.text, tail, letter)
	if tail == end || kindAt(s.text, tail)&(digit|under) != 0 || !s.profile.units.has(s.text[end:tail]) || isSeries(s.text, i, tail) {
		return 0
	}
	return end
}

// isSeries reports whether s[i:end] is the series of a law reporter: "Supp. 2d".
func isSeries(s string, i, end int) bool {
	return (s[i:end] == "2d" || s[i:end] == "3d") && i >= 2 && s[i-1] == ' ' && s[i-2] == '.'
}

// numberEnd returns the end of the digits at i, single separators included.
func numberEnd(s string, i int) int {
	for {
		i = run(s, i, digit)
		if i+1 >= len(s) || s[i] != '.' && s[i] != ',' && s[i] != '\'' || kinds[s[i+1]]&digit == 0 {
			return i
		}
		i++
	}
}

// exponentEnd returns the end of the signed exponent at i, the end of a number:
// "e-5" of "1.5e-5"; 0 if there is none.
func exponentEnd(s string, i int) int {
	if i+1 >= len(s) || s[i]|0x20 != 'e' || s[i+1] != '-' && s[i+1] != '+' {
		return 0
	}
	end := run(s, i+2, digit)
	if end == i+2 || end > i+5 || kindAt(s, end)&(alnum|under|high) != 0 {
		return 0
	}
	return end
}

// dateEnd returns the end of the date at i: 2023-03-15, 15.03.2023, 03/04/05, with
// a time if it is an ISO 8601 one; 0 if there is none.
func dateEnd(s string, i int) int {
	a := run(s, i, digit)
	b := run(s, min(a+1, len(s)), digit)
	c := run(s, min(b+1, len(s)), digit)
	if a-i > 4 || kindAt(s, b) == 0 || s[a] != s[b] || s[a] != '-' && s[a] != '/' && s[a] != '.' {
		return 0
	}
	if !dateShape(s[a], a-i, b-a-1, c-b-1) || tooLong(s, c, s[a]) {
		return 0
	}
	if kindAt(s, c)&letter == 0 {
		return c
	}
	if s[c] != 'T' {
		return 0
	}
	end := clockEnd(s, c+1)
	if end == 0 {
		return 0
	}
	return zoneEnd(s, end)
}

// tooLong reports whether the number that ends at i goes on after separator sep.
func tooLong(s string, i int, sep byte) bool {
	return kindAt(s, i)&(under|high) != 0 || i < len(s) && s[i] == sep && kindAt(s, i+1)&alnum != 0
}

// dateShape checks the lengths of three numbers. What could be a version (1.2.34)
// or an enumeration (1-2-3) is no date.
func dateShape(sep byte, a, b, c int) bool {
	if a == 4 {
		return within(b) && within(c)
	}
	if sep != '/' && (a != 2 || b != 2) && c != 4 {
		return false
	}
	return within(a) && within(b) && (c == 2 || c == 4)
}

func within(n int) bool { return n == 1 || n == 2 }

// clockEnd returns the end of the time at i: 10:30, 10:30:05.123; 0 if there is none.
func clockEnd(s string, i int) int {
	end := run(s, i, digit)
	if !within(end - i) {
		return 0
	}
	for range 2 {
		if end >= len(s) || s[end] != ':' || run(s, end+1, digit) != end+3 {
			break
		}
		end += 3
	}
	if end-i < 4 || kindAt(s, end)&colon != 0 && kindAt(s, end+1)&alnum != 0 {
		return 0
	}
	if end-i >= 7 && kindAt(s, end)&dot != 0 && kindAt(s, end+1)&digit != 0 {
		end = run(s, end+1, digit)
	}
	return end
}

// zoneEnd returns the end of the time zone at i, Z or +01:00, or i.
func zoneEnd(s string, i int) int {
	switch {
	case i < len(s) && s[i] == 'Z':
		return i + 1
	case i < len(s) && (s[i] == '+' || s[i] == '-') && run(s, i+1, digit) == i+3:
		if end := run(s, i+4, digit); kindAt(s, i+3)&colon != 0 && end == i+6 {
			return end
		}
		return i + 3
	case i < len(s) && (s[i] == '+' || s[i] == '-') && run(s, i+1, digit) == i+5:
		return i + 5
	}
	return i
}

// ipEnd returns the end of the IPv4 or IPv6 address at i, or 0.
func ipEnd(s string, i int) int {
	end, dots, colons := i, 0, 0
	for end < len(s) && end-i <= maxAddress && (kinds[s[end]]&digit != 0 || isHex(s[end]) || s[end] == '.' || s[end] == ':') {
		switch s[end] {
		case '.':
			dots++
		case ':':
			colons++
		}
		end++
	}
	if dots == 3 && colons == 1 { // a port follows
		end, colons = i+strings.IndexByte(s[i:end], ':'), 0
	}
	for end > i && s[end-1] == '.' {
		end--
		dots--
	}
	if dots != 3 && colons < 2 || kindAt(s, end)&(alnum|under|high) != 0 {
		return 0
	}
	if _, err := netip.ParseAddr(s[i:end]); err != nil {
		return 0
	}
	return end
}

func isHex(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'f' }
