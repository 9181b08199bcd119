package analysis

import (
	"slices"
	"sort"

	"github.com/clipperhouse/uax29/v2/words"
)

// Words count words with a label: a word that an entity of it touches has one.
type Words struct {
	Gold, Predicted, Both int
}

// A word of a text, as byte offsets.
type word struct{ start, end int }

// wordsOf cuts a text into words by the rules of Unicode (UAX #29).
func wordsOf(text string) []word {
	var out []word
	for w := words.FromString(text); w.Next(); {
		if wordLike(w.Value()) {
			out = append(out, word{w.Start(), w.End()})
		}
	}
	return out
}

func (w *Words) add(d *Document) {
	if len(d.Gold)+len(d.Pred) == 0 {
		return
	}
	all := wordsOf(d.Text)
	gold, pred := labelled(all, d.Gold), labelled(all, d.Pred)
	w.Gold += len(gold)
	w.Predicted += len(pred)
	for _, key := range gold {
		if _, both := slices.BinarySearch(pred, key); both {
			w.Both++
		}
	}
}

// labelled returns a number for each word and label it has, sorted.
func labelled(all []word, entities []Entity) []int64 {
	var keys []int64
	for i := range entities {
		for _, r := range entities[i].Parts() {
			from := sort.Search(len(all), func(k int) bool { return all[k].end > r.Start })
			for k := from; k < len(all) && all[k].start < r.End; k++ {
				keys = append(keys, int64(k)<<32|int64(entities[i].Label))
			}
		}
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}
