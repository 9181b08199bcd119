package onnx_test

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/plugins/transformer/weights/onnx"
	"github.com/onomast/onomast/plugins/transformer/weights/onnx/onnxtest"
)

// written writes a file and returns its path.
func written(t testing.TB, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "model.onnx")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func small() onnxtest.Model {
	return onnxtest.Classifier{Rows: [][]float32{{1, 2, 3}, {4, 5, 6}}}.Model()
}

func TestRead(t *testing.T) {
	t.Parallel()
	g, err := onnx.Read(written(t, small().Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	any2 := []int64{onnx.Free, onnx.Free}
	want := []onnx.Port{{Name: "input_ids", Type: onnx.Int64, Shape: any2}, {Name: "attention_mask", Type: onnx.Int64, Shape: any2}, {Name: "token_type_ids", Type: onnx.Int64, Shape: any2}}
	if diff := cmp.Diff(want, g.Inputs); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]onnx.Port{{Name: "logits", Type: onnx.Float32, Shape: []int64{onnx.Free, onnx.Free, 3}}}, g.Outputs); diff != "" {
		t.Error(diff)
	}
	if rows := g.Rows("input_ids"); rows != 2 {
		t.Errorf("the table has %d rows, want 2", rows)
	}
	if rows := g.Rows("attention_mask"); rows != 0 {
		t.Errorf("nothing is looked up by the mask, and there are %d rows", rows)
	}
	if g.DependsOnCompany() || !g.Uses("Gather") || g.Uses("MatMul") {
		t.Error("the operators are Gather and Cast")
	}
	if in, ok := g.Input("input_ids"); !ok || in.Dim(0) != onnx.Free || in.Dim(5) != onnx.Free {
		t.Errorf("got %v", in)
	}
	if _, ok := g.Output("nothing"); ok {
		t.Error("there is no such output")
	}
}

func TestReadThroughCasts(t *testing.T) {
	t.Parallel()
	m := small()
	m.Nodes = append([]onnxtest.Node{
		{Operator: "Cast", In: []string{"input_ids"}, Out: []string{"ids"}},
		{Operator: "DequantizeLinear", In: []string{"table"}, Out: []string{"real"}},
		{Operator: "Gather", In: []string{"real", "ids"}, Out: []string{"x"}},
		{Operator: "DynamicQuantizeLinear", In: []string{"x"}, Out: []string{"y"}},
	}, m.Nodes[1:]...)
	g, err := onnx.Read(written(t, m.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	if g.Rows("input_ids") != 2 || !g.DependsOnCompany() {
		t.Errorf("rows %d, depends on company %v", g.Rows("input_ids"), g.DependsOnCompany())
	}
}

func TestReadOtherShapes(t *testing.T) {
	t.Parallel()
	m := small()
	m.Inputs[0].Shape = []int64{1, 128}
	m.Inputs[1].Shape = nil
	m.Inputs = append(m.Inputs, onnx.Port{Name: "table", Type: onnx.Float32, Shape: []int64{2, 3}}) // as old exporters list them
	m.Tables = append(m.Tables, onnxtest.Table{Name: "far", Shape: []int64{9}, File: "model.onnx_data"})
	m.Outputs[0].Type = 99
	g, err := onnx.Read(written(t, m.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	if len(g.Inputs) != 3 || g.Inputs[0].Dim(-1) != 128 || g.Inputs[1].Dim(0) != onnx.Free {
		t.Errorf("inputs %v", g.Inputs)
	}
	if diff := cmp.Diff([]string{"model.onnx_data"}, g.Elsewhere); diff != "" {
		t.Error(diff)
	}
	if got := g.Outputs[0].Type.String(); got != "an unknown type" || onnx.BFloat16.String() != "bfloat16" {
		t.Error(got)
	}
}

func TestWhatIsNoModel(t *testing.T) {
	t.Parallel()
	whole := small().Bytes()
	for name, c := range map[string]struct {
		data string
		want string
	}{
		"empty":       {"", "an empty file"},
		"git lfs":     {"version https://git-lfs.github.com/spec/v1\noid sha256:0\n", "a note where Git LFS keeps the file"},
		"pytorch":     {"PK\x03\x04archive/data.pkl", "a zip file, such as PyTorch writes"},
		"safetensors": {"\x10\x00\x00\x00\x00\x00\x00\x00{\"__metadata__\"", "a file of safetensors"},
		"web page":    {"<!DOCTYPE html>", "a page of the web"},
		"json":        {"{}", "JSON"},
		"tflite":      {"\x1c\x00\x00\x00TFL3", "a model of TensorFlow Lite"},
		"text":        {"once upon a time, there was a model", "no whole model in ONNX"},
		"no graph":    {"\x08\x08\x12\x04test", "no inputs and outputs"},
		"truncated":   {string(whole[:len(whole)-40]), "its end is missing"},
		"damaged":     {string(bytes.Replace(whole, []byte("\x0a\x05table"), []byte("\x0f\x05table"), 1)), "damaged"},
	} {
		_, err := onnx.Read(written(t, []byte(c.data)))
		var d diag.Diagnostic
		if !errors.As(err, &d) || !strings.Contains(d.Summary, c.want) || d.File == "" {
			t.Errorf("%s: got %v, want %q", name, err, c.want)
		}
	}
	if _, err := onnx.Read(filepath.Join(t.TempDir(), "none.onnx")); err == nil {
		t.Error("a file that is not there can be read")
	}
}

// A model that is cut off anywhere is refused, or says less; nothing else happens.
func TestReadTruncatedAnywhere(t *testing.T) {
	t.Parallel()
	whole := small().Bytes()
	for n := range whole {
		g, err := onnx.Parse("model.onnx", bytes.NewReader(whole[:n]), int64(n))
		if err == nil && len(g.Inputs)+len(g.Outputs) == 0 {
			t.Fatalf("%d bytes of %d are taken for a model without ends", n, len(whole))
		}
	}
}

func FuzzRead(f *testing.F) {
	whole := small().Bytes()
	f.Add(whole)
	f.Add(whole[:len(whole)/2])
	f.Add([]byte("\x3a\xff\xff\xff\xff\xff\xff\xff\xff\x7f"))
	f.Fuzz(func(t *testing.T, data []byte) {
		g, err := onnx.Parse("model.onnx", bytes.NewReader(data), int64(len(data)))
		if err == nil && (len(g.Inputs) == 0 || len(g.Outputs) == 0) {
			t.Fatal("a model without ends")
		}
		if errors.Is(err, io.EOF) {
			t.Fatal("the end of the file is not explained")
		}
	})
}
