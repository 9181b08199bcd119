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
	for _, a := range attrs {
		c.span = append(c.span, int32(span)+c.base)
		c.key = append(c.key, words.id(a.Key))
		c.value = append(c.value, words.id(a.Value))
	}
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

func (c *attrColumns) of(words []string, span int) []Attr {
	from, to := c.rangeOf(span)
	if from == to {
		return nil
	}
	attrs := make([]Attr, 0, to-from)
	for i := from; i < to; i++ {
		attrs = append(attrs, Attr{Key: words[c.key[i]], Value: words[c.value[i]]})
	}
	return attrs
}
