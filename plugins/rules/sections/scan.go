package sections

const (
	// maxDepth is how many marks deep runs are searched.
	maxDepth = 16
	// maxLevel is the level of the innermost sections, however long their numbers.
	maxLevel = 32
	// leadLines is how many lines before an opening may lead to it.
	leadLines = 4
	// checkEvery is how many lines pass between looks at the deadline.
	checkEvery = 1 << 10
)

// A found is a section of a text.
type found struct {
	rule       *rule
	start, end int // byte offsets, half-open
	opened     int // byte offset of the line that opened it, past leading lines
	number     string
	heading    string
}

// A scanner finds the sections of one text.
type scanner struct {
	rules *ruleset
	text  string
	out   []found
	late  func() error // asked now and then whether to go on
	lines int          // gone by
	read  int          // bytes given to expressions
}

// An open is a section that goes on.
type open struct {
	rule  *rule
	from  int // index of its first line
	found int // its index in out
	level int
}

// A block is a stretch of lines that is searched by itself: the text, or a run
// without its marks.
type block struct {
	*scanner
	lines []line
	depth int
	open  []open // from the outermost to the innermost
	free  int    // lines before it may not lead to what opens
}

// scan finds the sections in lines, whose start is moved past marks.
func (s *scanner) scan(lines []line, depth int) error {
	b := &block{scanner: s, lines: lines, depth: depth}
	for i := 0; i < len(lines); {
		if s.lines++; s.lines%checkEvery == 0 {
			if err := s.late(); err != nil {
				return err
			}
		}
		next, err := b.line(i)
		if err != nil {
			return err
		}
		i = next
	}
	b.close(0, len(lines))
	return nil
}

// line takes a line and returns the next one to take.
func (b *block) line(i int) (next int, err error) {
	text := b.of(i)
	if n := len(b.open); n > 0 && b.open[n-1].rule.end != nil {
		if b.begins(b.open[n-1].rule.end, text) {
			b.close(n-1, i+1)
		}
		return i + 1, nil
	}
	for n := range b.open {
		if until := b.open[n].rule.until; until != nil && b.begins(until, text) {
			b.close(n, i)
			break
		}
	}
	o, f := b.opening(i)
	switch {
	case o.rule == nil:
		return i + 1, nil
	case o.rule.run:
		return b.run(i, o)
	}
	b.begin(i, o, f)
	return i + 1, nil
}

func (b *block) of(i int) string { return b.text[b.lines[i].start:b.lines[i].end] }

// begin opens a section at line i.
func (b *block) begin(i int, o open, f found) {
	b.closeLevel(o.level, o.from)
	o.found = len(b.out)
	b.open = append(b.open, o)
	b.out = append(b.out, f)
	if o.rule.end != nil {
		b.free = i + 1
	}
}

// run takes the run of marked lines that begins at line i and returns the line
// behind it.
func (b *block) run(i int, o open) (next int, err error) {
	b.closeLevel(o.level, o.from)
	var marks []int // lengths
	for next = i; next < len(b.lines); next++ {
		text := b.of(next)
		b.read += len(text)
		mark := o.rule.opens.Prefix(text)
		if mark < 0 {
			break
		}
		marks = append(marks, mark)
	}
	b.free = next
	if !b.put(found{rule: o.rule, opened: b.lines[i].start}, o.from, next) || b.depth == maxDepth {
		return next, nil
	}
	for k, mark := range marks {
		b.lines[i+k].start += mark
	}
	err = b.scan(b.lines[i:next], b.depth+1)
	for k, mark := range marks {
		b.lines[i+k].start -= mark
	}
	return next, err
}

// closeLevel ends the open sections of this and inner levels before a line.
func (b *block) closeLevel(level, before int) {
	if level == 0 {
		return
	}
	for n, o := range b.open {
		if o.level >= level {
			b.close(n, before)
			return
		}
	}
}

// close ends the open sections from number n on before a line.
func (b *block) close(n, before int) {
	b.free = max(b.free, before)
	for k := len(b.open) - 1; k >= n; k-- {
		o := b.open[k]
		f := b.out[o.found]
		b.out[o.found].rule = nil // unless it turns out to be one
		if o.from < before && b.extent(&f, o.from, before) {
			b.out[o.found] = f
		}
	}
	b.open = b.open[:n]
}

// put adds a section of the lines [from,to).
func (b *block) put(f found, from, to int) bool {
	ok := b.extent(&f, from, to)
	if ok {
		b.out = append(b.out, f)
	}
	return ok
}

// extent gives a section its place. It is false when there is nothing in it, or
// too much.
func (b *block) extent(f *found, from, to int) bool {
	f.start, f.end = trim(b.text, b.lines[from:to])
	if f.start == f.end {
		return false
	}
	return f.rule.maxLines == 0 || b.count(from, to, f.end) <= f.rule.maxLines
}

// count returns how many of the lines [from,to) begin before end.
func (b *block) count(from, to, end int) int {
	for to > from && b.lines[to-1].start >= end {
		to--
	}
	return to - from
}
