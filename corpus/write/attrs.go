package write

import (
	"cmp"
	"slices"

	"github.com/onomast/onomast/core/document"
)

// sourceKey is the evidence that names the stage an entity comes from.
const sourceKey = "source"

// fewAttrs is up to where comparing every key with every other is cheaper than
// a map.
const fewAttrs = 16

// splitSource takes the stage an entity comes from out of its evidence.
func splitSource(evidence []document.Attr) (source string, rest []document.Attr) {
	for i, a := range evidence {
		if a.Key == sourceKey {
			if i == 0 { // where the resolver puts it
				return a.Value, evidence[1:]
			}
			return a.Value, slices.Concat(evidence[:i], evidence[i+1:])
		}
	}
	return "", evidence
}

// appendAttrs appends attributes as a JSON object, keys in the order they first
// came; a repeated key gets an array of its values.
func appendAttrs(dst []byte, attrs []document.Attr) []byte {
	dst = append(dst, '{')
	for i, group := range groups(attrs) {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = append(appendString(dst, group[0].Key), ':')
		if len(group) == 1 {
			dst = appendString(dst, group[0].Value)
			continue
		}
		dst = append(dst, '[')
		for j, a := range group {
			if j > 0 {
				dst = append(dst, ',')
			}
			dst = appendString(dst, a.Value)
		}
		dst = append(dst, ']')
	}
	return append(dst, '}')
}

// groups iterates over the stretches of equal keys, numbered from 0.
func groups(attrs []document.Attr) func(yield func(int, []document.Attr) bool) {
	return func(yield func(int, []document.Attr) bool) {
		attrs := gather(attrs)
		for n := 0; len(attrs) > 0; n++ {
			end := 1
			for end < len(attrs) && attrs[end].Key == attrs[0].Key {
				end++
			}
			if !yield(n, attrs[:end]) {
				return
			}
			attrs = attrs[end:]
		}
	}
}

// gather brings equal keys together, in the order in which keys first came.
func gather(attrs []document.Attr) []document.Attr {
	if len(attrs) <= fewAttrs && !scattered(attrs) {
		return attrs
	}
	rank := make(map[string]int)
	for _, a := range attrs {
		if _, known := rank[a.Key]; !known {
			rank[a.Key] = len(rank)
		}
	}
	return slices.SortedStableFunc(slices.Values(attrs), func(a, b document.Attr) int {
		return cmp.Compare(rank[a.Key], rank[b.Key])
	})
}

func scattered(attrs []document.Attr) bool {
	for i := 1; i < len(attrs); i++ {
		if attrs[i].Key == attrs[i-1].Key {
			continue
		}
		for _, a := range attrs[:i-1] {
			if a.Key == attrs[i].Key {
				return true
			}
		}
	}
	return false
}
