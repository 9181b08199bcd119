package sections

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"sync"

	"github.com/onomast/onomast/core/document"
)

// A stage finds sections by a ruleset.
type stage struct {
	rules *ruleset
	idle  sync.Pool // of *memory
}

// memory is what a scan needs and the next one can use again.
type memory struct {
	lines []line
	out   []found
}

func newStage(rules *ruleset) *stage {
	return &stage{rules: rules, idle: sync.Pool{New: func() any { return &memory{} }}}
}

// Process adds the layer sections. Sections come in the order they begin in, each
// after the one it lies in.
func (st *stage) Process(ctx context.Context, doc *document.Document) error {
	m := st.idle.Get().(*memory)
	defer st.idle.Put(m)
	out := document.NewLayer(document.Sections)
	if err := st.rules.find(ctx.Err, doc.Text(), m); err != nil {
		return err
	}
	write(out, m.out)
	return doc.Add(out)
}

// find puts the sections of a text into m.out, sorted so that each comes after
// those it lies in. late is asked now and then whether to go on.
func (rs *ruleset) find(late func() error, text string, m *memory) error {
	m.lines = split(m.lines[:0], text)
	s := &scanner{rules: rs, text: text, out: m.out[:0], late: late}
	err := s.scan(m.lines, 1)
	m.out = slices.DeleteFunc(s.out, func(f found) bool { return f.rule == nil })
	slices.SortStableFunc(m.out, func(a, b found) int {
		return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(b.end, a.end))
	})
	return err
}

// write adds sections to a layer.
func write(out *document.Layer, list []found) {
	var around []int // indices of the sections that the next may lie in
	for i, f := range list {
		for len(around) > 0 && list[around[len(around)-1]].end <= f.start {
			around = around[:len(around)-1]
		}
		parent, level := document.NoParent, 1
		for _, k := range around {
			if parent = k; list[k].rule.label == f.rule.label {
				level++
			}
		}
		out.AddChild(parent, document.Span{
			Start: f.start, End: f.end, Label: f.rule.label,
			Attributes: f.attributes(level), Evidence: f.rule.evidence,
		})
		around = append(around, i)
	}
}

func (f *found) attributes(level int) []document.Attr {
	var attrs []document.Attr
	if f.heading != "" {
		attrs = append(attrs, document.Attr{Key: "heading", Value: f.heading})
	}
	if f.number != "" {
		attrs = append(attrs, document.Attr{Key: "number", Value: f.number})
	}
	if level > 1 {
		attrs = append(attrs, document.Attr{Key: "level", Value: strconv.Itoa(level)})
	}
	return attrs
}
