package document

import (
	"slices"
	"sort"
)

// A SourceMap leads from byte offsets in a text back to the bytes it was made
// from: over removed markup, decoded entities and other encodings. It is held
// as runs of equal units, so copied stretches cost next to nothing however
// long they are. Both sides go forward, but for [Builder.Seek]; the source goes up
// to 4 GiB. A nil *SourceMap says that text and source are the same bytes. It is safe for
// concurrent use.
type SourceMap struct {
	runs []run
	// ends of the text and of the source, in bytes
	text, source int
	back         bool // the source goes back somewhere
}

// A run is a stretch of units of the same size: textStep bytes of text made
// from sourceStep bytes of source. It ends where the next run begins in the
// text; source bytes between the end of one run and the start of the next left
// no text.
type run struct {
	text, source         uint32
	textStep, sourceStep uint32
}

// Span returns the source bytes, half-open, that text[start:end] was made
// from. A bound inside a unit (an entity, a converted character) is moved
// outwards to its edge; bounds outside the text are moved to its nearest end.
// An empty span gives an empty span. Where the source goes back, they are the
// fewest bytes that hold everything.
func (m *SourceMap) Span(start, end int) (sourceStart, sourceEnd int) {
	if m == nil {
		return start, end
	}
	start = max(0, min(start, m.text))
	end = max(start, min(end, m.text))
	if start == m.text {
		return m.last(), m.last()
	}
	sourceStart, _ = m.unit(start)
	if start == end {
		return sourceStart, sourceStart
	}
	_, sourceEnd = m.unit(end - 1)
	if m.back {
		for i := m.find(start) + 1; i <= m.find(end-1); i++ {
			_, before := m.unit(int(m.runs[i].text) - 1)
			sourceStart, sourceEnd = min(sourceStart, int(m.runs[i].source)), max(sourceEnd, before)
		}
	}
	return sourceStart, sourceEnd
}

// Runs returns the number of runs the map is made of.
func (m *SourceMap) Runs() int {
	if m == nil {
		return 0
	}
	return len(m.runs)
}

// unit returns the source bytes of the unit that text byte at lies in.
func (m *SourceMap) unit(at int) (start, end int) {
	r := m.runs[m.find(at)]
	start = int(r.source) + (at-int(r.text))/int(r.textStep)*int(r.sourceStep)
	return start, start + int(r.sourceStep)
}

// find returns the run that holds text byte at.
func (m *SourceMap) find(at int) int {
	return sort.Search(len(m.runs), func(i int) bool { return int(m.runs[i].text) > at }) - 1
}

// end returns where run i ends in the text.
func (m *SourceMap) end(i int) int {
	if i+1 < len(m.runs) {
		return int(m.runs[i+1].text)
	}
	return m.text
}

// last returns the source offset after the last unit of the text.
func (m *SourceMap) last() int {
	if m.text == 0 {
		return m.source
	}
	_, end := m.unit(m.text - 1)
	return end
}

// Then composes two maps: m leads from a text to some middle form, next from
// that form to the source. The result leads from the text to the source.
func (m *SourceMap) Then(next *SourceMap) *SourceMap {
	switch {
	case m == nil:
		return next
	case next == nil:
		return m
	}
	b := Builder{back: m.back || next.back}
	for i, r := range m.runs {
		if r.textStep == 1 && r.sourceStep == 1 {
			b.through(next, int(r.source), m.end(i)-int(r.text))
			continue
		}
		for at := int(r.text); at < m.end(i); at += int(r.textStep) {
			middle, middleEnd := m.unit(at)
			start, end := next.Span(middle, middleEnd)
			b.put(start, 1, int(r.textStep), end-start)
		}
	}
	b.source = max(b.source, next.source)
	return b.Map()
}

// through appends n bytes of text copied from offset at of the middle form,
// with the units of next.
func (b *Builder) through(next *SourceMap, at, n int) {
	for stop := min(at+n, next.text); at < stop; {
		i := next.find(at)
		r := next.runs[i]
		step := int(r.textStep)
		into := (at - int(r.text)) % step
		size := min(step-into, stop-at)
		units := 1
		if into == 0 && stop-at >= step {
			units = (min(stop, next.end(i)) - at) / step
		}
		source, _ := next.unit(at)
		b.put(source, units, size, int(r.sourceStep))
		at += units * size
	}
}

// A Builder makes a [SourceMap] from the first byte of the text to the last.
// The zero Builder is ready to use.
type Builder struct {
	runs         []run
	text, source int // bytes so far
	back         bool
}

// Grow makes room for n more runs: stretches that do not continue each other.
func (b *Builder) Grow(n int) { b.runs = slices.Grow(b.runs, n) }

// Copy says that the next n bytes of text are the next n bytes of the source.
func (b *Builder) Copy(n int) { b.put(b.source, n, 1, 1) }

// Convert says that the next text bytes were made as a whole from the next
// source bytes: an entity, a character in another encoding, or, with a source
// of 0, bytes that the reader put in.
func (b *Builder) Convert(text, source int) { b.put(b.source, 1, text, source) }

// Skip says that the next n bytes of the source left no text.
func (b *Builder) Skip(n int) { b.source += n }

// Append says that the next n bytes of text are those that m describes, whose
// source begins here. A nil m describes a copy.
func (b *Builder) Append(m *SourceMap, n int) {
	if m == nil {
		b.Copy(n)
		return
	}
	base := b.source
	b.back = b.back || m.back
	for i, r := range m.runs {
		b.put(base+int(r.source), (m.end(i)-int(r.text))/int(r.textStep), int(r.textStep), int(r.sourceStep))
	}
	b.source = base + m.source
}

// Seek says that what comes next was made from the source from an offset on, which
// may lie before what was described: fields of a record are joined in another order
// than they stand in.
func (b *Builder) Seek(at int) {
	b.back = b.back || at < b.source
	b.source = at
}

// Len returns how many bytes of text and source have been described.
func (b *Builder) Len() (text, source int) { return b.text, b.source }

// put appends units of equal size, the first of which begins at source.
func (b *Builder) put(source, units, textStep, sourceStep int) {
	if units <= 0 {
		return
	}
	if textStep <= 0 {
		b.source = max(b.source, source+units*sourceStep)
		return
	}
	if !b.extends(source, textStep, sourceStep) {
		b.runs = append(b.runs, run{uint32(b.text), uint32(source), uint32(textStep), uint32(sourceStep)})
	}
	b.text += units * textStep
	b.source = source + units*sourceStep
}

// extends reports whether a unit continues the last run.
func (b *Builder) extends(source, textStep, sourceStep int) bool {
	if len(b.runs) == 0 {
		return false
	}
	r := b.runs[len(b.runs)-1]
	units := (b.text - int(r.text)) / int(r.textStep)
	return int(r.textStep) == textStep && int(r.sourceStep) == sourceStep &&
		int(r.source)+units*sourceStep == source
}

// Map returns the map, nil when text and source are the same bytes. The
// Builder must not be used afterwards.
func (b *Builder) Map() *SourceMap {
	whole := len(b.runs) == 1 && b.runs[0] == run{textStep: 1, sourceStep: 1}
	if b.text == b.source && (whole || b.text == 0) {
		return nil
	}
	return &SourceMap{runs: b.runs, text: b.text, source: b.source, back: b.back}
}
