package sentence

import (
	"slices"
	"sort"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/plugins/crf/dense"
)

// An inner is a span that lies within a token, and is not all of it.
type inner struct{ token, span int }

// Vectors appends one vector for each token: that of the first span of the layer which has
// exactly its borders, else the mean of the vectors of the spans inside it, else none.
// The tokens are sorted and do not overlap; the layer may be nil, without vectors, and in
// any order. Vectors may share the layer's memory.
func Vectors(dst []dense.Vector, layer, tokens *document.Layer) []dense.Vector {
	base, n := len(dst), tokens.Len()
	dst = slices.Grow(dst, n)[:base+n]
	out := dst[base:]
	clear(out)
	if layer.Dim() == 0 {
		return dst
	}
	var inside []inner
	token := 0
	for i := range layer.Len() {
		start, end := layer.Start(i), layer.End(i)
		if i > 0 && start < layer.Start(i-1) {
			token = sort.Search(n, func(k int) bool { return tokens.End(k) > start })
		}
		for token < n && tokens.End(token) <= start {
			token++
		}
		switch {
		case token == n || start < tokens.Start(token) || end > tokens.End(token):
		case start > tokens.Start(token) || end < tokens.End(token):
			inside = append(inside, inner{token, i})
		case out[token].Numbers == nil:
			out[token].Numbers, out[token].Scale = layer.PackedVector(i)
		}
	}
	means(out, inside, layer)
	return dst
}

// means gives tokens that have no vector the mean of those inside.
func means(out []dense.Vector, inside []inner, layer *document.Layer) {
	slices.SortStableFunc(inside, func(a, b inner) int { return a.token - b.token })
	var sum, one []float32
	for len(inside) > 0 {
		token, count := inside[0].token, 0
		for count < len(inside) && inside[count].token == token {
			count++
		}
		own := inside[:count]
		inside = inside[count:]
		if out[token].Numbers != nil {
			continue
		}
		sum = append(sum[:0], make([]float32, layer.Dim())...)
		for _, s := range own {
			one = layer.AppendVector(one[:0], s.span)
			for d, x := range one {
				sum[d] += x / float32(count)
			}
		}
		out[token].Numbers = make([]int8, layer.Dim())
		out[token].Scale = document.PackVector(out[token].Numbers, sum)
	}
}
