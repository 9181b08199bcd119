package crf

import (
	"context"
	"fmt"
	"math"
	"strings"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/plugin"
	"github.com/onomast/onomast/core/proposal"
	"github.com/onomast/onomast/core/scheme"
	"github.com/onomast/onomast/plugins/crf/sentence"
	"github.com/onomast/onomast/plugins/crf/tagger"
	"github.com/onomast/onomast/plugins/crf/template"
)

// mostWeights is how many features and transitions are named for an entity, and how
// many against it.
const mostWeights = 6

// mostTouching is how many entities that share bytes with a stretch are explained.
const mostTouching = 8

// Explain says of the bytes [start,end) what the model takes them for, how probable
// that is, and which features and transitions speak for it and against it, compared
// with the best way to tag the sentence otherwise. Reasons quote the text, for they
// are asked for.
func (st *stage) Explain(ctx context.Context, doc *document.Document, start, end int) ([]plugin.Reason, error) {
	if start < 0 || end > len(doc.Text()) || start > end {
		return nil, fmt.Errorf("explain [%d,%d) of a text of %d bytes: no such range", start, end, len(doc.Text()))
	}
	known := template.Values{}
	for c := range st.choices {
		for _, typ := range st.model.Types(c) { // of chains that later ones read
			known.Hash("B-" + typ)
			known.Hash("I-" + typ)
		}
	}
	r := newReader(st.model)
	r.tags = sentence.NewProjector(known.Hash)
	if err := r.read(doc); err != nil {
		return nil, err
	}
	x := &explanation{stage: st, reader: r, text: doc.Text(), worker: st.model.Worker(), known: known}
	x.banned = st.except.In(x.text)
	defer x.worker.Release()
	err := x.explain(ctx, start, end)
	return x.reasons, err
}

// An explanation gathers reasons about one stretch of text.
type explanation struct {
	*stage
	*reader
	text    string
	worker  *tagger.Worker
	known   map[uint64]string
	aligned bool // the stretch begins and ends as tokens do
	banned  *proposal.Ban
	first   int // token of the sentence that is explained
	reasons []plugin.Reason
}

func (x *explanation) add(code, origin, format string, args ...any) {
	x.reasons = append(x.reasons, plugin.Reason{Code: code, Origin: origin, Message: fmt.Sprintf(format, args...)})
}

func (x *explanation) explain(ctx context.Context, start, end int) error {
	from, to := x.touched(start, end)
	if from == to {
		x.add("crf.no-token", "", "no token is there")
		return nil
	}
	s := x.around(from)
	if to > s.End {
		x.add("crf.sentence", "", "it goes over the end of a sentence, which entities of a model never do")
		return nil
	}
	a, b := x.extent(from, to)
	if x.aligned = a == start && b == end; !x.aligned {
		x.add("crf.tokens", "", "it begins or ends inside a token: the model sees %s", quoted(x.words[from:to]))
	}
	return x.inSentence(ctx, s, from-s.Start, to-s.Start)
}

// touched are the tokens that share bytes with a stretch.
func (x *explanation) touched(start, end int) (from, to int) {
	for from = 0; from < x.tokens.Len() && x.tokens.End(from) <= start; from++ {
	}
	for to = from; to < x.tokens.Len() && x.tokens.Start(to) < end; to++ {
	}
	return from, to
}

// around is the sentence of a token.
func (x *explanation) around(token int) sentence.Range {
	for _, s := range x.sentences {
		if token < s.End {
			return s
		}
	}
	return sentence.Range{}
}

// inSentence explains tokens of a sentence.
func (x *explanation) inSentence(ctx context.Context, s sentence.Range, from, to int) error {
	x.first = s.Start
	words, layers := x.sentence(s)
	found, err := x.worker.Find(ctx, nil, words, layers, 1)
	if err != nil {
		return err
	}
	for chain := range x.choices {
		exact, touching := false, 0
		for _, e := range found {
			if e.Chain != chain || e.Start >= to || e.End <= from {
				continue
			}
			exact = exact || e.Start == from && e.End == to
			if touching++; touching > mostTouching {
				continue
			}
			if err := x.one(ctx, words, layers, chain, e.Span, x.aligned && e.Start == from && e.End == to); err != nil {
				return err
			}
		}
		if more := touching - mostTouching; more > 0 {
			x.add("crf.other-extent", "", "%s finds %d more entities there", x.by(chain), more)
		}
		if !exact {
			if err := x.missing(ctx, words, layers, chain, from, to); err != nil {
				return err
			}
		}
	}
	return nil
}

// one explains an entity that the chain finds; asked says whether it is the stretch
// that was asked for.
func (x *explanation) one(ctx context.Context, words []string, layers tagger.Layers, chain int, e scheme.Span, asked bool) error {
	what, err := x.worker.Explain(ctx, words, layers, chain, e, x.known)
	if err != nil {
		return err
	}
	name := "it"
	if !asked {
		name = quoted(words[e.Start:e.End])
	}
	h := &x.choices[chain][e.Type]
	switch {
	case h.Label == "":
		x.add("crf.label", x.origin("/labels"), "%s takes %s for %s, which is not among labels", x.by(chain), name, what.Label)
	case what.Score < h.Least && h.Pointer == "":
		x.add("crf.threshold", "", "%s takes %s for %s with %s, below the threshold of the model, %.2f", x.by(chain), name, h.Label, scored(&what), h.Least)
	case what.Score < h.Least:
		x.add("crf.threshold", x.origin(h.Pointer), "%s takes %s for %s with %s, below the threshold, %.2f", x.by(chain), name, h.Label, scored(&what), h.Least)
	case x.exception(e) >= 0:
		n := x.exception(e)
		x.add("crf.except", x.origin(fmt.Sprintf("/except/%d", n)), "%s takes %s for %s with %s, but it lies within the exception %s", x.by(chain), name, h.Label, scored(&what), x.options.Except[n])
	case asked:
		x.add("crf.match", "", "%s proposes it as %s with %s", x.by(chain), h.Label, scored(&what))
	default:
		x.add("crf.other-extent", "", "%s proposes %s as %s with %s", x.by(chain), name, h.Label, scored(&what))
	}
	x.weights(&what)
	return nil
}

// exception is the number of the one that an entity lies within, or -1.
func (x *explanation) exception(e scheme.Span) int {
	return x.banned.Of(x.extent(x.first+e.Start, x.first+e.End))
}

// missing explains the most probable label of tokens that are no entity.
func (x *explanation) missing(ctx context.Context, words []string, layers tagger.Layers, chain, from, to int) error {
	span := scheme.Span{Start: from, End: to}
	var err error
	if span.Type, err = x.worker.Likeliest(ctx, words, layers, chain, span); err != nil {
		return err
	}
	best, err := x.worker.Explain(ctx, words, layers, chain, span, x.known)
	if err != nil {
		return err
	}
	x.add("crf.unlikely", "", "%s takes it for %s; by itself it is likeliest to be %s, with %s", x.by(chain), x.told(chain, best.Instead), best.Label, scored(&best))
	x.weights(&best)
	return nil
}

// told says in words what tags mean, where there are such words.
func (x *explanation) told(chain int, tags []string) string {
	set := x.file.Chains[chain].Set
	var numbers []int32
	for _, name := range tags {
		tag, err := set.Index(name)
		if err != nil {
			return joined(tags)
		}
		numbers = append(numbers, int32(tag))
	}
	first, typ := set.Split(int(numbers[0]))
	last, _ := set.Split(int(numbers[len(numbers)-1]))
	spans := set.Decode(nil, numbers)
	switch {
	case len(spans) == 0:
		return "no entity"
	case len(spans) > 1 || spans[0].End-spans[0].Start < len(tags):
		return joined(tags)
	case first == scheme.Inside || first == scheme.End || set.Scheme == scheme.BIOES && (last == scheme.Begin || last == scheme.Inside):
		return "part of a longer " + set.Types[typ]
	}
	return set.Types[typ]
}

// by names the model, and its chain where it has several.
func (x *explanation) by(chain int) string {
	if len(x.choices) == 1 {
		return x.name
	}
	return fmt.Sprintf("%s (%s)", x.name, x.model.Chains()[chain])
}

// weights names what speaks for and against.
func (x *explanation) weights(what *tagger.Explanation) {
	lead := fmt.Sprintf("%.1f ahead", what.Lead)
	if !what.Tagged {
		lead = fmt.Sprintf("%.1f behind", -what.Lead)
	}
	if pro := listed(what.Weights, 1); pro != "" {
		x.add("crf.for", "", "for %s rather than %s (%s): %s", what.Label, x.told(what.Chain, what.Instead), lead, pro)
	}
	if contra := listed(what.Weights, -1); contra != "" {
		x.add("crf.against", "", "against %s: %s", what.Label, contra)
	}
}

// listed lists the largest weights of a sign.
func listed(weights []tagger.Weight, sign float64) string {
	var out []string
	more, rest := 0, 0.0
	for _, w := range weights {
		switch {
		case w.Value*sign <= 0 || math.Abs(w.Value) < 0.005:
		case len(out) < mostWeights:
			out = append(out, fmt.Sprintf("%s %+.2f", w.Name, w.Value))
		default:
			more++
			rest += w.Value
		}
	}
	if more > 0 {
		out = append(out, fmt.Sprintf("%d more %+.2f", more, rest))
	}
	return strings.Join(out, ", ")
}

// scored renders score and probability, once where they are the same.
func scored(what *tagger.Explanation) string {
	if what.Calibrated {
		return fmt.Sprintf("score %s (probability %s)", share(what.Score), share(what.Probability))
	}
	return "probability " + share(what.Probability)
}

// share renders a share; one that is nearly nothing keeps two digits.
func share(p float64) string {
	if p < 0.01 {
		return fmt.Sprintf("%.2g", p)
	}
	return fmt.Sprintf("%.2f", p)
}

// quoted renders words.
func quoted(words []string) string { return "“" + joined(words) + "”" }

// mostJoined is how many words or tags are written out.
const mostJoined = 16

// joined writes out words or tags, the first of them where they are many.
func joined(words []string) string {
	if len(words) > mostJoined {
		return strings.Join(words[:mostJoined], " ") + " …"
	}
	return strings.Join(words, " ")
}
