package gold

import (
	"cmp"
	"slices"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/plugins/crf/sentence"
)

// Options say what is taken of a document.
type Options struct {
	Levels Levels
	// Labels, when there are any, are those wanted.
	Labels []string
	// Max, when it is over 0, is how many sentences are taken at most.
	Max int
}

// Read appends the sentences of a document and adds to counts what became of it.
func Read(dst []Sentence, d Document, o Options, counts *Counts) []Sentence {
	if counts.Labels == nil {
		counts.Labels, counts.Levels = map[string]int{}, make([]int, o.Levels.Count())
	}
	counts.Documents++
	tokens := d.Layer(document.Tokens)
	if tokens.Len() == 0 {
		counts.Empty++
	}
	before := len(dst)
	wide := o.Levels.assign(o.widen(d, tokens, counts), counts)
	for _, r := range sentence.Split(nil, d.Document) {
		if o.Max > 0 && len(dst)-before == o.Max {
			break
		}
		s := Sentence{Document: d.Document, Tokens: r, Levels: make([][]Span, o.Levels.Count())}
		for i := r.Start; i < r.End; i++ {
			s.Words = append(s.Words, d.Text()[tokens.Start(i):tokens.End(i)])
		}
		wide = s.take(wide, r, counts)
		counts.count(&s)
		dst = append(dst, s)
	}
	return dst
}

// widen finds the tokens of the entities that are wanted.
func (o *Options) widen(d Document, tokens *document.Layer, counts *Counts) []wide {
	var out []wide
	for _, e := range d.Entities {
		if !o.Wants(e.Label) {
			counts.Other++
			continue
		}
		first := after(tokens, func(i int) bool { return tokens.End(i) > e.Start })
		last := after(tokens, func(i int) bool { return tokens.Start(i) >= e.End })
		if first >= last {
			counts.Tokenless++
			continue
		}
		altered := tokens.Start(first) != e.Start || tokens.End(last-1) != e.End
		if altered {
			counts.Widened++
		}
		if e.Gaps {
			counts.Filled++
			altered = true
		}
		out = append(out, wide{Span: Span{first, last, e.Label, altered}})
	}
	return out
}

// Wants reports whether entities of a label are taken.
func (o *Options) Wants(label string) bool {
	if len(o.Levels.groups) > 0 {
		if _, placed := o.Levels.of[label]; !placed {
			return false
		}
	}
	return len(o.Labels) == 0 || slices.Contains(o.Labels, label)
}

// after returns the first of sorted tokens of which something holds.
func after(tokens *document.Layer, holds func(i int) bool) int {
	low, high := 0, tokens.Len()
	for low < high {
		if mid := (low + high) / 2; holds(mid) {
			high = mid
		} else {
			low = mid + 1
		}
	}
	return low
}

// take moves the entities of the tokens r to the sentence, and returns the rest. An
// entity that goes on behind the sentence leaves its other part there.
func (s *Sentence) take(entities []wide, r sentence.Range, counts *Counts) []wide {
	for len(entities) > 0 && entities[0].Start < r.End {
		e := entities[0]
		entities = entities[1:]
		if e.End > r.End {
			counts.Cut++
			e.Altered = true
			rest := e
			rest.Start = r.End
			at, _ := slices.BinarySearchFunc(entities, rest.Start, func(x wide, start int) int { return cmp.Compare(x.Start, start) })
			entities = slices.Insert(slices.Clone(entities), at, rest)
			e.End = r.End
		}
		s.Levels[e.level] = append(s.Levels[e.level], Span{e.Start - r.Start, e.End - r.Start, e.Label, e.Altered})
	}
	return entities
}
