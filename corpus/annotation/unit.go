package annotation

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/onomast/onomast/core/document"
)

// Units returns the three units, the most common first.
func Units() []document.Unit {
	return []document.Unit{document.CodePoint, document.UTF16, document.Byte}
}

// A Tally tests the entities of a file under each unit of offsets. Only entities
// behind a character that the units count differently tell anything.
type Tally struct {
	// Spans is how many entities were seen, Telling how many of them tell.
	Spans, Telling int
	fits, clean    [3]int // by unit, of those that tell
	tokens         [3]int // by unit, tokens and sentences with clean edges
	stated         *document.Unit
}

// Add tests the entities of a draft.
func (t *Tally) Add(d *Draft) {
	t.Spans += len(d.Entities)
	if d.Stated {
		t.stated = &d.Unit
		return
	}
	if ascii(d.Text) {
		return
	}
	t.addTokens(d)
	var offsets *document.Offsets
	plain := asciiPrefix(d.Text)
	for i := range d.Entities {
		e := &d.Entities[i]
		if !slices.ContainsFunc(e.Fragments, func(f Range) bool { return f.End > plain }) {
			continue
		}
		if offsets == nil {
			offsets = document.NewOffsets(d.Text)
		}
		t.Telling++
		for _, u := range Units() {
			if !fits(d.Text, offsets, u, e.Fragments, d.surface(i)) {
				continue
			}
			t.fits[u]++
			if cleanEdges(d.Text, offsets, u, e.Fragments) {
				t.clean[u]++
			}
		}
	}
}

// addTokens tests tokens and sentences. They decide where entities do not.
func (t *Tally) addTokens(d *Draft) {
	if len(d.Tokens)+len(d.Sentences) == 0 {
		return
	}
	offsets := document.NewOffsets(d.Text)
	for _, r := range append(d.Tokens[:len(d.Tokens):len(d.Tokens)], d.Sentences...) {
		for _, u := range Units() {
			if one := []Range{r}; fits(d.Text, offsets, u, one, "") && cleanEdges(d.Text, offsets, u, one) {
				t.tokens[u]++
			}
		}
	}
}

// Tells reports whether what a draft says of places depends on the unit.
func (d *Draft) Tells() bool {
	if d.Stated || len(d.Entities)+len(d.Tokens)+len(d.Sentences) == 0 || ascii(d.Text) {
		return false
	}
	plain := asciiPrefix(d.Text)
	beyond := func(r Range) bool { return r.End > plain }
	return slices.ContainsFunc(d.Tokens, beyond) || slices.ContainsFunc(d.Sentences, beyond) ||
		slices.ContainsFunc(d.Entities, func(e Entity) bool { return slices.ContainsFunc(e.Fragments, beyond) })
}

// Unit returns the unit that most entities fit: first those whose text matches, or
// that lie in the text; among equals, the unit whose entities begin and end most
// often at the edge of a word; among those again, the one that stands first in
// preferred (all three, the most common first, when it is empty).
func (t *Tally) Unit(preferred ...document.Unit) document.Unit {
	if len(preferred) == 0 {
		preferred = Units()
	}
	if t.Telling == 0 && t.stated != nil {
		return *t.stated
	}
	best := preferred[0]
	for _, u := range preferred[1:] {
		if cmp.Or(cmp.Compare(t.fits[u], t.fits[best]), cmp.Compare(t.clean[u], t.clean[best]), cmp.Compare(t.tokens[u], t.tokens[best])) > 0 {
			best = u
		}
	}
	return best
}

// Says describes in one line how sure a unit is.
func (t *Tally) Says(u document.Unit) string {
	switch {
	case t.Telling == 0 && t.stated != nil:
		return fmt.Sprintf("%s, as the records say", u)
	case t.Telling == 0:
		return fmt.Sprintf("%s (nothing tells: all %d spans are the same in every unit)", u, t.Spans)
	}
	var rest []string
	for _, other := range Units() {
		if other != u {
			rest = append(rest, fmt.Sprintf("%s %d", other, t.fits[other]))
		}
	}
	how := ""
	if slices.Contains(rest, fmt.Sprintf("%s %d", otherOf(u, t.fits, t.fits[u]), t.fits[u])) {
		how = fmt.Sprintf("; %d at the edges of words", t.clean[u])
	}
	return fmt.Sprintf("%s: %d of %d spans that tell fit (%s)%s", u, t.fits[u], t.Telling, strings.Join(rest, ", "), how)
}

// otherOf returns another unit that as many spans fit.
func otherOf(u document.Unit, counts [3]int, n int) document.Unit {
	for _, other := range Units() {
		if other != u && counts[other] == n {
			return other
		}
	}
	return u
}

// Misfits returns how many of the entities that tell do not fit a unit.
func (t *Tally) Misfits(u document.Unit) int { return t.Telling - t.fits[u] }

// fits reports whether fragments lie in the text, and have the text they are said to
// have ("" is not known).
func fits(text string, o *document.Offsets, u document.Unit, fragments []Range, surface string) bool {
	e := Entity{Fragments: make([]Range, 0, 4)}
	for _, f := range fragments {
		start, ok := o.From(u, f.Start)
		end, ok2 := o.From(u, f.End)
		if !ok || !ok2 || start >= end {
			return false
		}
		e.Fragments = append(e.Fragments, Range{start, end})
	}
	return len(fragments) > 0 && (surface == "" || SameSurface(e.Surface(text), surface))
}

// cleanEdges reports whether no fragment begins or ends with a space or inside of a
// word. The fragments fit.
func cleanEdges(text string, o *document.Offsets, u document.Unit, fragments []Range) bool {
	for _, f := range fragments {
		start, _ := o.From(u, f.Start)
		end, _ := o.From(u, f.End)
		first, _ := utf8.DecodeRuneInString(text[start:])
		last, _ := utf8.DecodeLastRuneInString(text[:end])
		before, _ := utf8.DecodeLastRuneInString(text[:start])
		after, _ := utf8.DecodeRuneInString(text[end:])
		if unicode.IsSpace(first) || unicode.IsSpace(last) || inWord(before) && inWord(first) || inWord(last) && inWord(after) {
			return false
		}
	}
	return true
}

func inWord(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r))
}

func ascii(s string) bool { return asciiPrefix(s) == len(s) }

// asciiPrefix returns how many bytes at the start are ASCII.
func asciiPrefix(s string) int {
	at := 0
	for ; at+8 <= len(s); at += 8 {
		if (s[at]|s[at+1]|s[at+2]|s[at+3]|s[at+4]|s[at+5]|s[at+6]|s[at+7])&0x80 != 0 {
			break
		}
	}
	for at < len(s) && s[at] < utf8.RuneSelf {
		at++
	}
	return at
}
