package template

import (
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"math/bits"
	"slices"
)

// A hashTable maps 64-bit hashes to small numbers that are not 0. It is read
// where it lies, in the bytes of a blob: a row of 64-bit cells, each the low bits
// of a hash above its number. A hash stands at the cell that its high bits say,
// or in one of the few behind it.
type hashTable struct {
	cells []byte
	homes uint64 // cells that hashes are at home in
	reach int    // cells behind its home that a hash may stand in
	bits  uint   // of the numbers
}

// An entry is a hash with its number.
type entry struct {
	hash   uint64
	number uint32
}

const cellSize = 8 // bytes

// tableHeader: homes, reach, each 8 bytes.
const tableHeader = 16

// appendTable appends the bytes of a table. The entries are sorted in place; no
// hash may be there twice.
func appendTable(dst []byte, entries []entry, number uint) []byte {
	sortHashed(entries, func(e *entry) uint64 { return e.hash }, func(a, b entry) int { return cmp.Compare(a.hash, b.hash) })
	homes := uint64(len(entries)) + uint64(len(entries))/4 + 1
	cells := make([]uint64, 0, homes)
	reach := 0
	for _, e := range entries {
		at := home(e.hash, homes)
		for uint64(len(cells)) < at {
			cells = append(cells, 0)
		}
		reach = max(reach, len(cells)-int(at))
		cells = append(cells, e.hash<<number|uint64(e.number))
	}
	for uint64(len(cells)) < homes+uint64(reach) {
		cells = append(cells, 0)
	}
	dst = binary.LittleEndian.AppendUint64(dst, homes)
	dst = binary.LittleEndian.AppendUint64(dst, uint64(reach))
	for _, c := range cells {
		dst = binary.LittleEndian.AppendUint64(dst, c)
	}
	return dst
}

// sortHashed sorts by hashes, as compare orders them first. Hashes are spread evenly:
// their high bits say nearly where each belongs.
func sortHashed[T any](all []T, hash func(*T) uint64, compare func(a, b T) int) {
	n := uint64(len(all))
	begin := make([]int, n+1)
	for i := range all {
		begin[home(hash(&all[i]), n)+1]++
	}
	for i := range n {
		begin[i+1] += begin[i]
	}
	from, next := slices.Clone(all), slices.Clone(begin)
	for i := range from {
		at := home(hash(&from[i]), n)
		all[next[at]] = from[i]
		next[at]++
	}
	for i := range n {
		if same := all[begin[i]:begin[i+1]]; len(same) > 1 {
			slices.SortFunc(same, compare)
		}
	}
}

// readTable reads what [appendTable] wrote, up to the end of data, without
// copying it.
func readTable(data []byte, number uint) (hashTable, error) {
	if len(data) < tableHeader {
		return hashTable{}, errors.New("the table is cut off")
	}
	homes, reach := binary.LittleEndian.Uint64(data), binary.LittleEndian.Uint64(data[8:])
	cells := data[tableHeader:]
	if homes == 0 || homes > math.MaxInt32 || reach > math.MaxInt32 || uint64(len(cells)) != (homes+reach)*cellSize {
		return hashTable{}, fmt.Errorf("a table of %d bytes can not have %d+%d cells", len(cells), homes, reach)
	}
	return hashTable{cells: cells, homes: homes, reach: int(reach), bits: number}, nil
}

// home is the cell where a hash is looked for first: in the order of the hashes.
func home(hash, homes uint64) uint64 {
	at, _ := bits.Mul64(hash, homes)
	return at
}

// find returns the number of a hash, or 0.
func (t *hashTable) find(hash uint64) uint32 {
	p := t.place(hash)
	p.read()
	return p.number()
}

// A place is where a hash is looked for.
type place struct {
	*hashTable
	hash uint64
	home int // in bytes
	cell uint64
}

// place returns where to look for a hash, without looking.
func (t *hashTable) place(hash uint64) place {
	return place{hashTable: t, hash: hash, home: int(home(hash, t.homes)) * cellSize}
}

// read reads the first cell.
func (p *place) read() { p.cell = binary.LittleEndian.Uint64(p.cells[p.home:]) }

// number returns the number of the hash, or 0. The first cell has been read.
func (p *place) number() uint32 {
	t := p.hashTable
	want := p.hash << t.bits >> t.bits
	at, last := p.home, p.home+t.reach*cellSize
	for cell := p.cell; cell != 0; cell = binary.LittleEndian.Uint64(t.cells[at:]) {
		if cell>>t.bits == want {
			return uint32(cell) & (1<<t.bits - 1)
		}
		if at += cellSize; at > last {
			break
		}
	}
	return 0
}
