package decode

import "slices"

// Found returns the labels that entities can have, sorted.
func (d *Decoder) Found() []string {
	var out []string
	if d.chain != nil {
		for _, k := range d.chain.kinds {
			if !slices.Contains(d.Ignore, k.label) {
				out = append(out, k.label)
			}
		}
	} else {
		for _, l := range d.labels {
			switch {
			case d.Strategy == None && !l.ignoredPiece:
				out = append(out, l.name)
			case d.Strategy != None && !l.ignoredGroup:
				out = append(out, l.group)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
