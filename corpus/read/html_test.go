package read

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/net/html"
)

func TestHTMLShowsWhatABrowserShows(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, markup, want string }{
		{"plain", "just words", "just words"},
		{"space collapses", "  a \n\t b  ", "a b"},
		{"inline", "New <b>York</b><i>er</i>", "New Yorker"},
		{"space inside a tag", "New<b> York </b>City", "New York City"},
		{"blocks", "<div>one</div><div>two</div>three", "one\ntwo\nthree"},
		{"paragraphs", "<h1>Title</h1><p>one<p>two", "Title\n\none\n\ntwo"},
		{"line break", "one<br>two<br/>three", "one\ntwo\nthree"},
		{"list", "<ul><li>a<li>b</ul>c", "a\nb\n\nc"},
		{"table", "<table><tr><td>a</td><td>b</td></tr><tr><th>c<td>d</table>", "a\tb\nc\td"},
		{"script and style", "a<script>var x='<p>';</script><style>p{}</style>b", "ab"},
		{"noscript, iframe", "a <noscript><p>on</p></noscript><iframe>x</iframe> b", "a b"},
		{"comment and doctype", "<!DOCTYPE html><!-- c --><p>a<!-- d -->b", "ab"},
		{"entities", "R&amp;D &lt;b&gt; &eacute; &#233; &#xe9; &nbsp;&copy", "R&D <b> é é é \u00a0©"},
		{"entity of two code points", "&NotEqualTilde;", "≂̸"},
		{"no entity", "AT&T & &unknown; &; &#; &", "AT&T & &unknown; &; &#; &"},
		{"entity prefix", "&notit; &ampere", "¬it; &ere"},
		{"pre", "<pre>a\r\n  b</pre>c  d", "a\r\n  b\n\nc d"},
		{"title and body", "<html><head><title>T &amp; U</title></head><body>x</body></html>", "T & U\n\nx"},
		{"textarea", "<textarea>a\n b &lt;</textarea>", "a\n b <"},
		{"less than", "a < b <3 c", "a < b <3 c"},
		{"not space", "a\u00a0\u2003b\vc", "a\u00a0\u2003b\vc"},
		{"nul", "a\x00b", "a\x00b"},
		{"only markup", "<p><br></p> <!-- x -->", ""},
		{"unclosed script", "a<script>b", "a"},
		{"attributes", `<a href="x>y" title='<p>'>link</a>`, "link"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got, m := htmlText(c.markup)
			if got != c.want {
				t.Errorf("%q shows %q, want %q", c.markup, got, c.want)
			}
			sound(t, got, m, len(c.markup))
		})
	}
}

func TestHTMLLeadsBackToTheMarkup(t *testing.T) {
	t.Parallel()
	source := "<html>\r\n<p>Dr. <b>Smith</b> &amp; S&ouml;hne   GmbH</p>\n<p>New\nYork</p>"
	rec := one(t, Options{}, "a.html", source)
	text(t, rec, "Dr. Smith & Söhne GmbH\n\nNew York")
	for word, from := range map[string]string{
		"Dr.": "Dr.", "Smith": "Smith", "Dr. Smith": "Dr. <b>Smith", "&": "&amp;", "Söhne": "S&ouml;hne",
		"ö": "&ouml;", "Söhne GmbH": "S&ouml;hne   GmbH", "York": "York", "New York": "New\nYork",
	} {
		if got := origin(t, rec, source, word); got != from {
			t.Errorf("%q comes from %q, want %q", word, got, from)
		}
	}
}

func TestHTMLOverAnotherEncoding(t *testing.T) {
	t.Parallel()
	source := "<meta charset=windows-1250><p>Sp\xf3\xb3ka <b>z\xb3o\xbfy\xb3a</b> &amp; wniosek"
	rec := one(t, Options{}, "a.html", source)
	text(t, rec, "Spółka złożyła & wniosek")
	for word, from := range map[string]string{"Spółka": "Sp\xf3\xb3ka", "złożyła": "z\xb3o\xbfy\xb3a", "&": "&amp;", "wniosek": "wniosek"} {
		if got := origin(t, rec, source, word); got != from {
			t.Errorf("%q comes from %q, want %q", word, got, from)
		}
	}
	text(t, one(t, Options{}, "b.html", "<meta charset=windows-1250><p>naïve"), "naïve") // valid UTF-8 in spite of what it says
}

func FuzzHTML(f *testing.F) {
	for _, s := range []string{
		"<p>a &amp; b</p>", "<pre>\r\n x</pre>", "<script>a</script>b", "&#x110000;&#0;&#xd800;", "<a b='", "<!--", "<![CDATA[x]]>", "<title>a<b>", "<plaintext>x",
		"<table><tr><td>a", "&NotEqualTilde;&notit;&amp", "<script><!--<script></script>", "\x00<\x00p>", "<textarea>\n", "</p x", "&CounterClockwiseContourIntegral;",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, markup string) {
		if !utf8.ValidString(markup) {
			return
		}
		got, m := htmlText(markup)
		if !utf8.ValidString(got) {
			t.Fatalf("%q shows %q", markup, got)
		}
		sound(t, got, m, len(markup))
		// Every letter shown is in the source it leads to, or in an entity there.
		for at, r := range got {
			start, end := m.Span(at, at+utf8.RuneLen(r))
			from := markup[start:end]
			if !strings.ContainsRune(from, r) && !strings.Contains(html.UnescapeString(from), string(r)) && !strings.ContainsRune(" \n\t", r) {
				t.Fatalf("%q at %d leads to %q in %q", r, at, from, markup)
			}
		}
		if !strings.ContainsAny(markup, "<&") {
			if want := strings.Join(strings.FieldsFunc(markup, func(r rune) bool { return r < 128 && htmlSpace(byte(r)) }), " "); got != want {
				t.Fatalf("%q without markup shows %q, want %q", markup, got, want)
			}
		}
	})
}

// TestBrokenMarkup is read as a browser reads it, and nothing of it is slow.
func TestBrokenMarkup(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, markup, want string }{
		{"unclosed tags", "<div><p>a<b>b<table><tr><td>c", "a" + "b\n\nc"},
		{"crossed tags", "<b>a<i>b</b>c</i>", "abc"},
		{"end tags alone", "</p></b></div>a</td>", "a"},
		{"cut tag", "a<p class=", "a"},
		{"cut comment", "a<!-- b", "a"},
		{"cut entity", "a &am", "a &am"},
		{"cdata is a comment in html", "a<![CDATA[ b > c ]]>d", "a c ]]>d"},
		{"processing instruction", "<?xml version='1.0'?>a<?php b ?>c", "ac"},
		{"unknown elements", "<x-y>a</x-y><foo:bar>b</foo:bar>", "ab"},
		{"huge attribute", "a<p title=\"" + strings.Repeat("x", 4<<20) + "\">b", "a\n\nb"},
		{"many attributes", "a<p " + strings.Repeat("x=y ", 200_000) + ">b", "a\n\nb"},
		{"deep", strings.Repeat("<div>", 100_000) + "a", "a"},
		{"many entities", strings.Repeat("&amp;", 100_000), strings.Repeat("&", 100_000)},
		{"ampersands", strings.Repeat("&", 300_000), strings.Repeat("&", 300_000)},
		{"lesser thans", strings.Repeat("<", 100_000) + "a", strings.Repeat("<", 99_999)},
		{"surrogate and other numbers", "&#xD83D;&#128;&#0;&#x110000;&#99999999999999999999;", "\uFFFD€\uFFFD\uFFFD\uFFFD"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got, m := htmlText(c.markup)
			if got != c.want {
				t.Errorf("%.100q shows %.100q, want %.100q", c.markup, got, c.want)
			}
			if len(c.markup) < 1000 {
				sound(t, got, m, len(c.markup))
			}
		})
	}
}
