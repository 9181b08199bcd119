package onnxtest

import "github.com/onomast/onomast/plugins/transformer/weights/onnx"

// Spans is a model that scores spans of pieces, and knows each piece by itself: what it
// says of a span is a row of First for its first piece, and one of Last for its last, or
// one of Widths for its width.
type Spans struct {
	// First and Last are the scores of labels, by piece.
	First, Last [][]float32
	// Widths, if set, are the scores of labels by width, from 1 on: the shape is that of
	// first pieces and widths then, and of first and last pieces otherwise.
	Widths [][]float32
}

// Model returns the model.
func (s Spans) Model() Model {
	any := []int64{onnx.Free, onnx.Free}
	labels := int64(len(s.First[0]))
	m := Model{
		Tables: []Table{table("first", s.First), {Name: "axis1", Shape: []int64{1}, Ints: []int64{1}}, {Name: "axis2", Shape: []int64{1}, Ints: []int64{2}}},
		Nodes: []Node{
			{Operator: "Gather", In: []string{"first", "input_ids"}, Out: []string{"begins"}},
			{Operator: "Unsqueeze", In: []string{"begins", "axis2"}, Out: []string{"rows"}},
		},
	}
	for _, name := range bert {
		m.Inputs = append(m.Inputs, onnx.Port{Name: name, Type: onnx.Int64, Shape: any})
	}
	ways := int64(onnx.Free)
	if s.Widths != nil {
		ways = int64(len(s.Widths))
		m.Tables = append(m.Tables, table("columns", s.Widths))
	} else {
		m.Tables = append(m.Tables, table("last", s.Last))
		m.Nodes = append(m.Nodes,
			Node{Operator: "Gather", In: []string{"last", "input_ids"}, Out: []string{"ends"}},
			Node{Operator: "Unsqueeze", In: []string{"ends", "axis1"}, Out: []string{"columns"}},
		)
	}
	m.Nodes = append(m.Nodes, Node{Operator: "Add", In: []string{"rows", "columns"}, Out: []string{"logits"}})
	m.Outputs = []onnx.Port{{Name: "logits", Type: onnx.Float32, Shape: append(any[:2:2], ways, labels)}}
	return m
}
