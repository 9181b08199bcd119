package document

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// A model is the slow, obvious form of a source map: the unit of each byte.
type model struct {
	text, source string
	start, end   []int // source span of each byte of the text
}

func (m *model) copied(s string) {
	for i := range len(s) {
		m.unit(s[i:i+1], s[i:i+1])
	}
}

func (m *model) unit(text, source string) {
	at := len(m.source)
	m.text, m.source = m.text+text, m.source+source
	for range len(text) {
		m.start, m.end = append(m.start, at), append(m.end, at+len(source))
	}
}

// span is Span by the definition, for 0 <= start < end <= len(text).
func (m *model) span(start, end int) (int, int) { return m.start[start], m.end[end-1] }

// latin1 writes a rune below 256 as one byte.
func latin1(r rune) string { return string([]byte{byte(r)}) }

// drawMap draws a text with its map, and the model of it.
func drawMap(t *rapid.T, name string) (*SourceMap, *model) {
	var b Builder
	var m model
	for range rapid.IntRange(0, 12).Draw(t, name) {
		step(t, &b, &m)
	}
	return b.Map(), &m
}

// step appends one stretch of some kind to a map and its model.
func step(t *rapid.T, b *Builder, m *model) {
	switch rapid.IntRange(0, 4).Draw(t, "kind") {
	case 0:
		s := rapid.SampledFrom([]string{"", "plain words", "\r\n", "\x00", "e\u0301", "\U0001F468\u200D\U0001F469", "שלום", "\uFEFF"}).Draw(t, "copied")
		b.Copy(len(s))
		m.copied(s)
	case 1:
		s := rapid.SampledFrom([]string{"<b>", "<!-- x -->", "\xEF\xBB\xBF"}).Draw(t, "skipped")
		b.Skip(len(s))
		m.unit("", s)
	case 2:
		for _, r := range rapid.SampledFrom([]string{"é", "aéb", "ééé"}).Draw(t, "latin-1") {
			b.Convert(utf8.RuneLen(r), 1)
			m.unit(string(r), latin1(r))
		}
	case 3:
		b.Convert(1, 5)
		m.unit("&", "&amp;")
	default:
		b.Convert(1, 0)
		m.unit("\n", "")
	}
}

func TestSourceMapAgreesWithItsModel(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		got, m := drawMap(t, "steps")
		checkMap(t, got, m)
	})
}

// checkMap compares every span with the model.
func checkMap(t *rapid.T, got *SourceMap, m *model) {
	for start := range len(m.text) {
		for end := start + 1; end <= len(m.text); end++ {
			s, e := got.Span(start, end)
			if ws, we := m.span(start, end); s != ws || e != we {
				t.Fatalf("Span(%d, %d) of %q from %q = %d, %d, want %d, %d", start, end, m.text, m.source, s, e, ws, we)
			}
		}
		if s, e := got.Span(start, start); s != e || s != m.start[start] {
			t.Fatalf("empty span at %d = %d, %d, want %d twice", start, s, e, m.start[start])
		}
	}
}

func TestSourceMapCopiedStretchesAreTheSameBytes(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		got, m := drawMap(t, "steps")
		if got == nil {
			if m.text != m.source {
				t.Fatalf("nil map for %q from %q", m.text, m.source)
			}
			return
		}
		for i, r := range got.runs {
			from, to := int(r.text), got.end(i)
			if r.textStep == 1 && r.sourceStep == 1 && m.text[from:to] != m.source[r.source:int(r.source)+to-from] {
				t.Fatalf("run %d of %q from %q is called a copy", i, m.text, m.source)
			}
		}
	})
}

func TestSourceMapThenLeadsThroughBoth(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		second, inner := drawMap(t, "inner")
		first, outer := drawOver(t, inner.text)
		got := first.Then(second)
		for start := range len(outer.text) {
			end := rapid.IntRange(start+1, len(outer.text)).Draw(t, "end")
			ms, me := first.Span(start, end)
			ws, we := second.Span(ms, me)
			s, e := got.Span(start, end)
			if ms == me { // text put in: only the place is known
				e, we = s, ws
			}
			if s != ws || e != we {
				t.Fatalf("Span(%d, %d) of %q over %q over %q = %d, %d, want %d, %d",
					start, end, outer.text, inner.text, inner.source, s, e, ws, we)
			}
		}
	})
}

// drawOver draws a map whose source is the given text, cut anywhere.
func drawOver(t *rapid.T, source string) (*SourceMap, *model) {
	var b Builder
	var m model
	for at := 0; at < len(source); {
		n := rapid.IntRange(1, len(source)-at).Draw(t, "n")
		piece := source[at : at+n]
		switch rapid.IntRange(0, 3).Draw(t, "kind") {
		case 0, 1:
			b.Copy(n)
			m.copied(piece)
		case 2:
			b.Skip(n)
			m.unit("", piece)
		default:
			b.Convert(2, n)
			m.unit("xy", piece)
		}
		at += n
	}
	return b.Map(), &m
}

func TestSourceMapIsMonotone(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		second, inner := drawMap(t, "inner")
		first, outer := drawOver(t, inner.text)
		got := first.Then(second)
		last, lastEnd := 0, 0
		for at := range len(outer.text) {
			s, e := got.Span(at, at+1)
			if s < last || e < lastEnd || e < s || e > len(inner.source) {
				t.Fatalf("byte %d of %q leads to [%d,%d) after [%d,%d)", at, outer.text, s, e, last, lastEnd)
			}
			last, lastEnd = s, e
		}
	})
}

func TestNilSourceMapIsIdentity(t *testing.T) {
	t.Parallel()
	var none *SourceMap
	if s, e := none.Span(3, 9); s != 3 || e != 9 {
		t.Errorf("Span(3, 9) = %d, %d", s, e)
	}
	var b Builder
	b.Copy(4)
	b.Copy(0)
	b.Copy(7)
	if m := b.Map(); m != nil {
		t.Errorf("a text that was only copied has a map of %d runs", m.Runs())
	}
	var skipped Builder
	skipped.Skip(3)
	skipped.Copy(2)
	m := skipped.Map()
	if m.Then(nil) != m || none.Then(m) != m {
		t.Error("composing with nil gives another map")
	}
}

func TestSourceMapEdges(t *testing.T) {
	t.Parallel()
	var b Builder
	b.Skip(3) // BOM
	b.Copy(4)
	b.Convert(1, 5)
	b.Skip(7)
	m := b.Map()
	for _, c := range []struct{ start, end, wantStart, wantEnd int }{
		{0, 4, 3, 7},
		{0, 5, 3, 12},
		{4, 5, 7, 12},
		{5, 5, 12, 12}, // the end of the text is not behind the skipped tail
		{-4, 99, 3, 12},
		{99, 120, 12, 12},
		{3, 1, 6, 6},
	} {
		if s, e := m.Span(c.start, c.end); s != c.wantStart || e != c.wantEnd {
			t.Errorf("Span(%d, %d) = %d, %d, want %d, %d", c.start, c.end, s, e, c.wantStart, c.wantEnd)
		}
	}
	var empty Builder
	empty.Skip(3)
	if s, e := empty.Map().Span(0, 0); s != 3 || e != 3 {
		t.Errorf("the only span of an empty text leads to %d, %d, want 3, 3", s, e)
	}
}

// A text of which nothing is left still leads to the end of its source.
func TestComposedMapOfAnEmptyText(t *testing.T) {
	t.Parallel()
	var inner, outer Builder
	inner.Skip(2)
	inner.Copy(3)
	outer.Skip(3)
	if s, e := outer.Map().Then(inner.Map()).Span(0, 0); s != 5 || e != 5 {
		t.Errorf("the only span leads to %d, %d, want 5, 5", s, e)
	}
}

func TestSourceMapIsCompact(t *testing.T) {
	t.Parallel()
	var b Builder
	for range strings.Repeat("x", 10_000) { // UTF-16: two bytes each
		b.Convert(1, 2)
	}
	b.Convert(4, 4)
	for range 10_000 {
		b.Convert(1, 2)
	}
	if got := b.Map().Runs(); got != 3 {
		t.Errorf("%d runs for two stretches of plain text around an emoji, want 3", got)
	}
}

// Room that is made beforehand changes nothing, and the lengths are those so far.
func TestBuilderGrowAndLen(t *testing.T) {
	t.Parallel()
	var plain, roomy Builder
	roomy.Grow(10)
	for _, b := range []*Builder{&plain, &roomy} {
		b.Skip(3)
		b.Copy(4)
		b.Convert(1, 5)
		if text, source := b.Len(); text != 5 || source != 12 {
			t.Errorf("lengths %d and %d, want 5 and 12", text, source)
		}
	}
	a, b := plain.Map(), roomy.Map()
	for at := range 5 {
		s1, e1 := a.Span(at, at+1)
		if s2, e2 := b.Span(at, at+1); s1 != s2 || e1 != e2 {
			t.Errorf("byte %d leads to [%d,%d) and [%d,%d)", at, s1, e1, s2, e2)
		}
	}
}

func TestSourceMapAppendedIsTheSameAsDescribed(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		var b Builder
		var m model
		for range rapid.IntRange(1, 4).Draw(t, "pieces") {
			piece, of := drawMap(t, "piece")
			b.Append(piece, len(of.text))
			for i := range len(of.text) {
				m.start, m.end = append(m.start, len(m.source)+of.start[i]), append(m.end, len(m.source)+of.end[i])
			}
			m.text, m.source = m.text+of.text, m.source+of.source
		}
		checkMap(t, b.Map(), &m)
	})
}

// TestSourceMapGoesBack joins pieces of a source in any order: a span is the fewest
// bytes that hold what each of its bytes was made from.
func TestSourceMapGoesBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		var b Builder
		var starts, ends []int
		for range rapid.IntRange(1, 5).Draw(t, "pieces") {
			at, size := rapid.IntRange(0, 30).Draw(t, "at"), rapid.IntRange(0, 6).Draw(t, "size")
			b.Seek(at)
			if rapid.Bool().Draw(t, "whole") {
				b.Convert(size, 3)
				for range size {
					starts, ends = append(starts, at), append(ends, at+3)
				}
				continue
			}
			b.Copy(size)
			for i := range size {
				starts, ends = append(starts, at+i), append(ends, at+i+1)
			}
		}
		m := b.Map()
		if rapid.Bool().Draw(t, "through another") { // which is all source, moved by 7
			var moved Builder
			moved.Skip(7)
			moved.Copy(100)
			m = m.Then(moved.Map())
			for i := range starts {
				starts[i], ends[i] = starts[i]+7, ends[i]+7
			}
		}
		for i := range starts {
			for j := i + 1; j <= len(starts); j++ {
				s, e := m.Span(i, j)
				if s != slices.Min(starts[i:j]) || e != slices.Max(ends[i:j]) {
					t.Fatalf("Span(%d, %d) = %d, %d of %v and %v", i, j, s, e, starts, ends)
				}
			}
		}
	})
}
