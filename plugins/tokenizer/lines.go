package tokenizer

import (
	"unicode"
	"unicode/utf8"
)

// A lineBreak says what white space between two tokens does to the lines.
type lineBreak uint8

const (
	sameLine lineBreak = iota
	newLine
	paragraph
)

// wrapWidth is the length, in code points, from which on a line may have been
// wrapped for want of room. A shorter one ended on purpose.
const wrapWidth = 40

// breaks tells the line break in a stretch of white space.
func breaks(gap string) lineBreak {
	found := sameLine
	for i, r := range gap {
		switch r {
		case '\n':
			if i > 0 && gap[i-1] == '\r' {
				continue
			}
		case '\r', '\u0085', '\u2028':
		case '\f', '\u2029':
			return paragraph
		default:
			continue
		}
		if found == newLine {
			return paragraph
		}
		found = newLine
	}
	return found
}

// newItem reports whether a list item or heading begins at i, the start of a line:
// "- ", "•", "# ", "3. ", "(a) ", "b) ".
func newItem(s string, i int) bool {
	r, size := runeAt(s, i)
	switch r {
	case '•', '‣', '◦', '▪', '●', '·':
		return true
	case '-', '*', '+', '–', '—', '#', '>', '|':
		next := i + size
		for next < len(s) && s[next] == s[i] {
			next++
		}
		return kindAt(s, next)&space != 0
	case '(':
		end := enumerator(s, i+1)
		return end > 0 && s[end] == ')'
	}
	end := enumerator(s, i)
	return end > 0 && kindAt(s, end+1)&space != 0
}

// enumerator returns the end of the one to three letters or digits at i, if . or )
// follows them, else 0.
func enumerator(s string, i int) int {
	end := run(s, i, digit)
	if end == i {
		end = run(s[:min(len(s), i+4)], i, letter)
		if end-i > 1 && !isRoman(s[i:end]) && !isRoman(upperASCII(s[i:end])) {
			return 0
		}
	}
	if end == i || end-i > 3 || end >= len(s) || s[end] != '.' && s[end] != ')' {
		return 0
	}
	return end
}

func upperASCII(s string) string {
	b := []byte(s)
	for i := range b {
		b[i] &^= 0x20
	}
	return string(b)
}

// heading reports whether a line is one by its looks: it begins with # or has
// letters, all of them capitals.
func heading(line string) bool {
	if line != "" && line[0] == '#' {
		return true
	}
	capital := false
	for _, r := range line {
		if unicode.IsLower(r) || unicode.Is(unicode.Lo, r) {
			return false
		}
		capital = capital || unicode.IsUpper(r)
	}
	return capital
}

// short reports whether a line ended before it had to.
func short(line string) bool {
	return len(line) < wrapWidth || len(line) < 4*wrapWidth && utf8.RuneCountInString(line) < wrapWidth
}
