package read

import (
	"hash/maphash"
	"math"
	"math/bits"
	"sort"
)

// The table of ids is cut into parts that grow one after the other, so that
// growing never takes twice the memory. A part begins with fewSlots, and goes on
// with its share of idSlots: 32 MiB in all, good for 1.7 million ids. So the
// memory of a long run is flat from early on, and a short one is not charged
// for it. Beyond, a part grows by half when it is nearly full: 19 to 29 bytes
// an id.
const (
	idParts  = 64
	fewSlots = 1024
	idSlots  = 2 << 20
)

// An idTable knows the ids of records met so far by hashes of 96 bits, and where
// each was first. The hashes are keyed, so nobody can make ids that collide; two
// different ids of ten million have the same hash once in 10^15 runs.
type idTable struct {
	key, check maphash.Seed
	seeded     bool
	parts      [idParts][]idSlot
	used       [idParts]int
	files      []placedFile
	path       string // of the open file, which has a place when an id of it is met
	placed     bool
	size       int // slots after the first few; idSlots when 0
}

// An idSlot is 16 bytes. The place is one more than it is, so that 0 is free.
type idSlot struct {
	key          uint64
	check, place uint32
}

// A placedFile is a record file and the places its lines take: those from
// start on.
type placedFile struct {
	path  string
	start uint64
	last  int // line
}

// open begins a file.
func (t *idTable) open(path string) { t.path, t.placed = path, false }

// add enters an id met on a line of the open file. When it was there before,
// it returns the place; the path is empty when that is more than four billion
// records ago.
func (t *idTable) add(id string, line int) (path string, firstLine int, again bool) {
	slot := idSlot{place: t.mark(line)}
	if !t.seeded {
		t.key, t.check, t.seeded = maphash.MakeSeed(), maphash.MakeSeed(), true
	}
	slot.key, slot.check = maphash.String(t.key, id), uint32(maphash.String(t.check, id))
	part := slot.key >> (64 - 6)
	if 8*(t.used[part]+1) > 7*len(t.parts[part]) {
		t.grow(part)
	}
	at := slotOf(t.parts[part], slot)
	if found := t.parts[part][at].place; found != 0 {
		path, firstLine = t.place(found)
		return path, firstLine, true
	}
	t.parts[part][at] = slot
	t.used[part]++
	return "", 0, false
}

// mark gives a line of the open file its place.
func (t *idTable) mark(line int) uint32 {
	if !t.placed {
		var start uint64
		if n := len(t.files); n > 0 {
			start = t.files[n-1].start + uint64(t.files[n-1].last)
		}
		t.files, t.placed = append(t.files, placedFile{path: t.path, start: start}), true
	}
	f := &t.files[len(t.files)-1]
	f.last = max(f.last, line)
	return uint32(min(f.start+uint64(line), math.MaxUint32))
}

// slotOf finds the slot of an id, or the free one it belongs in.
func slotOf(part []idSlot, id idSlot) int {
	high, _ := bits.Mul64(id.key<<6, uint64(len(part))) // the first six bits chose the part
	at := int(high)
	for part[at].place != 0 && (part[at].key != id.key || part[at].check != id.check) {
		if at++; at == len(part) {
			at = 0
		}
	}
	return at
}

// place turns a place into a file and a line.
func (t *idTable) place(mark uint32) (string, int) {
	if mark == math.MaxUint32 {
		return "", 0
	}
	at := uint64(mark) - 1
	i := sort.Search(len(t.files), func(i int) bool { return t.files[i].start > at }) - 1
	return t.files[i].path, int(at-t.files[i].start) + 1
}

func (t *idTable) grow(part uint64) {
	old := t.parts[part]
	size := fewSlots
	if len(old) > 0 {
		share := idSlots / idParts
		if t.size > 0 {
			share = t.size
		}
		size = max(len(old)+len(old)/2, share)
	}
	t.parts[part] = make([]idSlot, size)
	for _, slot := range old {
		if slot.place != 0 {
			t.parts[part][slotOf(t.parts[part], slot)] = slot
		}
	}
}
