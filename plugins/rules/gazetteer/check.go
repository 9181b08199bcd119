package gazetteer

import "errors"

// check returns an error unless every number in the columns leads somewhere and
// every chain ends, so that no search can fail or go on for ever.
func (c *columns) check() error {
	if err := errors.Join(c.strings.check(), c.sets.check(), c.typos.check()); err != nil {
		return err
	}
	switch {
	case !c.filter.sound() || !c.roots.sound():
		return errors.New("a filter has an impossible size")
	case c.longest < 0 || c.longest > MaxTerm:
		return errors.New("the longest term is too long")
	}
	return errors.Join(c.checkTerms(), c.checkRecords(), c.checkSets())
}

func (f filter) sound() bool { return len(f) > 0 && len(f)&(len(f)-1) == 0 }

func (t *texts) check() error {
	last := uint32(0)
	for _, end := range t.ends {
		if end < last || uint64(end) > uint64(len(t.bytes)) {
			return errors.New("a string lies outside its column")
		}
		last = end
	}
	return nil
}

func (c *columns) checkTerms() error {
	starts, err := c.terms.starts()
	if err != nil {
		return err
	}
	for at := 0; at < len(c.terms); {
		t := c.terms.at(uint32(at))
		if int(t.next) > at || !starts.leads(t.next) || t.record == 0 || int(t.record) > len(c.records) || c.records[t.record-1].list != t.list {
			return errors.New("a term leads nowhere")
		}
		at += termWords + blocks(t.size)
	}
	return c.checkNodes(starts)
}

func (c *columns) checkNodes(starts set) error {
	empty := false
	for _, slot := range c.slots {
		empty = empty || slot == 0
		if !starts.leads(node(slot).term()) {
			return errors.New("a node leads to no term")
		}
	}
	if !empty {
		return errors.New("the table of nodes is full")
	}
	return nil
}

func (c *columns) checkRecords() error {
	for i := range c.records {
		r := &c.records[i]
		if r.next != 0 && int(r.next) <= i+1 || int(r.next) > len(c.records) || int(r.more) > len(c.lines) ||
			int(r.list) >= len(c.lists) || int(r.label) >= c.strings.len() || int(r.attrs) >= c.sets.len() {
			return errors.New("an entry leads nowhere")
		}
	}
	for i, l := range c.lines {
		if l.next != 0 && int(l.next) <= i+1 || int(l.next) > len(c.lines) {
			return errors.New("a line leads nowhere")
		}
	}
	return nil
}

func (c *columns) checkSets() error {
	for i := range uint32(c.sets.len()) {
		pairs := c.sets.get(i)
		if len(pairs)%pairSize != 0 {
			return errors.New("a set of attributes is cut off")
		}
		for ; len(pairs) > 0; pairs = pairs[pairSize:] {
			if k, v := pair(pairs); int(k) >= c.strings.len() || int(v) >= c.strings.len() {
				return errors.New("an attribute leads nowhere")
			}
		}
	}
	return nil
}
