package chars

const (
	last     = 0x10FFFF
	pageSize = 256
)

// stages is a table in two stages: equal pages of 256 values are kept once.
type stages[T comparable] struct {
	pages [last/pageSize + 1]uint16
	cells []T
}

func (s *stages[T]) at(r rune) T {
	if uint32(r) > last {
		var none T
		return none
	}
	return s.cells[int(s.pages[r>>8])<<8|int(r&0xFF)]
}

// pack fills the stages from one value a code point.
func (s *stages[T]) pack(values []T) {
	seen := map[[pageSize]T]uint16{}
	for i := range s.pages {
		var page [pageSize]T
		copy(page[:], values[i*pageSize:])
		at, ok := seen[page]
		if !ok {
			at = uint16(len(seen))
			seen[page] = at
			s.cells = append(s.cells, page[:]...)
		}
		s.pages[i] = at
	}
}
