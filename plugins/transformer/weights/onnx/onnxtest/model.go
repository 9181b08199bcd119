// Package onnxtest writes small models in ONNX, for tests: what is in them is in the
// test, and no file has to be kept.
package onnxtest

import (
	"encoding/binary"
	"math"

	"google.golang.org/protobuf/encoding/protowire"

	"github.com/onomast/onomast/plugins/transformer/weights/onnx"
)

// A Node is an operator with the names of what it takes and gives.
type Node struct {
	Operator string
	In, Out  []string
	// Numbers are attributes that are integers, Lists those that are several.
	Numbers map[string]int64
	Lists   map[string][]int64
}

// A Table is numbers that the model holds.
type Table struct {
	Name  string
	Shape []int64
	Data  []float32
	// Ints, if set, are the numbers, of 64 bits.
	Ints []int64
	// File, if set, is where the numbers are said to be instead.
	File string
}

// A Model is what is written.
type Model struct {
	Inputs, Outputs []onnx.Port
	Nodes           []Node
	Tables          []Table
}

// Bytes returns the model as a file has it.
func (m Model) Bytes() []byte {
	var graph []byte
	for _, n := range m.Nodes {
		graph = message(graph, 1, n.bytes())
	}
	graph = text(graph, 2, "test")
	for _, t := range m.Tables {
		graph = message(graph, 5, t.bytes())
	}
	for _, p := range m.Inputs {
		graph = message(graph, 11, port(p))
	}
	for _, p := range m.Outputs {
		graph = message(graph, 12, port(p))
	}
	out := number(nil, 1, 8) // ir_version
	out = text(out, 2, "onnxtest")
	out = message(out, 7, graph)
	return message(out, 8, number(text(nil, 1, ""), 2, 17)) // opset
}

func (n Node) bytes() (out []byte) {
	for _, name := range n.In {
		out = text(out, 1, name)
	}
	for _, name := range n.Out {
		out = text(out, 2, name)
	}
	out = text(out, 4, n.Operator)
	for name, value := range n.Numbers {
		attribute := number(text(nil, 1, name), 3, uint64(value))
		out = message(out, 5, number(attribute, 20, 2))
	}
	for name, values := range n.Lists {
		attribute := text(nil, 1, name)
		for _, v := range values {
			attribute = number(attribute, 8, uint64(v))
		}
		out = message(out, 5, number(attribute, 20, 7))
	}
	return out
}

func (t Table) bytes() (out []byte) {
	for _, d := range t.Shape {
		out = number(out, 1, uint64(d))
	}
	typ := onnx.Float32
	if t.Ints != nil {
		typ = onnx.Int64
	}
	out = number(out, 2, uint64(typ))
	out = text(out, 8, t.Name)
	if t.File != "" {
		out = message(out, 13, text(text(nil, 1, "location"), 2, t.File))
		return number(out, 14, 1)
	}
	var raw []byte
	for _, v := range t.Data {
		raw = binary.LittleEndian.AppendUint32(raw, math.Float32bits(v))
	}
	for _, v := range t.Ints {
		raw = binary.LittleEndian.AppendUint64(raw, uint64(v))
	}
	return message(out, 9, raw)
}

func port(p onnx.Port) []byte {
	var shape []byte
	for _, d := range p.Shape {
		var dim []byte
		if d != onnx.Free {
			dim = number(nil, 1, uint64(d))
		} else {
			dim = text(nil, 2, "any")
		}
		shape = message(shape, 1, dim)
	}
	tensor := number(nil, 1, uint64(p.Type))
	if p.Shape != nil {
		tensor = message(tensor, 2, shape)
	}
	return message(text(nil, 1, p.Name), 2, message(nil, 1, tensor))
}

func number(to []byte, field protowire.Number, v uint64) []byte {
	return protowire.AppendVarint(protowire.AppendTag(to, field, protowire.VarintType), v)
}

func text(to []byte, field protowire.Number, s string) []byte { return message(to, field, []byte(s)) }

func message(to []byte, field protowire.Number, b []byte) []byte {
	return protowire.AppendBytes(protowire.AppendTag(to, field, protowire.BytesType), b)
}
