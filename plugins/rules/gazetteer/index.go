package gazetteer

import "sync"

// An Index finds the terms of lists. It never changes, so goroutines share it.
type Index struct {
	columns
	speller *speller
	mode    Mode
	idle    sync.Pool // of *workspace
}

func newIndex(s *speller, m Mode, c columns) *Index {
	return &Index{columns: c, speller: s, mode: m}
}

// A Hit is an occurrence of an entry: the bytes [Start,End) of the text, and
// the entry's number.
type Hit struct {
	Start, End int
	Entry      int
	Errors     int // typing errors in the text
}

// Lists returns the number of lists.
func (x *Index) Lists() int { return len(x.lists) }

// Note returns what [Builder.Build] was given.
func (x *Index) Note() []byte { return x.note }

// List returns the number of the list of an entry.
func (x *Index) List(entry int) int { return int(x.records[entry].list) }

// Label returns the label of an entry.
func (x *Index) Label(entry int) string {
	return x.strings.str(x.records[entry].label)
}

// Line returns the first of the lines of an entry.
func (x *Index) Line(entry int) int32 { return x.records[entry].line }

// Entry returns what a list says of a term.
func (x *Index) Entry(entry int) Entry {
	r := &x.records[entry]
	e := Entry{List: int(r.list), Label: x.Label(entry), Attrs: attrsOf(&x.sets, &x.strings, r.attrs), Lines: []int32{r.line}}
	for more := r.more; more != 0; more = x.lines[more-1].next {
		e.Lines = append(e.Lines, x.lines[more-1].line)
	}
	return e
}
