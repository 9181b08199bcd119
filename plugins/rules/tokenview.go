package rules

import (
	"context"
	"math/bits"
	"slices"
	"sort"
	"strings"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/plugins/rules/tokenpattern"
)

// A tokenView is what sequences ask of the tokens of one document; each answer
// is worked out once.
type tokenView struct {
	*subject
	*windows
	ctx    context.Context
	lower  []string
	shapes []string
	cases  []tokenpattern.Case   // 1 more than it is; 0: not asked yet
	lists  []uint64              // by token: a set of numbers of lists
	asked  tokenpattern.Set      // the lists that lists knows
	spans  map[string][]span     // by layer
	labels map[layerLabel][]bool // the tokens in its spans
	failed error                 // of a list's exceptions, which may run out of time
}

// A span is the tokens [from,to) of span i of a layer.
type span struct {
	from, to, i int
	reach       int // the largest to of the spans up to this
}

// bytes returns the bytes of the tokens [from,to).
func (v *tokenView) bytes(from, to int) (start, end int) {
	return v.windows.start(from), v.windows.end(to - 1)
}

func (v *tokenView) Len() int { return v.windows.len() }

func (v *tokenView) Text(i int) string {
	return v.text[v.windows.start(i):v.windows.end(i)]
}

func (v *tokenView) Case(i int) tokenpattern.Case {
	if v.cases == nil {
		v.cases = make([]tokenpattern.Case, v.Len())
	}
	if v.cases[i] == 0 {
		v.cases[i] = 1 + tokenpattern.CaseOf(v.Text(i))
	}
	return v.cases[i] - 1
}

func (v *tokenView) Gap(i int) string {
	before := 0
	if i > 0 {
		before = v.windows.end(i - 1)
	}
	return v.text[before:v.windows.start(i)]
}

func (v *tokenView) Lower(i int) string {
	return v.remembered(&v.lower, i, strings.ToLower)
}

func (v *tokenView) Shape(i int) string {
	return v.remembered(&v.shapes, i, tokenpattern.Shape)
}

func (v *tokenView) remembered(all *[]string, i int, f func(string) string) string {
	if *all == nil {
		*all = make([]string, v.Len())
	}
	if (*all)[i] == "" {
		(*all)[i] = f(v.Text(i))
	}
	return (*all)[i]
}

func (v *tokenView) Kind(i int) string {
	if v.tokens == nil {
		return ""
	}
	return v.tokens.Label(i)
}

func (v *tokenView) InLists(i int, lists tokenpattern.Set) bool {
	if v.asked == nil {
		v.asked = make(tokenpattern.Set, v.listWords())
		v.lists = make([]uint64, v.Len()*v.listWords())
		v.notePlain()
	}
	for w, wanted := range lists {
		if unknown := wanted &^ v.asked[w]; unknown != 0 {
			v.noteLists(w, unknown)
		}
		if v.lists[i*len(v.asked)+w]&wanted != 0 {
			return true
		}
	}
	return false
}

// listWords is the size of a set of lists.
func (v *tokenView) listWords() int { return (len(v.rules.lists) + 63) / 64 }

// noteLists notes the tokens in the terms of some lists of 64.
func (v *tokenView) noteLists(word int, some uint64) {
	for ; some != 0; some &= some - 1 {
		number := 64*word + bits.TrailingZeros64(some)
		v.asked = v.asked.With(number)
		found, err := v.occurrencesOfList(v.ctx, number)
		if err != nil {
			v.failed = err
			continue
		}
		for i := range found.hits {
			v.note(number, found.hits[i].start, found.hits[i].end)
		}
	}
}

// notePlain does the same for all lists that drop no hit, in one pass, since a
// stage that has one for sequences has several.
func (v *tokenView) notePlain() {
	hits, err := v.listHits(v.ctx)
	if err != nil {
		v.failed = err
	}
	for i := range hits {
		if list, h := v.rules.hit(hits[i]); v.rules.lists[list].keepsAll() {
			v.note(list, h.start, h.end)
		}
	}
	for number, l := range v.rules.lists {
		if l.keepsAll() {
			v.asked = v.asked.With(number)
		}
	}
}

// note puts a list into the sets of the tokens that share a byte with
// [start,end).
func (v *tokenView) note(list, start, end int) {
	from, to := v.within(start, end)
	for k := from; k < to; k++ {
		v.lists[k*len(v.asked)+list/64] |= 1 << (list % 64)
	}
}

// within returns the tokens that share a byte with [start,end).
func (v *tokenView) within(start, end int) (from, to int) {
	from = sort.Search(v.Len(), func(i int) bool { return v.windows.end(i) > start })
	to = sort.Search(v.Len(), func(i int) bool { return v.windows.start(i) >= end })
	return from, max(from, to)
}

// A layerLabel is a label of a layer.
type layerLabel struct{ layer, label string }

func (v *tokenView) InSpan(i int, layer string, labels []string, attributes map[string]string) bool {
	l := v.doc.Layer(layer)
	if l == nil {
		return false
	}
	if len(labels) > 0 && len(attributes) == 0 {
		return slices.ContainsFunc(labels, func(label string) bool { return v.tokensLabelled(l, layerLabel{layer, label})[i] })
	}
	spans := v.spansOf(l, layer)
	for k := sort.Search(len(spans), func(k int) bool { return spans[k].from > i }) - 1; k >= 0 && spans[k].reach > i; k-- {
		s := &spans[k]
		if i < s.to && (len(labels) == 0 || slices.Contains(labels, l.Label(s.i))) && hasAttributes(l.Attributes(s.i), attributes) {
			return true
		}
	}
	return false
}

// tokensLabelled notes the tokens in the spans of a layer with a label.
func (v *tokenView) tokensLabelled(l *document.Layer, of layerLabel) []bool {
	tokens, known := v.labels[of]
	if known {
		return tokens
	}
	tokens = make([]bool, v.Len())
	for _, s := range v.spansOf(l, of.layer) {
		if l.Label(s.i) == of.label {
			for k := s.from; k < s.to; k++ {
				tokens[k] = true
			}
		}
	}
	if v.labels == nil {
		v.labels = map[layerLabel][]bool{}
	}
	v.labels[of] = tokens
	return tokens
}

// spansOf returns the spans of a layer by their first token.
func (v *tokenView) spansOf(l *document.Layer, name string) []span {
	spans, known := v.spans[name]
	if known {
		return spans
	}
	for i := range l.Len() {
		from, to := v.within(l.Start(i), l.End(i))
		spans = append(spans, span{from: from, to: to, i: i})
	}
	slices.SortStableFunc(spans, func(a, b span) int { return a.from - b.from })
	reach := 0
	for k := range spans {
		reach = max(reach, spans[k].to)
		spans[k].reach = reach
	}
	if v.spans == nil {
		v.spans = map[string][]span{}
	}
	v.spans[name] = spans
	return spans
}

func hasAttributes(have []document.Attr, want map[string]string) bool {
	for key, value := range want {
		if !slices.Contains(have, document.Attr{Key: key, Value: value}) {
			return false
		}
	}
	return true
}
