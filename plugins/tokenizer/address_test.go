package tokenizer

import (
	"strings"
	"testing"
)

// matchIn makes a matcher of a scanner's method.
func matchIn(match func(*scanner, int) int) func(string, int) int {
	p := newProfile("en", defaults(), nil)
	return func(text string, i int) int {
		s := newScanner(text, p)
		s.enter(i)
		return match(&s, i)
	}
}

func TestURLs(t *testing.T) {
	t.Parallel()
	testMatcher(t, matchIn((*scanner).url), []boundCase{
		{"https://example.com", "https://example.com"},
		{"https://example.com/a/b?c=d&e=f#g.", "https://example.com/a/b?c=d&e=f#g"},
		{"HTTP://EXAMPLE.COM)", "HTTP://EXAMPLE.COM"},
		{"http://a.org/x_(y)).", "http://a.org/x_(y)"},
		{"http://a.org/x'", "http://a.org/x"},
		{"ftp://h/\"x\"", "ftp://h/"},
		{"http://müller.example/ü…", "http://müller.example/ü"},
		{"http://a/<b>", "http://a/"},
		{"www.example.museum/x", "www.example.museum/x"},
		{"example.com,", "example.com"},
		{"example.com:8080/x", "example.com:8080/x"},
		{"example.com: x", "example.com"},
		{"my-shop.example.org", "my-shop.example.org"},
		{"http://", ""},
		{"http://...", ""},
		{"http:/x", ""},
		{"example.unknown", ""},
		{"Node.js", ""},
		{"end.The", ""},
		{"a..com", ""},
		{"a.com_b", ""},
		{"a.c", ""},
		{"-a.com", ""},
		{strings.Repeat("a.", maxDomain) + "com", ""},
	})
}

func TestEmails(t *testing.T) {
	t.Parallel()
	testMatcher(t, matchIn((*scanner).email), []boundCase{
		{"ann@example.org", "ann@example.org"},
		{"ann.lee+x%y_z-1@a-b.example.org.", "ann.lee+x%y_z-1@a-b.example.org"},
		{"5@a.io>", "5@a.io"},
		{"ann@example", ""},
		{"ann@", ""},
		{"ann@@a.com", ""},
		{"ann@a.com@b", ""},
		{"ann@a..com", ""},
		{"ann@a.c", ""},
		{"é@a.com", ""},
		{strings.Repeat("a", maxLocal+1) + "@a.com", ""},
	})
}

func TestPaths(t *testing.T) {
	t.Parallel()
	testMatcher(t, matchIn((*scanner).path), []boundCase{
		{"/usr/bin,", "/usr/bin"},
		{"/a.txt", "/a.txt"},
		{"./a", "./a"},
		{"../a/b;", "../a/b"},
		{"~/a", "~/a"},
		{`C:\Temp\x.txt.`, `C:\Temp\x.txt`},
		{`\\srv\share`, `\\srv\share`},
		{"/a", ""},
		{"/", ""},
		{"//", ""},
		{"./", ""},
		{`C:\`, ""},
		{"C:/x", ""},
		{"a/b", ""},
	})
}

func TestPathsBeginSomewhere(t *testing.T) {
	t.Parallel()
	testTokens(t, "en", []tokenCase{
		{"(/usr/bin)", "(|/usr/bin|)"},
		{"path=/usr/bin", "path|=|/usr/bin"},
		{"$/usr/bin", "$|/|usr|/|bin"},
		{"x)/usr/bin", "x|)|/|usr|/|bin"},
	})
}
