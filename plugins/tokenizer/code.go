package tokenizer

import "strings"

const maxCode = 64 // bytes; longer ones are taken apart

// codeEnd returns the end of the product code, version or file number at i: pieces
// of capitals and digits joined by hyphens (XG-4500, COVID-19, AB-12/3), or a
// pre-release version (2.4.1-rc2). It returns 0 when there is none.
func codeEnd(s string, i int) int {
	if end := versionEnd(s, i); end > 0 {
		return end
	}
	if end := hardwareEnd(s, i); end > 0 {
		return end
	}
	end, best := i, 0
	var seen kind
	for pieces := 1; end-i <= maxCode; pieces++ {
		piece := pieceEnd(s, end)
		if piece == 0 {
			break
		}
		for _, b := range []byte(s[end:piece]) {
			seen |= kinds[b]
		}
		if end = piece; pieces > 1 && seen&digit != 0 && seen&upper != 0 {
			best = end
		}
		if !codeJoins(s, end, seen) {
			break
		}
		end++
	}
	return best
}

// pieceEnd returns the end of the capitals and digits at i, with one small letter
// after a digit (4500b); 0 if the word there is anything else.
func pieceEnd(s string, i int) int {
	end := run(s[:min(len(s), i+maxCode)], i, upper|digit)
	if end == i {
		return 0
	}
	if kindAt(s, end)&lower != 0 && kindAt(s, end-1)&digit != 0 {
		end++
	}
	if kindAt(s, end)&(alnum|under|high) != 0 {
		return 0
	}
	return end
}

// codeJoins reports whether the code goes on after the separator at i: a hyphen, or
// a slash or stop between digits.
func codeJoins(s string, i int, seen kind) bool {
	switch {
	case i >= len(s):
		return false
	case s[i] == '-':
		return kindAt(s, i+1)&(upper|digit) != 0
	case s[i] == '/' || s[i] == '.':
		return seen&upper != 0 && kindAt(s, i-1)&digit != 0 && kindAt(s, i+1)&digit != 0
	}
	return false
}

// versionEnd returns the end of a version with a pre-release name, or 0.
func versionEnd(s string, i int) int {
	if s[i]|0x20 == 'v' {
		i++
	}
	end := numberEnd(s, i)
	if end == i || end >= len(s) || s[end] != '-' || strings.IndexByte(s[i:end], '.') < 0 {
		return 0
	}
	name := run(s, end+1, letter)
	if !isPreRelease(s[end+1 : name]) {
		return 0
	}
	if kindAt(s, name)&dot != 0 && kindAt(s, name+1)&digit != 0 {
		name++
	}
	end = numberEnd(s, name)
	if kindAt(s, end)&(alnum|under|high) != 0 {
		return 0
	}
	return buildEnd(s, end)
}

// buildEnd returns the end of the build metadata at i, "+build.5", or i.
func buildEnd(s string, i int) int {
	if i >= len(s) || s[i] != '+' {
		return i
	}
	end := run(s, i+1, alnum|dot|hyphen)
	for kindAt(s, end-1)&(dot|hyphen) != 0 {
		end--
	}
	if end == i+1 {
		return i
	}
	return end
}

func isPreRelease(s string) bool {
	for _, name := range [...]string{"rc", "alpha", "beta", "pre", "preview", "dev", "snapshot"} {
		if strings.EqualFold(s, name) {
			return true
		}
	}
	return false
}
