package proposal

import (
	"fmt"
	"maps"
	"slices"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/schema"
)

// mostListed is how many labels a hint lists.
const mostListed = 20

// Check finds labels that a model does not know, and what makes no sense. Codes begin
// with the name of the kind of stage; pointers lead into its options.
func (o *Options) Check(kind string, known []string) diag.List {
	c := checker{kind: kind, known: known, renamed: o.Rename}
	for i, label := range o.Labels {
		c.label(fmt.Sprintf("/labels/%d", i), label)
	}
	for _, label := range slices.Sorted(maps.Keys(o.Thresholds)) {
		at := "/thresholds/" + schema.Escape(label)
		c.label(at, label)
		if least := o.Thresholds[label]; !(least >= 0 && least <= 1) {
			c.add("threshold", at, fmt.Sprintf("no score is %v: scores are from 0 to 1", least), "")
		}
	}
	for _, label := range slices.Sorted(maps.Keys(o.Rename)) {
		at := "/rename/" + schema.Escape(label)
		c.label(at, label)
		if o.Rename[label] == "" {
			c.add("no-name", at, "a label is renamed to nothing", "to leave a label out, name the others in labels")
		}
	}
	if o.Labels != nil && len(o.Labels) == 0 {
		c.add("no-labels", "/labels", "labels is empty, so nothing would be proposed", "name labels of the model, or leave it out")
	}
	return c.found
}

type checker struct {
	kind    string
	known   []string
	renamed map[string]string
	found   diag.List
}

func (c *checker) add(code, pointer, summary, hint string) {
	c.found = append(c.found, diag.Diagnostic{Severity: diag.Error, Code: c.kind + "." + code, Pointer: pointer, Summary: summary, Hint: hint})
}

func (c *checker) label(pointer, label string) {
	if slices.Contains(c.known, label) {
		return
	}
	hint := "it knows " + diag.Some(c.known, mostListed)
	if near := diag.DidYouMean(label, c.known); near != "" {
		hint = diag.Meant(near)
	}
	for _, from := range slices.Sorted(maps.Keys(c.renamed)) {
		if c.renamed[from] == label && slices.Contains(c.known, from) {
			hint = fmt.Sprintf("write %s, as the model calls it: labels are renamed last", from)
		}
	}
	c.add("unknown-label", pointer, fmt.Sprintf("the model knows no label %q", label), hint)
}
