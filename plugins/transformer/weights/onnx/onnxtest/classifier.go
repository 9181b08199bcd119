package onnxtest

import "github.com/onomast/onomast/plugins/transformer/weights/onnx"

// A Classifier is a model of token classification that knows each piece by itself: its
// logits are a row of a table.
type Classifier struct {
	// Rows are the logits of each piece.
	Rows [][]float32
	// Inputs are the names of the inputs; nil for all three that BERT has.
	Inputs []string
	// Type is that of the inputs; 0 for int64. Masks, if set, is that of all but the first.
	Type, Masks onnx.Type
	// Result is that of the output; 0 for float32.
	Result onnx.Type
	// Batch and Length are dimensions of the inputs, 0 for any.
	Batch, Length int64
	// Context, if set, are rows of each piece, too: the largest number of each column
	// among the pieces of a window is added to the logits of all of them.
	Context [][]float32
	// Rounded has logits rounded to 8 bits, by the largest in the batch.
	Rounded bool
}

// bert are the inputs that models of that kind have.
var bert = []string{"input_ids", "attention_mask", "token_type_ids"}

// Model returns the model.
func (c Classifier) Model() Model {
	names := c.Inputs
	if names == nil {
		names = bert
	}
	typ, result := c.Type, c.Result
	if typ == 0 {
		typ = onnx.Int64
	}
	if result == 0 {
		result = onnx.Float32
	}
	width := int64(len(c.Rows[0]))
	shape := []int64{free(c.Batch), free(c.Length)}
	m := Model{Outputs: []onnx.Port{{Name: "logits", Type: result, Shape: append(shape[:2:2], width)}}}
	for i, name := range names {
		if i == 1 && c.Masks != 0 {
			typ = c.Masks
		}
		m.Inputs = append(m.Inputs, onnx.Port{Name: name, Type: typ, Shape: shape})
	}
	m.Tables = []Table{table("table", c.Rows)}
	m.Nodes = []Node{{Operator: "Gather", In: []string{"table", names[0]}, Out: []string{"found"}}}
	last := "found"
	if c.Context != nil {
		m.Tables = append(m.Tables, table("context", c.Context))
		m.Nodes = append(m.Nodes,
			Node{Operator: "Gather", In: []string{"context", names[0]}, Out: []string{"around"}},
			Node{Operator: "ReduceMax", In: []string{"around"}, Out: []string{"most"}, Lists: map[string][]int64{"axes": {1}}},
			Node{Operator: "Add", In: []string{last, "most"}, Out: []string{"sum"}},
		)
		last = "sum"
	}
	if c.Rounded {
		m.Nodes = append(m.Nodes,
			Node{Operator: "DynamicQuantizeLinear", In: []string{last}, Out: []string{"small", "scale", "zero"}},
			Node{Operator: "DequantizeLinear", In: []string{"small", "scale", "zero"}, Out: []string{"rounded"}},
		)
		last = "rounded"
	}
	m.Nodes = append(m.Nodes, Node{Operator: "Cast", In: []string{last}, Out: []string{"logits"}, Numbers: map[string]int64{"to": int64(result)}})
	return m
}

func table(name string, rows [][]float32) Table {
	t := Table{Name: name, Shape: []int64{int64(len(rows)), int64(len(rows[0]))}}
	for _, row := range rows {
		t.Data = append(t.Data, row...)
	}
	return t
}

func free(n int64) int64 {
	if n == 0 {
		return onnx.Free
	}
	return n
}
