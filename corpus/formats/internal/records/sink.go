package records

import "github.com/onomast/onomast/corpus/annotation"

// Lines returns a sink that writes an object a line: what fill appends to its opening
// brace.
func Lines(out *annotation.Output, fill func(dst []byte, d *annotation.Document, r Ruler) []byte) annotation.Sink {
	return &lines{out: out, fill: fill}
}

type lines struct {
	out    *annotation.Output
	fill   func([]byte, *annotation.Document, Ruler) []byte
	buffer []byte
}

// Write writes a line.
func (l *lines) Write(d *annotation.Document) error {
	l.buffer = append(l.fill(append(l.buffer[:0], '{'), d, NewRuler(l.out.Unit, d.Text)), '}', '\n')
	_, err := l.out.Body.Write(l.buffer)
	return err
}

// Close has nothing to write.
func (l *lines) Close() error { return nil }
