package plugintest

import "strings"

// hostileTexts are valid UTF-8 that has broken programs before.
func hostileTexts() map[string]string {
	return map[string]string{
		"empty":           "",
		"one byte":        "a",
		"one code point":  "\U0001F600",
		"white space":     " \t\n\u00a0\u2003\u3000 ",
		"line feeds":      "\n\n\n",
		"CRLF":            "Dear Ms. Ortega,\r\n\r\nticket OPS-1234 is open.\r\nRegards\r\n",
		"lone CR":         "one\rtwo\rthree",
		"byte order mark": "\ufeffTicket OPS-77 came with a mark.",
		"NUL":             "before\x00after OPS-8 \x00\x00",
		"controls":        "bell \a, escape \x1b[31m, delete \x7f, \u0085 and \u2028 and \u2029",
		"emoji":           "Thanks \U0001F44D\U0001F3FD from the \U0001F468\u200D\U0001F469\u200D\U0001F467\u200D\U0001F466 team \U0001F1F3\U0001F1F1 OPS-5",
		"combining marks": "Zoe\u0308 Mu\u0308ller met A\u030a\u0301sa; zalgo o\u0300\u0301\u0302\u0303\u0304\u0305\u0306",
		"joiners":         "\u0915\u094d\u200d\u0937 \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 soft\u00adhyphen word\u2060joiner",
		"right to left":   "\u05e4\u05d2\u05d9\u05e9\u05d4 \u05e2\u05dd OPS-12 \u0641\u064a \u0627\u0644\u0642\u0627\u0647\u0631\u0629",
		"overrides":       "\u202eOPS-9\u202c \u2066abc\u2069",
		"no spaces":       "\u6771\u4eac\u90fd\u3067OPS-44\u3092\u53d7\u3051\u53d6\u308a\u307e\u3057\u305f\u3002",
		"Thai":            "\u0e1a\u0e23\u0e34\u0e29\u0e31\u0e17OPS-3\u0e01\u0e23\u0e38\u0e07\u0e40\u0e17\u0e1e",
		"planes":          "\U0001D54A\U0001D559 \U00020000\U0002A6D6 \U000E0061\U0010FFFF",
		"case folding":    "\u0130stanbul stra\u00dfe \ufb01ne \u01c5 \u03c2",
		"replacement":     "broken \ufffd\ufffd text",
		"long word":       strings.Repeat("x", 20_000),
		"many quotes":     strings.Repeat("\"'`", 2_000),
		"deep brackets":   strings.Repeat("(", 5_000) + strings.Repeat(")", 5_000),
	}
}

// largeText is about a megabyte of sentences.
func largeText() string {
	const sentence = "On 4 May the Lisbon office wrote to Dr. Achterberg about OPS-1234 and two pumps. "
	return strings.Repeat(sentence, 1<<20/len(sentence)+1)
}
