package tokenizer

// docketEnd returns the end of the docket number of a court at i: "12-cv-345",
// "1:12-cv-00345-ABC"; 0 if there is none.
func docketEnd(s string, i int) int {
	end := run(s, i, digit)
	if kindAt(s, end)&colon != 0 { // the office
		end = run(s, end+1, digit)
	}
	if end == i || kindAt(s, end)&hyphen == 0 {
		return 0
	}
	kind := run(s, end+1, lower)
	if !isDocket(s[end+1:kind]) || kindAt(s, kind)&hyphen == 0 {
		return 0
	}
	end = run(s, kind+1, digit)
	if end == kind+1 || kindAt(s, end)&(alnum|under|high) != 0 {
		return 0
	}
	for kindAt(s, end)&hyphen != 0 { // judges
		judge := run(s, end+1, upper)
		if judge == end+1 || judge > end+5 || kindAt(s, judge)&(alnum|under|high) != 0 {
			break
		}
		end = judge
	}
	return end
}

func isDocket(kind string) bool {
	switch kind {
	case "cv", "cr", "civ", "crim", "mc", "md", "mj", "ml", "ap", "bk", "po", "misc":
		return true
	}
	return false
}

// doseEnd returns the end of how often a drug is taken, at i: "q.4h.", "q.12h";
// 0 if there is none.
func doseEnd(s string, i int) int {
	if s[i]|0x20 != 'q' || kindAt(s, i+1)&dot == 0 {
		return 0
	}
	number := run(s, i+2, digit)
	end := run(s, number, lower)
	if number == i+2 || number > i+4 || kindAt(s, end)&(alnum|under|high) != 0 {
		return 0
	}
	switch s[number:end] {
	case "h", "hr", "hrs", "d", "wk", "min":
	default:
		return 0
	}
	if kindAt(s, end)&dot != 0 {
		end++
	}
	return end
}

// hardwareEnd returns the end of the hardware address at i: six pairs of
// hexadecimal digits with colons or hyphens between them; 0 if there is none.
func hardwareEnd(s string, i int) int {
	const length = 6*3 - 1
	if i+length > len(s) || s[i+2] != ':' && s[i+2] != '-' {
		return 0
	}
	for at := range length {
		b := s[i+at]
		if at%3 == 2 && b != s[i+2] || at%3 != 2 && kinds[b]&digit == 0 && !isHex(b) {
			return 0
		}
	}
	if kindAt(s, i+length)&(alnum|under|high|colon) != 0 {
		return 0
	}
	return i + length
}
