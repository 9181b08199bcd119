package document

import "iter"

// Start returns the byte offset of the first byte of span i.
func (l *Layer) Start(i int) int { return int(l.start[i]) }

// End returns the byte offset after the last byte of span i.
func (l *Layer) End(i int) int { return int(l.end[i]) }

// Label returns the label of span i.
func (l *Layer) Label(i int) string { return l.words.strings[l.label[i]] }

// Score returns the score of span i and what it means.
func (l *Layer) Score(i int) (float32, ScoreKind) {
	if l.more == nil || l.more.score == nil {
		return 0, None
	}
	return l.more.score[i], ScoreKind(l.more.kind[i])
}

// Parent returns the index of the span that span i is nested in, or [NoParent].
func (l *Layer) Parent(i int) int {
	if l.more == nil || l.more.parent == nil {
		return NoParent
	}
	return int(l.more.parent[i])
}

// Attributes returns the attributes of span i in the order they were given.
func (l *Layer) Attributes(i int) []Attr { return l.AppendAttributes(nil, i) }

// AppendAttributes appends the attributes of span i to dst.
func (l *Layer) AppendAttributes(dst []Attr, i int) []Attr {
	if l.more == nil {
		return dst
	}
	return l.more.attr.appendTo(dst, l.words.strings, i)
}

// Evidence returns why span i was proposed.
func (l *Layer) Evidence(i int) []Attr { return l.AppendEvidence(nil, i) }

// AppendEvidence appends the evidence for span i to dst.
func (l *Layer) AppendEvidence(dst []Attr, i int) []Attr {
	if l.more == nil {
		return dst
	}
	return l.more.why.appendTo(dst, l.words.strings, i)
}

// Span returns span i with everything but its parent.
func (l *Layer) Span(i int) Span {
	score, kind := l.Score(i)
	return Span{
		Start: l.Start(i), End: l.End(i), Label: l.Label(i),
		Score: score, Kind: kind,
		Attributes: l.Attributes(i), Evidence: l.Evidence(i),
	}
}

// All iterates over index and span, in the order they were added.
func (l *Layer) All() iter.Seq2[int, Span] {
	return func(yield func(int, Span) bool) {
		for i := range l.Len() {
			if !yield(i, l.Span(i)) {
				return
			}
		}
	}
}
