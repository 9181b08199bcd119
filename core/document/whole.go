package document

// Whole returns a layer of one span over a text of the given length in bytes, at
// least 1: what is said of a document as a whole, such as its language. It costs
// one allocation, as there may be one for each document of a run.
func Whole(name string, length int, label string) *Layer {
	w := &struct {
		layer               Layer
		start, end, labelID [1]int32
		strings             [1]string
	}{end: [1]int32{int32(length)}, strings: [1]string{label}}
	w.layer = Layer{name: name, start: w.start[:], end: w.end[:], label: w.labelID[:], strings: w.strings[:]}
	return &w.layer
}
