package tokenizer

import (
	"strings"
	"testing"
)

func TestBreaks(t *testing.T) {
	t.Parallel()
	tests := map[string]lineBreak{
		"": sameLine, " ": sameLine, "\t\u00a0": sameLine, "\v": sameLine,
		"\n": newLine, "\r\n": newLine, "\r": newLine, " \n ": newLine, "\u2028": newLine, "\u0085": newLine,
		"\n\n": paragraph, "\r\n\r\n": paragraph, "\r\r": paragraph, "\n \t\n": paragraph, "\n\r": paragraph,
		"\f": paragraph, "\u2029": paragraph,
	}
	for gap, want := range tests {
		if got := breaks(gap); got != want {
			t.Errorf("%q: got %d, want %d", gap, got, want)
		}
	}
}

func TestNewItems(t *testing.T) {
	t.Parallel()
	tests := map[string]bool{
		"- a": true, "* a": true, "+ a": true, "– a": true, "•a": true, "# A": true, "### A": true, "> a": true, "| a": true,
		"1. a": true, "12) a": true, "a) b": true, "A. b": true, "iv) b": true, "IV. b": true, "(a) b": true, "(12)": true, "(ii)b": true,
		"-a": false, "-": false, "#a": false, "1.5 a": false, "1 a": false, "1234. a": false, "ab) c": false, "word. c": false,
		"(but) c": false, "(a": false, "(": false, "": false, "é. a": false, "1.": false,
	}
	for text, want := range tests {
		if got := newItem("x\n"+text, 2); got != want {
			t.Errorf("%q: got %t, want %t", text, got, want)
		}
	}
}

func TestHeadings(t *testing.T) {
	t.Parallel()
	tests := map[string]bool{
		"# x": true, "#": true, "TITLE": true, "1. ÜBER UNS": true,
		"Title": false, "": false, "12": false, "---": false, "我们": false, "ABC 我": false, "ABc": false,
	}
	for line, want := range tests {
		if got := heading(line); got != want {
			t.Errorf("%q: got %t, want %t", line, got, want)
		}
	}
}

func TestShortLinesCountCodePoints(t *testing.T) {
	t.Parallel()
	for _, char := range []string{"a", "é", "我", "😀"} {
		if !short(strings.Repeat(char, wrapWidth-1)) || short(strings.Repeat(char, wrapWidth)) {
			t.Errorf("%q: the limit is not %d code points", char, wrapWidth)
		}
	}
}
