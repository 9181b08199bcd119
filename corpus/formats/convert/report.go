package convert

import (
	"cmp"
	"fmt"
	"io"
	"slices"

	"github.com/go-json-experiment/json"

	"github.com/onomast/onomast/corpus/annotation"
)

// A Report is the account of a conversion.
type Report struct {
	To    string       `json:"to"`
	Files []FileReport `json:"files"`
	// Skipped are files of directories that are in no known format.
	Skipped int `json:"skipped"`
	// Documents and Entities are how many were written.
	Documents int `json:"documents"`
	Entities  int `json:"entities"`
	// Problems are counted by effect and code, the worst effects first.
	Problems []Count `json:"problems"`

	counts map[[2]string]*Count
	full   io.Writer
	list   func(annotation.Problem)
	err    error
}

// A FileReport says how one file was read.
type FileReport struct {
	Path      string `json:"path"`
	Format    string `json:"format"`
	Offsets   string `json:"offsets"`
	Documents int    `json:"documents"`
	Entities  int    `json:"entities"`
	Failed    int    `json:"failed"`
	Output    string `json:"output,omitempty"`
}

// A Count is how often one problem came up.
type Count struct {
	Effect annotation.Effect `json:"effect"`
	Code   string            `json:"code"`
	Count  int               `json:"count"`
	// Message is that of the first of them.
	Message string `json:"message"`
}

// add counts a problem, and hands it to those who want all of them.
func (r *Report) add(p annotation.Problem) {
	key := [2]string{string(p.Effect), p.Code}
	c := r.counts[key]
	if c == nil {
		c = &Count{Effect: p.Effect, Code: p.Code, Message: p.Message}
		r.counts[key] = c
	}
	c.Count++
	if r.list != nil {
		r.list(p)
	}
	if r.full != nil && r.err == nil {
		line, err := json.Marshal(p)
		if err == nil {
			_, err = r.full.Write(append(line, '\n'))
		}
		r.err = err
	}
}

// finish sorts the counts.
func (r *Report) finish() {
	r.Problems = make([]Count, 0, len(r.counts))
	for _, c := range r.counts {
		r.Problems = append(r.Problems, *c)
	}
	slices.SortFunc(r.Problems, func(a, b Count) int {
		return cmp.Or(cmp.Compare(rank(a.Effect), rank(b.Effect)), cmp.Compare(b.Count, a.Count), cmp.Compare(a.Code, b.Code))
	})
}

func rank(e annotation.Effect) int {
	return slices.Index([]annotation.Effect{annotation.Failed, annotation.Lost, annotation.Changed, annotation.Reduced, annotation.Noted}, e)
}

// Of returns how many problems had an effect.
func (r *Report) Of(effects ...annotation.Effect) int {
	n := 0
	for _, c := range r.Problems {
		if slices.Contains(effects, c.Effect) {
			n += c.Count
		}
	}
	return n
}

// Faithful reports whether every span is there and has all it had.
func (r *Report) Faithful() bool {
	return r.Of(annotation.Failed, annotation.Lost, annotation.Changed, annotation.Reduced) == 0
}

// String says what became of it in one line.
func (r *Report) String() string {
	return fmt.Sprintf("%d documents, %d entities; %d records failed, %d spans lost, %d changed, %d reduced",
		r.Documents, r.Entities, r.Of(annotation.Failed), r.Of(annotation.Lost), r.Of(annotation.Changed), r.Of(annotation.Reduced))
}
