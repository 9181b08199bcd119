package annotation

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/onomast/onomast/core/document"
)

// Place turns a draft into a document: offsets of the unit become bytes, and what does
// not fit the text is dropped and reported. The draft must not be used afterwards.
func (d *Draft) Place(unit document.Unit, report Report) *Document {
	if d.Stated {
		unit = d.Unit
	}
	p := placer{draft: d, unit: unit, report: report}
	if unit != document.Byte && !ascii(d.Text) {
		p.offsets = document.NewOffsets(d.Text)
	}
	d.Tokens = p.ranges(d.Tokens, "token")
	d.Sentences = p.ranges(d.Sentences, "sentence")
	p.entities()
	return &d.Document
}

// A placer is the work of [Draft.Place].
type placer struct {
	draft   *Draft
	unit    document.Unit
	offsets *document.Offsets // nil: offsets are bytes
	any     *document.Offsets // of the text, for other units
	report  Report
	places  Places
	// the last offset that was converted: many follow each other closely
	lastOffset, lastByte int
}

// from converts an offset to bytes.
func (p *placer) from(offset int) (int, bool) {
	text := p.draft.Text
	if p.offsets != nil {
		if ahead := offset - p.lastOffset; ahead >= 0 && ahead <= near {
			return p.walk(offset)
		}
		at, ok := p.offsets.From(p.unit, offset)
		if ok {
			p.lastOffset, p.lastByte = offset, at
		}
		return at, ok
	}
	return offset, offset >= 0 && offset <= len(text) && boundary(text, offset)
}

// near is up to how many units ahead walking on is cheaper than looking up.
const near = 48

// walk goes on from the last offset.
func (p *placer) walk(offset int) (int, bool) {
	text, n, at := p.draft.Text, p.lastOffset, p.lastByte
	for n < offset && at < len(text) {
		size := 1
		if text[at] >= utf8.RuneSelf {
			_, size = utf8.DecodeRuneInString(text[at:])
		}
		if n++; p.unit == document.UTF16 && size == utf8.UTFMax {
			n++
		}
		at += size
	}
	if n != offset {
		return 0, false
	}
	p.lastOffset, p.lastByte = n, at
	return at, true
}

// convert converts a range in place, and says what is wrong with it.
func (p *placer) convert(r *Range) (code string) {
	start, ok := p.from(r.Start)
	end, ok2 := p.from(r.End)
	switch {
	case r.Start > r.End:
		return "reversed"
	case r.Start == r.End:
		return "empty"
	case (!ok || !ok2) && (r.Start < 0 || p.beyond(r.End)):
		return "out-of-range"
	case !ok || !ok2:
		return "inside-character"
	}
	*r = Range{start, end}
	return ""
}

// beyond reports whether an offset is behind the end of the text.
func (p *placer) beyond(offset int) bool {
	text := p.draft.Text
	if p.offsets != nil {
		return offset > p.offsets.To(p.unit, len(text))
	}
	return offset > len(text)
}

// ranges converts tokens or sentences. Those that do not fit are dropped, the rest
// is sorted.
func (p *placer) ranges(list []Range, what string) []Range {
	kept := list[:0]
	end, sorted := 0, true
	for _, r := range list {
		code := p.convert(&r)
		if code == "" && sorted && r.Start < end {
			sorted = false
		}
		if code != "" {
			p.report(p.draft.Problem(Reduced, what+"-"+code, "a %s (%d-%d) is dropped: %s", what, r.Start, r.End, reasons(code)))
			continue
		}
		if strings.TrimSpace(p.draft.Text[r.Start:r.End]) == "" { // spaCy has tokens of white space
			continue
		}
		end = r.End
		kept = append(kept, r)
	}
	if !sorted {
		kept = p.apart(kept, what)
	}
	return kept
}

// apart sorts ranges and drops those that overlap an earlier one.
func (p *placer) apart(list []Range, what string) []Range {
	slices.SortFunc(list, func(a, b Range) int { return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End)) })
	kept, end := list[:0], 0
	for _, r := range list {
		if r.Start < end {
			p.report(p.draft.Problem(Reduced, what+"-overlap", "a %s is dropped: it overlaps the one before", what))
			continue
		}
		kept, end = append(kept, r), r.End
	}
	return kept
}

// entities converts the entities; what points to one that is dropped is dropped too.
func (p *placer) entities() {
	d := p.draft
	place := make([]int, len(d.Entities)) // new index, or -1
	kept := d.Entities[:0]
	for i := range d.Entities {
		e := &d.Entities[i]
		place[i] = -1
		if p.entity(i, e) {
			place[i] = len(kept)
			kept = append(kept, *e)
		}
	}
	if len(kept) != len(place) {
		relink(&d.Document, kept, place, p.report)
	}
	d.Entities = kept
}

// entity converts one entity, or reports why it cannot be kept.
func (p *placer) entity(i int, e *Entity) bool {
	d := p.draft
	refuse := func(code, hint string) bool {
		problem := d.Problem(Lost, code, "%s", reasons(code))
		problem.Hint = hint
		problem.Span = &Place{Label: e.Label, Unit: p.unit.String()}
		if len(e.Fragments) > 0 {
			problem.Span.Start, problem.Span.End = e.Hull().Start, e.Hull().End
		}
		p.report(problem)
		return false
	}
	if e.Label == "" {
		return refuse("no-label", "")
	}
	if len(e.Fragments) == 0 {
		return refuse("no-place", "")
	}
	raw := e.Fragments
	e.Fragments = slices.Clone(raw) // entities may share what they were read from
	for j := range e.Fragments {
		if code := p.convert(&e.Fragments[j]); code != "" {
			e.Fragments = raw
			return refuse(code, p.other(i, e))
		}
	}
	p.untangle(e)
	if want := d.surface(i); want != "" && !SameSurface(e.Surface(d.Text), want) {
		e.Fragments = raw
		return refuse("text-mismatch", p.other(i, e))
	}
	return true
}

// untangle sorts fragments and joins those that overlap.
func (p *placer) untangle(e *Entity) {
	if len(e.Fragments) == 1 {
		return
	}
	slices.SortFunc(e.Fragments, func(a, b Range) int { return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End)) })
	kept := e.Fragments[:1]
	for _, f := range e.Fragments[1:] {
		if last := &kept[len(kept)-1]; f.Start < last.End {
			last.End = max(last.End, f.End)
			continue
		}
		kept = append(kept, f)
	}
	joined := len(kept) < len(e.Fragments)
	e.Fragments = kept
	if joined {
		p.report(p.places.About(&p.draft.Document, e, Changed, "fragments-overlap", "fragments that overlap are joined"))
	}
}

// other says in which unit an entity would fit, if its text is known.
func (p *placer) other(i int, e *Entity) string {
	want := p.draft.surface(i)
	if want == "" {
		return ""
	}
	if p.any == nil {
		p.any = document.NewOffsets(p.draft.Text)
	}
	for _, u := range Units() {
		if u != p.unit && fits(p.draft.Text, p.any, u, e.Fragments, want) {
			return "it would fit as " + u.String() + ": the file mixes units of offsets"
		}
	}
	return ""
}

// reasons says what a code means.
func reasons(code string) string {
	switch code {
	case "reversed":
		return "it ends before it starts"
	case "empty":
		return "it ends where it starts"
	case "out-of-range":
		return "it lies outside of the text"
	case "inside-character":
		return "it begins or ends inside of a character"
	case "text-mismatch":
		return "its text is not the text at its place"
	case "no-label":
		return "it has no label"
	default:
		return "it has no place"
	}
}

// SameSurface compares a text with what a file says it is. Formats of lines write
// line ends and tabs as spaces.
func SameSurface(text, said string) bool {
	if text == said {
		return true
	}
	return spaced(text) == spaced(said)
}

// spaced writes each kind of white space that ends lines or fields as a space.
func spaced(s string) string {
	return strings.NewReplacer("\r\n", "  ", "\n", " ", "\r", " ", "\t", " ").Replace(s)
}

// relink makes parents and relations point to entities that were kept. place holds
// the new index of each entity, or -1.
func relink(d *Document, kept []Entity, place []int, report Report) {
	for i := range kept {
		if parent := kept[i].Parent; parent != NoParent {
			kept[i].Parent = place[parent]
		}
	}
	relations := d.Relations[:0]
	for _, r := range d.Relations {
		if place[r.From] < 0 || place[r.To] < 0 {
			report(d.Problem(Reduced, "relation", "the relation %s is dropped with an entity it leads to", Shorten(r.Label)))
			continue
		}
		r.From, r.To = place[r.From], place[r.To]
		relations = append(relations, r)
	}
	d.Relations = relations
}

func boundary(s string, at int) bool { return at == len(s) || s[at]&0xc0 != 0x80 }
