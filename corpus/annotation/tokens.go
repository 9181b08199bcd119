package annotation

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// tokens gives a document the tokens and sentences that the format needs, and moves
// its entities to their edges.
func (f *Fitter) tokens(d *Document) error {
	if !f.Holds.NeedsTokens {
		return nil
	}
	if len(d.Tokens) == 0 || f.Holds.NeedsSentences && len(d.Sentences) == 0 {
		if err := f.tokenize(d); err != nil {
			return err
		}
	}
	if filled := Cover(d.Text, d.Tokens); len(filled) != len(d.Tokens) {
		f.note(d, Noted, "tokens-added", "%d tokens are added for text that none covered", len(filled)-len(d.Tokens))
		d.Tokens = filled
	}
	if !f.Holds.SpacedTokens {
		if whole := unspaced(d.Text, d.Tokens); len(whole) != len(d.Tokens) {
			f.note(d, Noted, "tokens-split", "%d tokens are split at white space in them", len(whole)-len(d.Tokens))
			d.Tokens = whole
		}
	}
	if f.SplitTokens {
		d.Tokens = split(d.Tokens, d.Entities)
	}
	f.snap(d)
	if f.Holds.NeedsSentences {
		f.sentences(d)
	}
	switch {
	case f.Holds.Spacing == TokenSpacing && !joined(d, f.Holds.Sentences):
		f.note(d, Noted, "spacing", "its white space is not kept: the format holds tokens only")
	case f.Holds.Spacing == SentenceSpacing && !apart(d):
		f.note(d, Noted, "spacing", "its white space before, between and behind sentences is not kept")
	}
	return nil
}

// tokenize fills in what a document has not.
func (f *Fitter) tokenize(d *Document) error {
	tokens, sentences := d.Tokens, d.Sentences
	if err := f.Tokenize(d); err != nil {
		return err
	}
	if len(tokens) > 0 {
		d.Tokens = tokens
	} else if len(d.Tokens) > 0 {
		f.note(d, Noted, "tokens-made", "it has no tokens: they are made by the tokenizer")
	}
	if len(sentences) > 0 || !f.Holds.Sentences {
		d.Sentences = sentences
	}
	return nil
}

// Cover adds tokens for text that is neither space nor in a token.
func Cover(text string, tokens []Range) []Range {
	out, at := tokens, 0
	added := false
	fill := func(from, to int) {
		for _, r := range words(text, from, to) {
			if !added {
				out, added = slices.Clone(tokens), true
			}
			out = append(out, r)
		}
	}
	for _, t := range tokens {
		fill(at, t.Start)
		at = t.End
	}
	fill(at, len(text))
	if added {
		slices.SortFunc(out, func(a, b Range) int { return cmp.Compare(a.Start, b.Start) })
	}
	return out
}

// words returns the stretches of text[from:to] between white space.
func words(text string, from, to int) []Range {
	var out []Range
	start := -1
	for i := from; i < to; {
		r, size := utf8.DecodeRuneInString(text[i:to])
		switch space := unicode.IsSpace(r); {
		case space && start >= 0:
			out, start = append(out, Range{start, i}), -1
		case !space && start < 0:
			start = i
		}
		i += size
	}
	if start >= 0 {
		out = append(out, Range{start, to})
	}
	return out
}

// split cuts tokens where fragments of entities begin or end.
func split(tokens []Range, entities []Entity) []Range {
	var cuts []int
	for i := range entities {
		for _, fragment := range entities[i].Fragments {
			cuts = append(cuts, fragment.Start, fragment.End)
		}
	}
	slices.Sort(cuts)
	out := make([]Range, 0, len(tokens)+8)
	for _, t := range tokens {
		at, _ := slices.BinarySearch(cuts, t.Start+1)
		for ; at < len(cuts) && cuts[at] < t.End; at++ {
			if cuts[at] > t.Start {
				out = append(out, Range{t.Start, cuts[at]})
				t.Start = cuts[at]
			}
		}
		out = append(out, t)
	}
	return out
}

// snap moves the edges of entities to those of tokens.
func (f *Fitter) snap(d *Document) {
	var lost []bool
	for i := range d.Entities {
		e := &d.Entities[i]
		moved := make([]Range, 0, len(e.Fragments))
		for _, r := range e.Fragments {
			from, to := Within(d.Tokens, r)
			if from == to {
				continue
			}
			snapped := Range{d.Tokens[from].Start, d.Tokens[to-1].End}
			if n := len(moved); n > 0 && snapped.Start < moved[n-1].End { // two in one token
				moved[n-1].End = max(moved[n-1].End, snapped.End)
				continue
			}
			moved = append(moved, snapped)
		}
		switch {
		case len(moved) == 0:
			f.Report(f.places.About(d, e, Lost, "blank", "it is nothing but white space, which is in no token"))
			if lost == nil {
				lost = make([]bool, len(d.Entities))
			}
			lost[i] = true
		case !slices.Equal(moved, e.Fragments):
			f.Report(f.places.About(d, e, Changed, "token-edges", "it begins or ends inside of a token or with a space: it is moved to the edges of the tokens"))
			e.Fragments = moved
		}
	}
	if lost != nil {
		n := -1
		f.keep(d, func(*Entity) bool { n++; return !lost[n] })
	}
}

// Within returns the tokens [from,to) that share text with a range.
func Within(tokens []Range, r Range) (from, to int) {
	from, _ = slices.BinarySearchFunc(tokens, r.Start, func(t Range, start int) int {
		if t.End <= start {
			return -1
		}
		return 1
	})
	to = from
	for to < len(tokens) && tokens[to].Start < r.End {
		to++
	}
	return from, to
}

// sentences makes sentences cover every token and cut no entity.
func (f *Fitter) sentences(d *Document) {
	whole := Sentences(d)
	crossed := crossings(d.Entities)
	out := whole[:0:0]
	for _, s := range whole {
		if n := len(out); n > 0 && crossed(out[n-1].End) {
			f.note(d, Noted, "sentences-joined", "two sentences are joined: an entity goes across")
			out[n-1].End = s.End
			continue
		}
		out = append(out, s)
	}
	d.Sentences = out
}

// crossings returns a function that reports whether an entity begins before a place and
// ends behind it.
func crossings(entities []Entity) func(at int) bool {
	hulls := make([]Range, len(entities))
	for i := range entities {
		hulls[i] = entities[i].Hull()
	}
	slices.SortFunc(hulls, func(a, b Range) int { return cmp.Compare(a.Start, b.Start) })
	for i := 1; i < len(hulls); i++ { // from here on End is that of the longest so far
		hulls[i].End = max(hulls[i].End, hulls[i-1].End)
	}
	return func(at int) bool {
		i, _ := slices.BinarySearchFunc(hulls, at, func(h Range, at int) int { return cmp.Compare(h.Start, at) })
		return i > 0 && hulls[i-1].End > at
	}
}

// Sentences returns the sentences of a document so that every token lies in one:
// text between two belongs to the first. A sentence without tokens is left out. A
// document without sentences is one.
func Sentences(d *Document) []Range {
	var out []Range
	next := 0
	for i := range max(1, len(d.Sentences)) {
		end := len(d.Text)
		if i+1 < len(d.Sentences) {
			end = d.Sentences[i+1].Start
		}
		from := next
		for next < len(d.Tokens) && d.Tokens[next].Start < end {
			next++
		}
		if from < next {
			out = append(out, Range{d.Tokens[from].Start, d.Tokens[next-1].End})
		}
	}
	return out
}

// joined reports whether a text is its tokens with a space between each two, and
// between sentences a line end.
func joined(d *Document, sentences bool) bool {
	starts := make(map[int]bool, len(d.Sentences))
	if sentences {
		for _, s := range d.Sentences {
			starts[s.Start] = true
		}
	}
	at := 0
	for i, t := range d.Tokens {
		if i > 0 {
			space := byte(' ')
			if starts[t.Start] {
				space = '\n'
			}
			if at >= len(d.Text) || d.Text[at] != space {
				return false
			}
			at++
		}
		if t.Start != at {
			return false
		}
		at = t.End
	}
	return at == len(d.Text)
}

// apart reports whether there is nothing but a line end between each two sentences, and
// nothing around them.
func apart(d *Document) bool {
	at := 0
	for i, s := range d.Sentences {
		if i > 0 && !strings.HasPrefix(d.Text[at:], "\n") {
			return false
		}
		if s.Start != at+min(i, 1) {
			return false
		}
		at = s.End
	}
	return at == len(d.Text)
}

// unspaced splits tokens at ASCII white space in them.
func unspaced(text string, tokens []Range) []Range {
	spaced := func(t Range) bool { return strings.ContainsAny(text[t.Start:t.End], asciiSpace) }
	if !slices.ContainsFunc(tokens, spaced) {
		return tokens
	}
	var out []Range
	for _, t := range tokens {
		for t.Start < t.End {
			for t.Start < t.End && strings.IndexByte(asciiSpace, text[t.Start]) >= 0 {
				t.Start++
			}
			n := strings.IndexAny(text[t.Start:t.End], asciiSpace)
			if n < 0 {
				n = t.End - t.Start
			}
			if n > 0 {
				out = append(out, Range{t.Start, t.Start + n})
			}
			t.Start += n
		}
	}
	return out
}

const asciiSpace = " \t\r\n\v\f"
