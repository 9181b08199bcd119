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

// A Tally tests the places of a file under each unit of offsets. Only those behind a
// character that the units count differently tell anything.
type Tally struct {
	// Spans is how many entities were seen, Telling how many of them tell.
	Spans, Telling int
	fits           [3]int // by unit, entities of those that tell
	exact          [3]int // those of them whose text is known, and matches
	others         int    // tokens and sentences that tell
	othersFit      [3]int
	wide           int    // documents that tell code points from UTF-16
	clean          [3]int // of all of these, those whose edges are edges of words
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
	if d.TellsWide() {
		t.wide++
	}
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
			if d.surface(i) != "" {
				t.exact[u]++
			}
			if cleanEdges(d.Text, offsets, u, e.Fragments) {
				t.clean[u]++
			}
		}
	}
}

// addTokens tests the last token and the last sentence of a draft: there the units are
// the farthest apart.
func (t *Tally) addTokens(d *Draft) {
	var offsets *document.Offsets
	for _, list := range [][]Range{d.Tokens, d.Sentences} {
		if len(list) == 0 || list[len(list)-1].End <= asciiPrefix(d.Text) {
			continue
		}
		if offsets == nil {
			offsets = document.NewOffsets(d.Text)
		}
		t.others++
		for _, u := range Units() {
			if one := list[len(list)-1:]; fits(d.Text, offsets, u, one, "") {
				t.othersFit[u]++
				if cleanEdges(d.Text, offsets, u, one) {
					t.clean[u]++
				}
			}
		}
	}
}

// Tells reports whether what a draft says of places depends on the unit.
func (d *Draft) Tells() bool { return d.beyond(asciiPrefix) }

// TellsWide reports whether it depends on whether offsets count code points or UTF-16:
// a place is behind a character that UTF-16 has two units for.
func (d *Draft) TellsWide() bool { return d.beyond(narrowPrefix) }

// beyond reports whether a place reaches over a beginning of the text.
func (d *Draft) beyond(prefix func(string) int) bool {
	if d.Stated || len(d.Entities)+len(d.Tokens)+len(d.Sentences) == 0 {
		return false
	}
	at := prefix(d.Text)
	if at == len(d.Text) {
		return false
	}
	beyond := func(r Range) bool { return r.End > at }
	return slices.ContainsFunc(d.Tokens, beyond) || slices.ContainsFunc(d.Sentences, beyond) ||
		slices.ContainsFunc(d.Entities, func(e Entity) bool { return slices.ContainsFunc(e.Fragments, beyond) })
}

// narrowPrefix returns how many bytes at the start are of characters that UTF-16 has one
// unit for.
func narrowPrefix(s string) int {
	at := strings.IndexFunc(s, func(r rune) bool { return r > 0xffff })
	if at < 0 {
		return len(s)
	}
	return at
}

// What is enough to leave no doubt of a unit: so many entities that tell, all of which
// fit, and so many of them that do not fit another unit, or have edges inside of words
// there.
const (
	enoughSpans = 500
	enoughProof = 3
)

// Decided reports whether there is no need to see more: the unit fits every entity so
// far, and others do not. wide is false when code points and UTF-16 have been the same
// up to here, so that the first place behind a wider character has to be looked at
// again.
func (t *Tally) Decided(u document.Unit) (decided, wide bool) {
	if t.Telling < enoughSpans || t.fits[u] < t.Telling {
		return false, false
	}
	wide = true
	for _, other := range Units() {
		switch {
		case other == u || t.fits[other]+enoughProof <= t.Telling || t.clean[other]+enoughProof <= t.clean[u]:
		case t.wide == 0 && other != document.Byte && u != document.Byte:
			wide = false
		default:
			return false, false
		}
	}
	return true, wide
}

// Unit returns the first of the preferred units (all three, the most common first, when
// there are none), unless there is proof of another one: the text of more entities
// matches there, or more places lie in the text and the edges of words do not speak
// against it, or the edges of words leave little doubt.
func (t *Tally) Unit(preferred ...document.Unit) document.Unit {
	if len(preferred) == 0 {
		preferred = Units()
	}
	if t.Telling+t.others == 0 && t.stated != nil {
		return *t.stated
	}
	best := preferred[0]
	for _, u := range preferred[1:] {
		if t.better(u, best) {
			best = u
		}
	}
	return best
}

func (t *Tally) better(u, than document.Unit) bool {
	if t.exact[u] != t.exact[than] {
		return t.exact[u] > t.exact[than]
	}
	hard := cmp.Compare(t.fits[u]+t.othersFit[u], t.fits[than]+t.othersFit[than])
	return hard > 0 && t.clean[u] >= t.clean[than] || hard >= 0 && t.cleaner(u, than)
}

// cleaner reports whether the edges of words leave little doubt that a unit is right and
// the other is not. A few spans prove nothing, and scripts without spaces have no edges.
func (t *Tally) cleaner(u, than document.Unit) bool {
	const few = 3
	return t.clean[u] >= t.clean[than]+few && t.clean[u] > 2*t.clean[than] && 2*t.clean[u] >= t.Telling+t.others
}

// Says describes in one line how sure a unit is.
func (t *Tally) Says(u document.Unit) string {
	switch {
	case t.Telling+t.others == 0 && t.stated != nil:
		return fmt.Sprintf("%s, as the records say", u)
	case t.Telling+t.others == 0:
		return fmt.Sprintf("%s (nothing tells: all %d spans are the same in every unit)", u, t.Spans)
	}
	of, what, fits := t.Telling, "spans", t.fits
	if t.Telling == 0 {
		of, what, fits = t.others, "tokens", t.othersFit
	}
	var rest []string
	for _, other := range Units() {
		if other != u {
			rest = append(rest, fmt.Sprintf("%s %d", other, fits[other]))
		}
	}
	return fmt.Sprintf("%s: %d of %d %s that tell fit (%s)", u, fits[u], of, what, strings.Join(rest, ", "))
}

// fits reports whether fragments lie in the text, and have the text they are said to
// have ("" is not known).
func fits(text string, o *document.Offsets, u document.Unit, fragments []Range, surface string) bool {
	var room [4]Range
	places := room[:0]
	for _, f := range fragments {
		start, ok := o.From(u, f.Start)
		end, ok2 := o.From(u, f.End)
		if !ok || !ok2 || start >= end {
			return false
		}
		if surface != "" {
			places = append(places, Range{start, end})
		}
	}
	switch {
	case len(fragments) == 0:
		return false
	case surface == "":
		return true
	case len(places) == 1:
		return SameSurface(text[places[0].Start:places[0].End], surface)
	}
	e := Entity{Fragments: places}
	return SameSurface(e.Surface(text), surface)
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
