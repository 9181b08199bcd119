package tokenizer

import "strings"

// emoticonEnd returns the end of the emoticon whose eyes are at i: ":)", ";-)",
// ":-(((", "=D"; 0 if there is none. It stands apart from words.
func emoticonEnd(s string, i int) int {
	if kindAt(s, i-1)&(alnum|under|high|slash|colon) != 0 {
		return 0
	}
	at, mouths := i+1, ")(]DPp/\\|*oO3"
	if s[i] == '=' {
		mouths = ")(D"
	}
	if at < len(s) && strings.IndexByte("-^'", s[at]) >= 0 {
		at++
	}
	if at >= len(s) || strings.IndexByte(mouths, s[at]) < 0 {
		return 0
	}
	end := at + 1
	for s[at] == ')' || s[at] == '(' {
		if end == len(s) || s[end] != s[at] {
			break
		}
		end++
	}
	if end < len(s) && kinds[s[end]]&space == 0 && strings.IndexByte(".,!?)\"", s[end]) < 0 {
		return 0
	}
	return end
}
