package chain

import "fmt"

// group is tags, targets, that may come after the same tags, preds, and after
// no others. Schemes have one large group, of all tags that open something or
// nothing, and a small one for each type.
type group struct {
	preds, targets []int32
}

// groups are all tags that may come after any, each in one group, in the order
// of their first targets.
func (w *weights) groups() []group {
	var all []group
	known := map[string]int{}
	for b, preds := range w.preds {
		if len(preds) == 0 {
			continue
		}
		key := fmt.Sprint(preds)
		at, ok := known[key]
		if !ok {
			at = len(all)
			known[key] = at
			all = append(all, group{preds: preds})
		}
		all[at].targets = append(all[at].targets, int32(b))
	}
	return all
}
