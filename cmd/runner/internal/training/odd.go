package training

import (
	"fmt"
	"maps"
	"slices"

	"github.com/onomast/onomast/core/diag"
)

// longSentence is from how many tokens on a sentence is likely none.
const longSentence = 2000

// odd warns of what may be a mistake.
func (s *Set) odd() {
	if n := s.Gold.Invalid; n > 0 {
		s.warn("gold.invalid-tags", fmt.Sprintf("%s: sequences of tags that are not as the scheme %s has them: %d", s.Role, s.Gold.Scheme, n),
			fmt.Sprintf("they are read as %s reads them; --repair strict leaves out the entities that are not well-formed", s.Gold.Repair))
	}
	if n := s.Counts.LongestSentence; n >= longSentence {
		s.warn("gold.long-sentence", fmt.Sprintf("%s: the longest sentence has %d tokens", s.Role, n), "if it is none, give a pipeline that finds sentences with -p")
	}
}

// Overlap warns of dev documents whose text is a training document's, too.
func (s *Set) Overlap(dev *Set) diag.List {
	known := make(map[string]bool, len(s.Gold.Documents))
	for _, d := range s.Gold.Documents {
		known[d.Text] = true
	}
	n := 0
	for _, d := range dev.Gold.Documents {
		if known[d.Text] {
			n++
		}
	}
	if n == 0 {
		return nil
	}
	return diag.List{{
		Severity: diag.Warning, Code: "gold.overlap",
		Summary: fmt.Sprintf("%d of %d dev documents have the text of a training document: scores on dev are too good to be true", n, len(dev.Gold.Documents)),
		Hint:    "runner corpus split makes parts that share no text",
	}}
}

// Missing is an error when a label is wanted of which there is no example.
func (s *Set) Missing(labels []string) error {
	known := map[string]bool{}
	for _, d := range s.Gold.Documents {
		for i := range d.Entities {
			if label, ok := s.options.Map.Gold(d.Entities[i].Label); ok {
				known[label] = true
			}
		}
	}
	var list diag.List
	for _, label := range labels {
		if s.Counts.Labels[label] == 0 {
			list = append(list, diag.Diagnostic{
				Severity: diag.Error, Code: "gold.no-examples", Summary: fmt.Sprintf("the training data has no entity of the label %q", label),
				Hint: diag.Suggest(label, slices.Sorted(maps.Keys(known))),
			})
		}
	}
	return list.Err()
}
