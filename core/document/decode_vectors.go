package document

import (
	"fmt"

	"google.golang.org/protobuf/encoding/protowire"
)

// vectorColumns holds the vectors of one layer of all documents of a frame.
type vectorColumns struct {
	dim   []int32 // of each document
	quant []int8
	scale []float32 // of each span
}

func (c *vectorColumns) take(field protowire.Number, b []byte) (err error) {
	switch field {
	case layerDim:
		c.dim, err = column[int32](b)
	case layerVector:
		c.quant = signed(b)
	case layerScale:
		c.scale, err = column[float32](b)
	}
	return err
}

// check makes sure that each span has the numbers its document says; spanEnd has
// been checked.
func (c *vectorColumns) check(docs int, spanEnd []int32, spans int) error {
	if len(c.dim) == 0 && len(c.quant) == 0 && len(c.scale) == 0 {
		return nil
	}
	if len(c.dim) != docs || len(c.scale) != spans {
		return fmt.Errorf("%w: %d dimensions for %d documents, %d scales for %d spans", errColumns, len(c.dim), docs, len(c.scale), spans)
	}
	size, from := int64(0), int32(0)
	for i, to := range spanEnd {
		if c.dim[i] < 0 || c.dim[i] > MaxDim {
			return fmt.Errorf("%w: vectors of %d numbers; at most %d can be", errColumns, c.dim[i], MaxDim)
		}
		size += int64(c.dim[i]) * int64(to-from)
		from = to
	}
	if size != int64(len(c.quant)) {
		return fmt.Errorf("%w: %d bytes of vectors; by their dimensions there are %d", errColumns, len(c.quant), size)
	}
	return nil
}

// cut gives document i the vectors of its spans [from,to), which begin at index at,
// and returns where the next document's begin.
func (c *vectorColumns) cut(into *extras, i int, from, to int32, at int) int {
	if len(c.dim) == 0 || c.dim[i] == 0 {
		return at
	}
	dim := int(c.dim[i])
	end := at + dim*int(to-from)
	into.vec = &vectorColumn{dim: dim, quant: c.quant[at:end:end], scale: c.scale[from:to:to]}
	return end
}
