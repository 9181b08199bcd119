// Package window cuts the pieces of a long text into windows that a model can take: each
// as long as may be, overlapping, with edges where sentences or words have theirs. Every
// piece is decided in exactly one window, that in which it is farthest from an edge.
package window

// A Window is the pieces [From,To) of a text, which a model sees at once. What it says of
// [First,Last) counts; the pieces around are context, which other windows decide.
type Window struct {
	From, To, First, Last int
}

// An Edge ranks the place before a piece as an edge of windows.
type Edge uint8

// The edges, worst first.
const (
	Inside   Edge = iota // of a word
	Word                 // a word begins here
	Sentence             // a sentence begins here
)

// A Cutter cuts texts.
type Cutter struct {
	// Size is how many pieces a window has at most, 1 or more.
	Size int
	// Context is how many pieces a decided piece has at least on each side of it in its
	// window, as far as the text has them. What is more than a quarter of Size counts as
	// that.
	Context int
	// Reach, if set, is behind which piece a window has to end that begins with a piece,
	// however few that are; at least the next.
	Reach func(from int) int
}

// end is behind which piece a window has to end at the latest.
func (c Cutter) end(start int) int {
	if c.Reach == nil {
		return start + c.Size
	}
	return min(start+c.Size, c.Reach(start))
}

// Cut appends the windows of the pieces [from,to). The function says how good the place
// before a piece is as an edge.
func (c Cutter) Cut(dst []Window, from, to int, edge func(piece int) Edge) []Window {
	if from >= to {
		return dst
	}
	first := len(dst)
	start := from
	for c.end(start) < to {
		most := c.end(start)
		quarter := (most - start) / 4
		context := min(max(c.Context, 0), quarter)
		end := best(most-quarter, most, edge)
		dst = append(dst, Window{From: start, To: end})
		back := end - 2*context
		start = best(max(back-context/2, start+1), max(back, start+1), edge)
	}
	dst = append(dst, Window{From: start, To: to})
	decide(dst[first:], from, to)
	return dst
}

// best returns the last of the best edges in [low,high].
func best(low, high int, edge func(int) Edge) int {
	at, rank := high, Inside
	for i := high; i >= low && rank < Sentence; i-- {
		if e := edge(i); e > rank {
			at, rank = i, e
		}
	}
	return at
}

// decide shares out the pieces among windows that overlap.
func decide(windows []Window, from, to int) {
	for i := range windows {
		windows[i].First = from
		if i+1 == len(windows) {
			windows[i].Last = to
			break
		}
		from = (windows[i].To-1+windows[i+1].From)/2 + 1 // as far from one edge as from the other
		windows[i].Last = from
	}
}
