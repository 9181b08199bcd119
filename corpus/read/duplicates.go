package read

import (
	"sort"

	"github.com/cespare/xxhash/v2"
)

// A table of ids begins with fewSlots, and goes on with idSlots: at 12 bytes a
// slot 24 MiB, good for 1.5 million ids. So the memory of a long run is flat
// from early on, and a short one is not charged for it.
const (
	fewSlots = 4096
	idSlots  = 2 << 20
)

// An idTable knows the ids of records met so far by their 64-bit hashes, and
// where each was first. Two different ids have the same hash once in ten
// million runs of a million records.
type idTable struct {
	hashes []uint64 // 0 is free
	places []uint32 // lines since the first file
	used   int
	files  []placedFile
	size   int // slots after the first few; idSlots when 0
}

// A placedFile is a record file and the places its lines take: those from
// start on.
type placedFile struct {
	path  string
	start uint32
	last  int // line
}

// open begins a file.
func (t *idTable) open(path string) {
	if len(t.files) == 0 {
		t.files = append(t.files, placedFile{path: path})
		return
	}
	f := t.files[len(t.files)-1]
	if f.last == 0 { // nothing was met in it
		t.files[len(t.files)-1].path = path
		return
	}
	t.files = append(t.files, placedFile{path: path, start: f.start + uint32(f.last)})
}

// add enters an id met on a line of the open file. When it was there before,
// it returns the place.
func (t *idTable) add(id string, line int) (path string, firstLine int, again bool) {
	f := &t.files[len(t.files)-1]
	f.last = max(f.last, line)
	place := f.start + uint32(line-1)
	if 4*(t.used+1) > 3*len(t.hashes) {
		t.grow()
	}
	hash := max(1, xxhash.Sum64String(id))
	i := t.slot(hash)
	if t.hashes[i] == hash {
		path, firstLine = t.place(t.places[i])
		return path, firstLine, true
	}
	t.hashes[i], t.places[i] = hash, place
	t.used++
	return "", 0, false
}

// slot finds the slot of a hash, or the free one it belongs in.
func (t *idTable) slot(hash uint64) int {
	mask := uint64(len(t.hashes) - 1)
	i := hash & mask
	for t.hashes[i] != 0 && t.hashes[i] != hash {
		i = (i + 1) & mask
	}
	return int(i)
}

// place turns a place into a file and a line.
func (t *idTable) place(at uint32) (string, int) {
	i := sort.Search(len(t.files), func(i int) bool { return t.files[i].start > at }) - 1
	return t.files[i].path, int(at-t.files[i].start) + 1
}

func (t *idTable) grow() {
	hashes, places := t.hashes, t.places
	size := fewSlots
	if t.size == 0 {
		t.size = idSlots
	}
	if len(hashes) > 0 || t.size < fewSlots {
		size = max(2*len(hashes), t.size)
	}
	t.hashes, t.places = make([]uint64, size), make([]uint32, size)
	for i, hash := range hashes {
		if hash != 0 {
			j := t.slot(hash)
			t.hashes[j], t.places[j] = hash, places[i]
		}
	}
}
