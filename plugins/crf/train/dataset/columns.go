package dataset

// Columns are the features of training data, and what each has parameters for.
type Columns struct {
	// Start has one number more than there are columns: the first parameter of each.
	Start []uint32
	// Tags is the tag of each parameter, ascending within a column.
	Tags []uint16
	// Share is how many features each column stands for.
	Share []uint32
	// dictionary leads from keys to columns, -1 for a feature that is left out.
	dictionary map[uint64]int32
}

// Len returns the number of columns.
func (c *Columns) Len() int { return len(c.Share) }

// Parameters returns the number of parameters.
func (c *Columns) Parameters() int { return len(c.Tags) }

// Find returns the column of a feature, or -1.
func (c *Columns) Find(key uint64) int32 {
	if column, ok := c.dictionary[key]; ok {
		return column
	}
	return -1
}

// Features yields every feature that has a column, in no order.
func (c *Columns) Features(yield func(key uint64, column int32) bool) {
	for key, column := range c.dictionary {
		if column >= 0 && !yield(key, column) {
			return
		}
	}
}
