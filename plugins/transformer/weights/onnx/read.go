package onnx

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"slices"

	"google.golang.org/protobuf/encoding/protowire"

	"github.com/onomast/onomast/core/diag"
)

// Read looks at a file. What is wrong with it is a [diag.Diagnostic] at the file.
func Read(path string) (*Graph, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, problem(path, fmt.Sprintf("the model cannot be read: %v", err), "")
	}
	defer func() { _ = f.Close() }()
	info, err := f.Stat()
	if err != nil {
		return nil, problem(path, fmt.Sprintf("the model cannot be read: %v", err), "")
	}
	return Parse(path, f, info.Size())
}

func problem(path, summary, hint string) error {
	return diag.Diagnostic{Severity: diag.Error, Code: "transformer.onnx", Position: diag.Position{File: path}, Summary: summary, Hint: hint}
}

// Parse is [Read] for what is no file; the path is that of messages.
func Parse(path string, file io.ReaderAt, size int64) (*Graph, error) {
	if what, hint := foreign(file); what != "" {
		return nil, problem(path, "this is "+what+", not a model in ONNX", hint)
	}
	if size == 0 {
		return nil, problem(path, "the model is an empty file", "copy it again")
	}
	r := reader{scanner: scanner{file: file, size: size}, graph: &Graph{
		operators: map[string]bool{}, rows: map[string]int64{}, lookups: map[string]string{}, renamed: map[string]string{},
	}, tables: map[string]bool{}}
	if err := r.model(); err != nil {
		return nil, problem(path, fmt.Sprintf("this is no whole model in ONNX: %v", err), "copy or export it again")
	}
	if len(r.graph.Inputs) == 0 || len(r.graph.Outputs) == 0 {
		return nil, problem(path, "this is no model in ONNX: it has no inputs and outputs", "export the model again")
	}
	return r.graph, nil
}

// foreign names what a file is that is often in the place of a model.
func foreign(file io.ReaderAt) (what, hint string) {
	head := make([]byte, 64)
	n, _ := file.ReadAt(head, 0)
	head = head[:n]
	for _, known := range []struct {
		at                int
		magic, what, hint string
	}{
		{0, "version https://git-lfs", "a note where Git LFS keeps the file", "run git lfs pull in the folder it was cloned into"},
		{0, "PK\x03\x04", "a zip file, such as PyTorch writes", "export the model: optimum-cli export onnx"},
		{8, `{"`, "a file of safetensors", "export the model: optimum-cli export onnx"},
		{0, "\x89HDF", "an HDF5 file, such as Keras writes", "export the model to ONNX"},
		{4, "TFL3", "a model of TensorFlow Lite", "export the model to ONNX"},
		{4, "ORTM", "a model in ONNX Runtime's own format", "give the .onnx file that it was made of"},
		{0, "<", "a page of the web", "download the file itself"},
		{0, "{", "JSON", "name the .onnx file"},
	} {
		if len(head) > known.at && bytes.HasPrefix(head[known.at:], []byte(known.magic)) {
			return known.what, known.hint
		}
	}
	return "", ""
}

// Numbers of fields, as onnx.proto has them.
const (
	modelProducer, modelGraph                        = 2, 7
	graphNode, graphTable, graphInput, graphOutput   = 1, 5, 11, 12
	nodeInput, nodeOutput, nodeOperator              = 1, 2, 4
	tableDim, tableName, tableExternal, tableSegment = 1, 8, 13, 14
	entryKey, entryValue                             = 1, 2
	portName, portType                               = 1, 2
	typeTensor, tensorElement, tensorShape           = 1, 1, 2
	shapeDim, dimValue                               = 1, 1
)

// segmentElsewhere is the value of tableSegment for weights in another file.
const segmentElsewhere = 1

type reader struct {
	scanner
	graph  *Graph
	tables map[string]bool
}

func (r *reader) model() error {
	err := r.each(0, r.size, func(f field) error {
		var err error
		switch f.number {
		case modelProducer:
			r.graph.Producer, err = r.text(f)
		case modelGraph:
			err = r.inside(f, r.part)
		}
		return err
	})
	r.graph.Inputs = slices.DeleteFunc(r.graph.Inputs, func(p Port) bool { return r.tables[p.Name] })
	slices.Sort(r.graph.Elsewhere)
	r.graph.Elsewhere = slices.Compact(r.graph.Elsewhere)
	return err
}

// inside reads the fields of a field that is a message.
func (r *reader) inside(f field, do func(field) error) error {
	if f.wire != protowire.BytesType {
		return errDamaged
	}
	return r.each(f.from, f.to, do)
}

// part reads one field of the graph.
func (r *reader) part(f field) error {
	switch f.number {
	case graphNode:
		return r.node(f)
	case graphTable:
		return r.table(f)
	case graphInput:
		return r.port(f, &r.graph.Inputs)
	case graphOutput:
		return r.port(f, &r.graph.Outputs)
	}
	return nil
}

func (r *reader) node(f field) error {
	var operator, result string
	var inputs []string
	err := r.inside(f, func(f field) error {
		var err error
		switch f.number {
		case nodeOperator:
			operator, err = r.text(f)
		case nodeInput:
			var name string
			name, err = r.text(f)
			inputs = append(inputs, name)
		case nodeOutput:
			result, err = r.text(f)
		}
		return err
	})
	g := r.graph
	g.operators[operator] = true
	switch operator {
	case "Gather", "GatherBlockQuantized":
		if len(inputs) >= 2 {
			at := g.origin(inputs[1])
			if g.lookups[at] == "" {
				g.lookups[at] = inputs[0]
			}
		}
	case "Cast", "DequantizeLinear", "Identity":
		if len(inputs) > 0 {
			g.renamed[result] = inputs[0]
		}
	}
	return err
}

func (r *reader) table(f field) error {
	var name string
	rows := int64(-1)
	elsewhere := false
	var file string
	err := r.inside(f, func(f field) error {
		var err error
		switch f.number {
		case tableName:
			name, err = r.text(f)
		case tableDim:
			err = r.numbers(f, func(v uint64) {
				if rows < 0 {
					rows = int64(v)
				}
			})
		case tableSegment:
			elsewhere = f.value == segmentElsewhere
		case tableExternal:
			var key, value string
			if key, value, err = r.entry(f); key == "location" {
				file = value
			}
		}
		return err
	})
	r.tables[name] = true
	r.graph.rows[name] = max(rows, 0)
	if elsewhere && file != "" {
		r.graph.Elsewhere = append(r.graph.Elsewhere, file)
	}
	return err
}

func (r *reader) entry(f field) (key, value string, err error) {
	err = r.inside(f, func(f field) error {
		var err error
		switch f.number {
		case entryKey:
			key, err = r.text(f)
		case entryValue:
			value, err = r.text(f)
		}
		return err
	})
	return key, value, err
}

func (r *reader) port(f field, to *[]Port) error {
	var p Port
	err := r.inside(f, func(f field) error {
		var err error
		switch f.number {
		case portName:
			p.Name, err = r.text(f)
		case portType:
			err = r.inside(f, func(f field) error {
				if f.number != typeTensor {
					return nil // a sequence, a map: no tensor
				}
				return r.tensor(f, &p)
			})
		}
		return err
	})
	*to = append(*to, p)
	return err
}

func (r *reader) tensor(f field, p *Port) error {
	return r.inside(f, func(f field) error {
		switch f.number {
		case tensorElement:
			p.Type = Type(f.value)
		case tensorShape:
			p.Shape = []int64{}
			return r.inside(f, func(f field) error {
				if f.number != shapeDim {
					return nil
				}
				return r.dim(f, p)
			})
		}
		return nil
	})
}

func (r *reader) dim(f field, p *Port) error {
	size := int64(Free)
	err := r.inside(f, func(f field) error {
		if f.number == dimValue && int64(f.value) > 0 {
			size = int64(f.value)
		}
		return nil
	})
	p.Shape = append(p.Shape, size)
	return err
}
