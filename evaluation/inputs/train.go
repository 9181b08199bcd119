package inputs

import (
	"github.com/onomast/onomast/evaluation/analysis"
)

// Seen takes note of the surfaces of a training set.
func Seen(train *Set, labels *Map) *analysis.Seen {
	var seen analysis.Seen
	for _, d := range train.Documents {
		for i := range d.Entities {
			e := &d.Entities[i]
			if label, ok := labels.of(goldSide, e.Label); ok {
				hull := e.Hull()
				seen.Add(d.Text[hull.Start:hull.End], label)
			}
		}
	}
	return &seen
}
