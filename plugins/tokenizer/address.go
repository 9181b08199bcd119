package tokenizer

import "strings"

const (
	maxScheme = 12  // "view-source" and the like
	maxLocal  = 64  // RFC 5321
	maxDomain = 255 // RFC 1035
)

// address returns the URL, e-mail address or file path that begins at i.
func (s *scanner) address(i int) (token, bool) {
	if !s.has(slash|at|dot) || isWordRune(before(s.text, i)) {
		return token{}, false
	}
	if end := s.url(i); end > 0 {
		return token{start: i, end: end, class: url}, true
	}
	if end := s.email(i); end > 0 {
		return token{start: i, end: end, class: email}, true
	}
	if end := s.path(i); end > 0 {
		return token{start: i, end: end, class: path}, true
	}
	return token{}, false
}

// url returns the end of a URL: scheme://..., www.... or a domain with a path.
func (s *scanner) url(i int) int {
	end := run(s.text, i, letter)
	switch {
	case end == i:
		return 0
	case end-i <= maxScheme && strings.HasPrefix(s.text[end:], "://"):
		return s.untilEnd(end + 3)
	case kindAt(s.text, end)&(dot|hyphen|digit) == 0:
		return 0
	}
	host := domain(s.text, i)
	if host == 0 {
		return 0
	}
	www := strings.EqualFold(s.text[i:min(i+4, len(s.text))], "www.")
	top := s.text[strings.LastIndexByte(s.text[:host], '.')+1 : host]
	if !www && !s.profile.domains.has(top) {
		return 0
	}
	if !s.goesOn(host) {
		return host
	}
	return s.untilEnd(host)
}

// goesOn reports whether a path or a port follows the host name that ends at i.
func (s *scanner) goesOn(i int) bool {
	return kindAt(s.text, i)&slash != 0 || kindAt(s.text, i)&colon != 0 && kindAt(s.text, i+1)&digit != 0
}

// untilEnd returns the end of the characters of a URL or path from i on, less the
// punctuation that belongs to the sentence. It returns 0 when none is left.
func (s *scanner) untilEnd(i int) int {
	end := i
	for end < s.chunk.end && strings.IndexByte("<>\"{}|^`", s.text[end]) < 0 {
		r, size := runeAt(s.text, end)
		if r >= 0x80 && !isWordRune(r) {
			break
		}
		end += size
	}
	if end = trimTail(s.text, i, end); end > i {
		return end
	}
	return 0
}

// trimTail drops what rather belongs to the sentence from the end of s[i:end]:
// stops, commas, quotes, and brackets that were not opened inside.
func trimTail(s string, i, end int) int {
	opened := strings.Count(s[i:end], "(") - strings.Count(s[i:end], ")")
	for end > i {
		switch s[end-1] {
		case '.', ',', ';', ':', '!', '?', '\'', ']', '*':
		case ')':
			if opened >= 0 {
				return end
			}
			opened++
		default:
			return end
		}
		end--
	}
	return end
}

// domain returns the end of the domain name at i, which has at least one dot and
// ends in two or more letters; 0 if there is none.
func domain(s string, i int) int {
	end := i
	for end < len(s) && end-i < maxDomain && kinds[s[end]]&(alnum|hyphen|dot) != 0 {
		end++
	}
	if kindAt(s, end)&(high|under|at) != 0 {
		return 0
	}
	for end > i && kinds[s[end-1]]&(hyphen|dot) != 0 {
		end--
	}
	last := strings.LastIndexByte(s[i:end], '.')
	if last <= 0 || strings.Contains(s[i:end], "..") {
		return 0
	}
	top := i + last + 1
	if run(s, top, letter) != end || end-top < 2 {
		return 0
	}
	return end
}

// email returns the end of the e-mail address at i, or 0.
func (s *scanner) email(i int) int {
	if !s.has(at) || kinds[s.text[i]]&(alnum|under) == 0 {
		return 0
	}
	end := i
	for end < len(s.text) && end-i < maxLocal && (kinds[s.text[end]]&(alnum|dot|hyphen|under) != 0 || s.text[end] == '+' || s.text[end] == '%') {
		end++
	}
	if kindAt(s.text, end)&at == 0 {
		return 0
	}
	return domain(s.text, end+1)
}

// path returns the end of the file path at i: /a/b, ./a.x, ../a/b, ~/a/b, C:\a or
// \\a\b. What has a single slash and no dot is none ("he /she").
func (s *scanner) path(i int) int {
	if !s.has(slash) || !opens(s.text, i) {
		return 0
	}
	rest := s.text[i:s.chunk.end]
	if len(rest) > 3 && kinds[rest[0]]&letter != 0 && rest[1] == ':' && rest[2] == '\\' {
		return s.untilEnd(i + 3)
	}
	size := root(rest)
	first := size
	if kindAt(rest, first)&dot != 0 { // "~/.profile"
		first++
	}
	if size == 0 || kindAt(rest, first)&(alnum|under) == 0 {
		return 0
	}
	end := s.untilEnd(i + size)
	if size == 1 && !strings.ContainsAny(s.text[i+1:end], "/.") {
		return 0
	}
	return end
}

// root returns the length of what a path begins with, or 0.
func root(s string) int {
	for _, start := range [...]string{"/", "./", "../", "~/", `\\`} {
		if strings.HasPrefix(s, start) {
			return len(start)
		}
	}
	return 0
}

// opens reports whether a path may begin at i.
func opens(s string, i int) bool {
	return i == 0 || kinds[s[i-1]]&space != 0 || strings.IndexByte("([{\"'=<:`", s[i-1]) >= 0
}
