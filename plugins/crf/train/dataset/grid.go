package dataset

// A Grid is sentences as sites. Before and behind the tokens of each sentence are places
// that belong to no token, as many as the farthest offset, so that whoever looks from a
// token at its neighbours, or from a site back at tokens, never meets another sentence.
type Grid struct {
	// Tags is the number of tags.
	Tags int
	// Sentences are the ranges of their tokens in sites. None is empty.
	Sentences []Range
	// Gold is the tag at each site, or [Nowhere].
	Gold []int16
	// Weights are those of the sentences.
	Weights []float64
	// Sources are what is seen at sites; the words come first.
	Sources []Source
	// Vectors are the layers of vectors that are seen at sites.
	Vectors []Vectors
	// Cells lists the columns of each cell.
	Cells Lists
	// Joins lists the columns of each site that no cell has.
	Joins Lists
	// Origin is the index of each sentence in the data it was made of.
	Origin []int32
}

// Nowhere is the tag of a site that is no token.
const Nowhere = -1

// A Range is the sites from Start to End, exclusive.
type Range struct{ Start, End int32 }

// Len returns the number of tokens.
func (r Range) Len() int { return int(r.End - r.Start) }

// A Source holds one type, or nothing, at each site.
type Source struct {
	// Offsets are those at which tokens look at it, sorted: a token at site i sees
	// site i+o.
	Offsets []int
	// Of is the type at each site, -1 for nothing.
	Of []int32
	// Types is the number of types.
	Types int
	// Base is its first cell: that of type t seen at Offsets[k] is Base + t*len(Offsets) + k.
	Base int
}

// Cells returns the number of its cells.
func (s *Source) Cells() int { return s.Types * len(s.Offsets) }

// Lists are many short lists in one.
type Lists struct {
	// Start has one number more than there are lists: where each begins in Items.
	Start []uint32
	Items []int32
}

// At returns the list i.
func (l *Lists) At(i int) []int32 { return l.Items[l.Start[i]:l.Start[i+1]] }

// Len returns how many lists there are.
func (l *Lists) Len() int { return max(0, len(l.Start)-1) }

// close ends a list.
func (l *Lists) close() { l.Start = append(l.Start, uint32(len(l.Items))) }

// Invert returns, for each of n items, the lists that hold it, ascending. A list that
// holds an item twice is there twice.
func (l *Lists) Invert(n int) Lists {
	out := Lists{Start: make([]uint32, n+1), Items: make([]int32, len(l.Items))}
	for _, item := range l.Items {
		out.Start[item+1]++
	}
	for i := range n {
		out.Start[i+1] += out.Start[i]
	}
	next := make([]uint32, n)
	copy(next, out.Start)
	for i := range l.Len() {
		for _, item := range l.At(i) {
			out.Items[next[item]] = int32(i)
			next[item]++
		}
	}
	return out
}

// filter replaces each item by to[item] and drops those where that is negative.
func (l *Lists) filter(to []int32) {
	kept, begin := 0, uint32(0)
	for i := range l.Len() {
		end := l.Start[i+1]
		for _, item := range l.Items[begin:end] {
			if to[item] >= 0 {
				l.Items[kept] = to[item]
				kept++
			}
		}
		begin = end
		l.Start[i+1] = uint32(kept)
	}
	l.Items = l.Items[:kept:kept]
}

// Sites returns, for each type of a source, the sites that hold it, ascending.
func (s *Source) Sites() Lists {
	out := Lists{Start: make([]uint32, s.Types+1)}
	for _, t := range s.Of {
		if t >= 0 {
			out.Start[t+1]++
		}
	}
	for t := range s.Types {
		out.Start[t+1] += out.Start[t]
	}
	out.Items = make([]int32, out.Start[s.Types])
	next := make([]uint32, s.Types)
	copy(next, out.Start)
	for site, t := range s.Of {
		if t >= 0 {
			out.Items[next[t]] = int32(site)
			next[t]++
		}
	}
	return out
}
