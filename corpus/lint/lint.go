package lint

import (
	"fmt"

	"github.com/onomast/onomast/corpus/annotation"
	"github.com/onomast/onomast/corpus/scan"
)

// Options say how much is enough. The zero value takes the defaults.
type Options struct {
	// Similar is the Jaccard index from which texts are nearly the same, see
	// corpus/duplicates.
	Similar float64
}

// A Linter looks at a corpus, in two passes over the same documents in the same order. It
// is not safe for concurrent use.
type Linter struct {
	labels   names
	edges    edges
	surfaces surfaces
	texts    *texts
	balance  balance
	context  context
	raters   raters
}

// New returns a linter that has met nothing.
func New(opts Options) *Linter {
	l := &Linter{texts: newTexts(opts.Similar)}
	l.surfaces.labels, l.balance.labels, l.context.labels, l.raters.labels = &l.labels, &l.labels, &l.labels, &l.labels
	return l
}

// Learn takes in a document in the first pass.
func (l *Linter) Learn(d *annotation.Document) {
	l.texts.learn(d)
	l.balance.learn(d)
	if d.Unlabelled {
		return
	}
	l.edges.learn(d)
	l.surfaces.learn(d)
	l.context.learn(d)
	l.raters.learn(d)
}

// Between ends the first pass.
func (l *Linter) Between() {
	l.surfaces.between()
	l.context.between()
}

// Search looks through a document in the second pass.
func (l *Linter) Search(d *annotation.Document) {
	if d.Unlabelled {
		return
	}
	l.surfaces.search(d)
	l.context.search(d)
}

// Findings sums up. Input says what could not be read; it may be nil.
func (l *Linter) Findings(input *scan.Summary) []Finding {
	list := []Finding{}
	list = append(list, unread(input)...)
	list = append(list, l.edges.findings()...)
	list = append(list, l.surfaces.findings()...)
	list = append(list, l.texts.findings()...)
	list = append(list, l.balance.findings()...)
	list = append(list, l.context.findings()...)
	list = append(list, l.raters.findings()...)
	order(list)
	return list
}

// unread makes findings of what could not be read.
func unread(input *scan.Summary) []Finding {
	if input == nil {
		return nil
	}
	failed := Finding{
		Code: Unreadable, Severity: Error, Count: input.Failed, Summary: fmt.Sprintf("records that cannot be read: %d", input.Failed),
		Hint: "mend them: nothing of them is counted or checked",
	}
	lost := Finding{
		Code: Misplaced, Severity: Error, Count: input.Lost, Summary: fmt.Sprintf("entities that do not fit their text: %d", input.Lost),
		Hint: "their offsets are out of the text, or count something else than the others; --unit says what they count",
	}
	for _, p := range input.Problems {
		at := Place{Origin: p.Origin, Document: p.Document, Span: p.Span, Note: p.Message}
		if p.Effect == annotation.Failed {
			failed.Places = append(failed.Places, at)
		} else {
			lost.Places = append(lost.Places, at)
		}
	}
	var list []Finding
	for _, f := range []Finding{failed, lost} {
		if f.Count > 0 {
			list = append(list, f)
		}
	}
	return list
}

// names gives numbers to labels.
type names struct {
	list []string
	of   map[string]int32
}

func (n *names) number(name string) int32 {
	at, known := n.of[name]
	if !known {
		if n.of == nil {
			n.of = map[string]int32{}
		}
		at = int32(len(n.list))
		n.of[name] = at
		n.list = append(n.list, name)
	}
	return at
}
