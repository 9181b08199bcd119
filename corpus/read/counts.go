package read

// Counts say what a [Reader] has met so far. Documents, Failed and Skipped add up to
// the records it has yielded.
type Counts struct {
	Documents int `json:"documents"`
	Failed    int `json:"failed"`
	Skipped   int `json:"skipped"`
	// Files are the files opened, by format.
	Files map[string]int `json:"files,omitempty"`
	// Hidden are files and directories passed over because their names begin
	// with a dot, Excluded those that the patterns rule out, and Repeated those
	// that are read in another place.
	Hidden   int `json:"hidden,omitempty"`
	Excluded int `json:"excluded,omitempty"`
	Repeated int `json:"repeated,omitempty"`
}

// Records returns how many records were yielded.
func (c Counts) Records() int { return c.Documents + c.Failed + c.Skipped }

// Counts returns what was met so far.
func (r *Reader) Counts() Counts {
	c := r.counts
	c.Files = make(map[string]int, len(r.counts.Files))
	for name, n := range r.counts.Files {
		c.Files[name] = n
	}
	c.Hidden, c.Excluded = r.counts.Hidden, r.counts.Excluded // in archives
	for _, w := range r.walks {
		c.Hidden += w.hidden
		c.Excluded += w.excluded
		c.Repeated += w.repeated
	}
	return c
}
