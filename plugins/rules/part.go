package rules

import (
	"context"

	"github.com/onomast/onomast/core/document"
)

// A part is a group that took part in a match, and what became of it.
type part struct {
	*groupRule
	start, end int
	nested     bool // it is a span in the entity
	parent     int  // index of the nested part it lies in; -1: in the entity
	index      int  // of its span in the layer
	read       verdict
}

// take adds the group of the bytes [start,end).
func (f *find) take(use groupUse, start, end int) {
	p := part{groupRule: use.groupRule, start: start, end: end, parent: -1}
	if use.label != "" && f.start <= start && end <= f.end {
		p.nested, p.parent = true, f.around(start, end)
	}
	f.parts = append(f.parts, p)
}

// around returns the last nested part that contains [start,end), or -1.
func (f *find) around(start, end int) int {
	for i := len(f.parts) - 1; i >= 0; i-- {
		if p := &f.parts[i]; p.nested && p.start <= start && end <= p.end {
			return i
		}
	}
	return -1
}

// judgeGroups checks and reads the groups of a find that nothing has dropped.
func (r *rule) judgeGroups(ctx context.Context, s *subject, f *find, v *verdict) error {
	for i := range f.parts {
		p := &f.parts[i]
		if p.values == nil {
			continue
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		p.read = verdict{score: v.score}
		p.values.judge(s, p.start, p.end, &p.read)
		v.score = p.read.score
		if p.read.dropped != kept {
			v.dropped, v.by = p.read.dropped, p.said(p.read.by)
			return nil
		}
		if !p.nested {
			for _, a := range p.read.context {
				v.context = append(v.context, document.Attr{Key: a.Key, Value: p.said(a.Value)})
			}
		}
	}
	return nil
}

// said adds to what was said of the group that it is not about the whole match.
func (p *part) said(what string) string { return what + " (group " + p.name + ")" }

// entityAttrs appends the attributes that the entity gets from its parts.
func (f *find) entityAttrs(to []document.Attr, text string) []document.Attr {
	for i := range f.parts {
		p := &f.parts[i]
		if p.attribute != "" {
			to = append(to, document.Attr{Key: p.attribute, Value: p.value(text)})
		}
		if p.label == "" {
			to = append(to, p.attrs...)
		}
	}
	return to
}

// value returns the normalised value of a part, or its text if it has none.
func (p *part) value(text string) string {
	for _, a := range p.read.attrs {
		if a.Key == "normalized" {
			return a.Value
		}
	}
	return text[p.start:p.end]
}
