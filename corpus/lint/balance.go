package lint

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/onomast/onomast/corpus/annotation"
	"github.com/onomast/onomast/corpus/stats"
)

const (
	// leastDocuments is how many documents tell something about their share.
	leastDocuments = 50
	// leastNegative is the share of documents without entities that is too few.
	leastNegative = 0.05
	// longDocument is the mean length, in code points, from which documents have text
	// without entities anyhow.
	longDocument = 500
)

// balance finds labels that are too rare, or not where they should be.
type balance struct {
	labels     *names
	counts     []map[string]int // of labels, by part
	parts      map[string]int   // documents
	annotated  int
	negative   int
	characters int
}

func (b *balance) learn(d *annotation.Document) {
	if d.Unlabelled {
		return
	}
	if b.parts == nil {
		b.parts = map[string]int{}
	}
	b.parts[d.Split]++
	b.annotated++
	b.characters += utf8.RuneCountInString(d.Text)
	if len(d.Entities) == 0 {
		b.negative++
	}
	for i := range d.Entities {
		n := b.labels.number(d.Entities[i].Label)
		for len(b.counts) <= int(n) {
			b.counts = append(b.counts, map[string]int{})
		}
		b.counts[n][d.Split]++
	}
}

func (b *balance) findings() []Finding {
	var list []Finding
	for n, counts := range b.counts {
		if f, found := b.label(b.labels.list[n], counts); found {
			list = append(list, f)
		}
	}
	if b.annotated >= leastDocuments && float64(b.negative) < leastNegative*float64(b.annotated) && b.characters < longDocument*b.annotated {
		list = append(list, Finding{
			Code: FewNegatives, Severity: Warning, Count: b.annotated - b.negative,
			Summary: fmt.Sprintf("of %s %d have no entity", documents(b.annotated), b.negative),
			Hint:    "add texts without any, as many as there will be where the pipeline works: without them it finds something everywhere",
		})
	}
	return list
}

// label says what is wrong with the counts of a label.
func (b *balance) label(name string, counts map[string]int) (Finding, bool) {
	all := 0
	for _, n := range counts {
		all += n
	}
	var judged, missing []string // parts that are judged by, with and without the label
	for _, part := range []string{"dev", "test"} {
		if counts[part] > 0 {
			judged = append(judged, fmt.Sprintf("%s (%d)", part, counts[part]))
		} else if b.parts[part] > 0 {
			missing = append(missing, part)
		}
	}
	f := Finding{Count: all, Severity: Warning}
	switch {
	case b.parts["train"] > 0 && counts["train"] == 0 && len(judged) > 0:
		f.Code = MissingLabel
		f.Summary = fmt.Sprintf("%s is in %s and not in train", shown(name), strings.Join(judged, " and "))
		f.Hint = "it cannot be learnt: annotate some, split anew, or leave the label out of the figures"
	case all < stats.Few:
		f.Code = RareLabel
		f.Summary = fmt.Sprintf("%s has %s", shown(name), entities(all))
		f.Hint = "annotate more, or make it one with a label that is near: neither a model nor a figure can rest on so few"
	case counts["train"] > 0 && slices.Contains(missing, "test"):
		f.Code, f.Severity = UntestedLabel, Note
		f.Summary = fmt.Sprintf("%s is in train (%d) and not in test", shown(name), counts["train"])
		f.Hint = "no figure says how well it is found: `runner corpus split` spreads rare labels over the parts"
	default:
		return f, false
	}
	return f, true
}
