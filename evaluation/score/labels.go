package score

// Labels numbers the labels of a task. The zero value is ready.
type Labels struct {
	names []string
	ids   map[string]int32
}

// ID returns the number of a label, which gets one if it has none.
func (l *Labels) ID(name string) int32 {
	if id, known := l.ids[name]; known {
		return id
	}
	if l.ids == nil {
		l.ids = make(map[string]int32)
	}
	id := int32(len(l.names))
	l.names, l.ids[name] = append(l.names, name), id
	return id
}

// Find returns the number of a label, and false if it has none.
func (l *Labels) Find(name string) (int32, bool) {
	id, known := l.ids[name]
	return id, known
}

// Name returns the label of a number.
func (l *Labels) Name(id int32) string { return l.names[id] }

// Len returns how many labels there are.
func (l *Labels) Len() int { return len(l.names) }

// Names returns all labels, by number. The slice must not be changed.
func (l *Labels) Names() []string { return l.names }
