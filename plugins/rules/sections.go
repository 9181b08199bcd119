package rules

import (
	"cmp"
	"slices"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/plugin"
)

// An askedLabel is a label of sections that the options name.
type askedLabel struct{ pointer, label string }

// askSections notes labels of sections for checkSections, and returns them.
func (c *compiler) askSections(pointer string, labels []string) []string {
	for i, label := range labels {
		c.rules.sectionLabels = append(c.rules.sectionLabels, askedLabel{item(pointer, i), label})
	}
	return labels
}

// checkSections reports labels that no section has, as far as it is known which
// layers there are.
func (rs *ruleset) checkSections(layers []plugin.LayerSpec) diag.List {
	if len(layers) == 0 || len(rs.sectionLabels) == 0 {
		return nil
	}
	at := slices.IndexFunc(layers, func(l plugin.LayerSpec) bool { return l.Name == document.Sections })
	if at < 0 {
		return diag.List{{
			Severity: diag.Warning, Code: "rules.no-sections", Pointer: rs.sectionLabels[0].pointer,
			Summary: "no stage writes the layer sections, so nothing lies in a section", Hint: "add a stage that does: {id: sections, uses: sections}",
		}}
	}
	var found diag.List
	for _, asked := range rs.sectionLabels {
		if !layers[at].OpenLabels && !slices.Contains(layers[at].Labels, asked.label) {
			found = append(found, diag.Diagnostic{
				Severity: diag.Warning, Code: "rules.unknown-section", Pointer: asked.pointer,
				Summary: "the stage " + layers[at].Stage + " knows no section “" + asked.label + "”", Hint: diag.Suggest(asked.label, layers[at].Labels),
			})
		}
	}
	return found
}

// sectionOf returns the first of the labels whose sections have one that
// contains the bytes [start,end), or "".
func (s *subject) sectionOf(labels []string, start, end int) string {
	if len(labels) == 0 {
		return ""
	}
	if s.sections == nil {
		s.sections = sectionsOf(s.doc.Layer(document.Sections))
	}
	for _, label := range labels {
		if o := s.sections[label]; o != nil && o.covers(start, end) {
			return label
		}
	}
	return ""
}

// sectionsOf returns the spans of a layer, which may be nil, by their label.
func sectionsOf(l *document.Layer) map[string]*occurrences {
	of := map[string]*occurrences{}
	if l == nil {
		return of
	}
	order := make([]int, l.Len())
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(l.Start(a), l.Start(b)) })
	for _, i := range order {
		o := of[l.Label(i)]
		if o == nil {
			o = &occurrences{}
			of[l.Label(i)] = o
		}
		o.add(hit{start: l.Start(i), end: l.End(i)})
	}
	return of
}
