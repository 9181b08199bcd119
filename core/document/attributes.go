package document

import "slices"

// attrColumns holds attributes as triples of a span and two numbers in the
// layer's dictionary, ordered by span. In a layer that was decoded, spans are
// counted over the whole frame and begin at base.
type attrColumns struct {
	span, key, value []int32
	base             int32
}

func (c *attrColumns) add(words *dictionary, span int, attrs []Attr) {
	if free := cap(c.span) - len(c.span); free < len(attrs) {
		c.grow(len(attrs))
	}
	for _, a := range attrs {
		c.span = append(c.span, int32(span)+c.base)
		c.key = append(c.key, words.id(a.Key))
		c.value = append(c.value, words.id(a.Value))
	}
}

// grow makes room for n more triples in one allocation, and for as many as there
// are already.
func (c *attrColumns) grow(n int) {
	size := len(c.span) + max(n, len(c.span), firstSpans)
	block := make([]int32, 3*size)
	c.span = append(block[:0:size], c.span...)
	c.key = append(block[size:size:2*size], c.key...)
	c.value = append(block[2*size:2*size:3*size], c.value...)
}

// rangeOf returns the triples [from,to) of a span.
func (c *attrColumns) rangeOf(span int) (from, to int) {
	at := int32(span) + c.base
	from, _ = slices.BinarySearch(c.span, at)
	to = from
	for to < len(c.span) && c.span[to] == at {
		to++
	}
	return from, to
}

// appendTo appends the attributes of a span to dst.
func (c *attrColumns) appendTo(dst []Attr, words []string, span int) []Attr {
	if len(c.span) == 0 {
		return dst
	}
	from, to := c.rangeOf(span)
	dst = slices.Grow(dst, to-from)
	for i := from; i < to; i++ {
		dst = append(dst, Attr{Key: words[c.key[i]], Value: words[c.value[i]]})
	}
	return dst
}
