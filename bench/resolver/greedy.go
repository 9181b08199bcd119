package main

import "slices"

// greedy is what most libraries do: candidates by falling score (then the
// longer, then the earlier), each taken when it fits what is there.
func greedy(spans []span, nested bool) []span {
	order := slices.Clone(spans)
	slices.SortStableFunc(order, func(a, b span) int {
		switch {
		case a.score != b.score:
			return sign(b.score > a.score)
		case a.end-a.start != b.end-b.start:
			return (b.end - b.start) - (a.end - a.start)
		}
		return a.start - b.start
	})
	var taken []span
	for _, s := range order {
		if fits(s, taken, nested) {
			taken = append(taken, s)
		}
	}
	return taken
}

func sign(positive bool) int {
	if positive {
		return 1
	}
	return -1
}

func fits(s span, taken []span, nested bool) bool {
	for _, t := range taken {
		if !together(s, t, nested) {
			return false
		}
	}
	return !nested || labelled(append(slices.Clone(taken), s))
}

// together reports whether two spans may both stay.
func together(a, b span, nested bool) bool {
	switch {
	case a.end <= b.start || b.end <= a.start:
		return true
	case !nested:
		return false
	}
	return within(a, b) || within(b, a)
}

// within reports whether a lies inside b and is shorter.
func within(a, b span) bool {
	return b.start <= a.start && a.end <= b.end && a.end-a.start < b.end-b.start
}

// labelled reports whether no span has the label of the one directly around it.
func labelled(spans []span) bool {
	for _, s := range spans {
		outer := span{end: -1}
		for _, t := range spans {
			if within(s, t) && (outer.end < 0 || within(t, outer)) {
				outer = t
			}
		}
		if outer.end >= 0 && outer.label == s.label {
			return false
		}
	}
	return true
}

// exhaustive looks at every subset and returns the greatest value.
func exhaustive(spans []span, nested bool) float64 {
	best := 0.0
	var search func(i int, taken []span)
	search = func(i int, taken []span) {
		if i == len(spans) {
			if v := value(taken); v > best && (!nested || labelled(taken)) {
				best = v
			}
			return
		}
		search(i+1, taken)
		for _, t := range taken {
			if !together(spans[i], t, nested) {
				return
			}
		}
		search(i+1, append(slices.Clone(taken), spans[i]))
	}
	search(0, nil)
	return best
}

// cost is the default of the option span_cost.
const cost = 0.4

// value is the objective of the resolver where all scores are calibrated and
// there are no priorities.
func value(spans []span) float64 {
	sum := 0.0
	for _, s := range spans {
		sum += max(0, float64(s.score)-cost)
	}
	return sum
}
