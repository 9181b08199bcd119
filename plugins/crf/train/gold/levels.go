package gold

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Levels say on which level entities go. The zero Levels have one, for all labels.
type Levels struct {
	// depth is the number of levels that differ by how deep entities are nested.
	depth int
	// groups hold the labels of levels that differ by label; of, where each goes.
	groups [][]string
	of     map[string]int
}

// maxLevels bounds how many chains are trained.
const maxLevels = 16

// ParseLevels reads how levels are to be made: one number, of levels that hold the
// outermost entities, those within them and so on; or for each level the labels that
// go there, with commas between them. Nothing is one level.
func ParseLevels(levels []string) (Levels, error) {
	if len(levels) > maxLevels {
		return Levels{}, fmt.Errorf("%d levels: there may be 1 to %d", len(levels), maxLevels)
	}
	if len(levels) == 1 {
		n, err := strconv.Atoi(levels[0])
		if err == nil && (n < 1 || n > maxLevels) {
			return Levels{}, fmt.Errorf("%d levels: there may be 1 to %d", n, maxLevels)
		}
		if err == nil {
			return Levels{depth: n}, nil
		}
	}
	l := Levels{of: map[string]int{}}
	for i, text := range levels {
		var group []string
		for label := range strings.SplitSeq(text, ",") {
			label = strings.TrimSpace(label)
			if label == "" {
				return Levels{}, errors.New("a level is a number of levels, or labels with commas between them")
			}
			if at, twice := l.of[label]; twice && at == i {
				return Levels{}, fmt.Errorf("the label %s is given twice", label)
			} else if twice {
				return Levels{}, fmt.Errorf("the label %s is on the levels %d and %d", label, at+1, i+1)
			}
			l.of[label] = i
			group = append(group, label)
		}
		l.groups = append(l.groups, group)
	}
	return l, nil
}

// Count is the number of levels.
func (l Levels) Count() int { return max(1, l.depth, len(l.groups)) }

// Name is what level i is called.
func (l Levels) Name(i int) string {
	if i < len(l.groups) {
		return strings.ToLower(strings.Join(l.groups[i], "-"))
	}
	return "level" + strconv.Itoa(i+1)
}

// Labels returns the labels of all groups; nil when levels differ by depth.
func (l Levels) Labels() []string { return slices.Concat(l.groups...) }

// A wide is an entity over tokens of a document.
type wide struct {
	Span
	level int
}

// assign gives entities their level and drops those that overlap one of theirs:
// longer ones come first, then those more to the left.
func (l Levels) assign(entities []wide, counts *Counts) []wide {
	slices.SortStableFunc(entities, func(a, b wide) int {
		return cmp.Or(
			cmp.Compare(b.End-b.Start, a.End-a.Start), cmp.Compare(a.Start, b.Start), strings.Compare(a.Label, b.Label),
			cmp.Compare(number(a.Altered), number(b.Altered)),
		)
	})
	taken := make([]ranges, l.Count())
	var out []wide
	for i, e := range entities {
		if i > 0 && e.same(entities[i-1].Span) {
			counts.Doubled++
			continue
		}
		var ok bool
		if e.level, ok = l.place(e.Span, taken); !ok {
			counts.Overlapping++
			continue
		}
		out = append(out, e)
	}
	slices.SortFunc(out, func(a, b wide) int { return cmp.Compare(a.Start, b.Start) })
	return out
}

// same reports whether two entities have the same tokens and label.
func (s Span) same(other Span) bool {
	return s.Start == other.Start && s.End == other.End && s.Label == other.Label
}

// number is 1 for what holds.
func number(holds bool) int {
	if holds {
		return 1
	}
	return 0
}

// place finds the level of an entity and takes its room there.
func (l Levels) place(e Span, taken []ranges) (level int, ok bool) {
	first, last := 0, len(taken)-1
	if l.groups != nil {
		first, last = l.of[e.Label], l.of[e.Label]
	}
	for level = first; level <= last; level++ {
		if taken[level].add(e.Start, e.End) {
			return level, true
		}
	}
	return 0, false
}

// ranges are sorted and do not overlap.
type ranges [][2]int

// add puts a range in, unless it overlaps one that is there.
func (r *ranges) add(start, end int) bool {
	at, _ := slices.BinarySearchFunc(*r, start, func(x [2]int, start int) int { return cmp.Compare(x[0], start) })
	if at > 0 && (*r)[at-1][1] > start || at < len(*r) && (*r)[at][0] < end {
		return false
	}
	*r = slices.Insert(*r, at, [2]int{start, end})
	return true
}
