package document

import (
	"slices"
	"unsafe"
)

// fewStrings is how many strings are looked through one by one; beyond that a
// map is quicker.
const fewStrings = 16

// firstStrings is the room that the first string makes.
const firstStrings = 8

// A dictionary numbers strings in the order they come. Slices of strings that
// are shared with others have no room to spare, so that adding copies them.
type dictionary struct {
	strings []string
	index   map[string]int32 // made when there are many
}

// id returns the number of s, which is added if it is new.
func (d *dictionary) id(s string) int32 {
	if len(d.strings) <= fewStrings {
		for i, known := range d.strings {
			if known == s {
				return int32(i)
			}
		}
		if len(d.strings) == cap(d.strings) {
			d.strings = slices.Grow(d.strings, firstStrings)
		}
		d.strings = append(d.strings, s)
		return int32(len(d.strings) - 1)
	}
	if d.index == nil {
		d.index = make(map[string]int32, 2*len(d.strings))
		for i, known := range d.strings {
			d.index[known] = int32(i)
		}
	}
	id, ok := d.index[s]
	if !ok {
		id = int32(len(d.strings))
		d.strings = append(d.strings, s)
		d.index[s] = id
	}
	return id
}

// shares reports whether two dictionaries are the same strings in memory, as
// those of the documents of one frame are.
func (d *dictionary) shares(o *dictionary) bool {
	return len(d.strings) == len(o.strings) && unsafe.SliceData(d.strings) == unsafe.SliceData(o.strings)
}
