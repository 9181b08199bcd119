package pipeline

import (
	"fmt"
	"slices"
	"strings"

	"github.com/onomast/onomast/core/config"
	"github.com/onomast/onomast/core/document"
)

// A complaint is one way in which a test fails.
type complaint struct{ pointer, summary, hint string }

// judge compares what a test expects with what was found.
func judge(test *config.Test, result *Result) []complaint {
	if f := result.Failure; f != nil {
		return []complaint{{"/text", fmt.Sprintf("stage %q failed on the text: %s", f.Stage, f.Message), ""}}
	}
	v := verdict{text: result.Document.Text()}
	for _, s := range result.Document.Layer(document.Entities).All() {
		v.found = append(v.found, finding{Span: s})
	}
	for i, want := range test.Entities {
		v.expect(fmt.Sprintf("/entities/%d", i), want)
	}
	v.explainMissing()
	for i, not := range test.Absent {
		v.ruleOut(fmt.Sprintf("/absent/%d", i), not)
	}
	if test.Only {
		v.refuseOthers()
	}
	if len(result.FailedStages) > 0 {
		v.complain("/text", "stages failed on the text and were skipped: "+strings.Join(result.FailedStages, ", "), "")
	}
	return v.complaints
}

// A verdict is being reached about one test.
type verdict struct {
	text       string
	found      []finding
	missing    []missing
	complaints []complaint
}

// A finding is an entity that was found.
type finding struct {
	document.Span
	expected bool // it meets an expectation
	blamed   bool // it has been named as what was found instead
}

// missing is an expectation that nothing met.
type missing struct {
	pointer string
	want    config.Expected
}

func (v *verdict) complain(pointer, summary, hint string) {
	v.complaints = append(v.complaints, complaint{pointer, summary, hint})
}

func (v *verdict) words(f *finding) string { return v.text[f.Start:f.End] }

// expect looks for an entity that no other expectation has taken.
func (v *verdict) expect(pointer string, want config.Expected) {
	for i := range v.found {
		f := &v.found[i]
		if f.expected || f.Label != want.Label || v.words(f) != want.Text {
			continue
		}
		if differ := differs(f.Attributes, want.Attributes); differ == "" {
			f.expected = true
			return
		}
	}
	v.missing = append(v.missing, missing{pointer, want})
}

// explainMissing says of each expectation that was not met what was found
// instead: only now is it known which entities are spoken for.
func (v *verdict) explainMissing() {
	for _, m := range v.missing {
		summary := fmt.Sprintf("%s %q was not found", m.want.Label, m.want.Text)
		hint := "found: " + v.list(v.found) + "; runner explain --missing tells why"
		if near := v.nearest(m.want); near != nil {
			near.blamed = true
			hint = fmt.Sprintf("found instead: %s; runner explain tells why", v.name(near))
			if near.Label == m.want.Label && v.words(near) == m.want.Text {
				summary = fmt.Sprintf("%s %q has %s", m.want.Label, m.want.Text, differs(near.Attributes, m.want.Attributes))
				hint = "its attributes: " + attributes(near.Attributes)
				m.pointer += "/attributes"
			}
		}
		v.complain(m.pointer, summary, hint)
	}
}

// nearest returns an entity that is not what was expected, but overlaps it or
// has its words.
func (v *verdict) nearest(want config.Expected) *finding {
	var best *finding
	for i := range v.found {
		f := &v.found[i]
		words := v.words(f)
		switch {
		case f.expected || f.blamed:
		case words == want.Text && f.Label == want.Label:
			return f
		case words == want.Text:
			best = f
		case best == nil && (strings.Contains(words, want.Text) || strings.Contains(want.Text, words)):
			best = f
		}
	}
	return best
}

func (v *verdict) ruleOut(pointer string, not config.Absent) {
	for i := range v.found {
		f := &v.found[i]
		if (not.Text == "" || not.Text == v.words(f)) && (not.Label == "" || not.Label == f.Label) {
			f.blamed = true
			v.complain(pointer, v.name(f)+" was found", "runner explain tells why")
		}
	}
}

func (v *verdict) refuseOthers() {
	others := slices.DeleteFunc(slices.Clone(v.found), func(f finding) bool { return f.expected || f.blamed })
	if len(others) > 0 {
		v.complain("/only", "also found: "+v.list(others), "add them to the test, or drop `only: true`")
	}
}

func (v *verdict) name(f *finding) string { return fmt.Sprintf("%s %q", f.Label, v.words(f)) }

func (v *verdict) list(found []finding) string {
	const most = 8
	var names []string
	for i := range found {
		if i == most {
			names = append(names, fmt.Sprintf("and %d more", len(found)-most))
			break
		}
		names = append(names, v.name(&found[i]))
	}
	if len(names) == 0 {
		return "nothing"
	}
	return strings.Join(names, ", ")
}
