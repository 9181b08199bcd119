//go:build cgo

package ort

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/onomast/onomast/plugins/transformer/weights/onnx"
	"github.com/onomast/onomast/plugins/transformer/weights/onnx/onnxtest"
)

func library(t *testing.T) Library {
	t.Helper()
	lib, err := Find("")
	if err != nil {
		t.Skipf("no ONNX Runtime: %v", err)
	}
	return lib
}

// written writes a model and returns what it takes to open it.
func written(t *testing.T, data []byte) Config {
	t.Helper()
	lib := library(t)
	path := filepath.Join(t.TempDir(), "model.onnx")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	c := Config{Library: lib, Path: path, Threads: 1}
	if g, err := onnx.Read(path); err == nil {
		c.Inputs, c.Outputs = g.Inputs, g.Outputs
	}
	return c
}

func opened(t *testing.T, c Config) *Session {
	t.Helper()
	s, err := Open(c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// batch is what inputs are given that have a number for each piece.
func batch(rows, length int64, inputs ...[]int64) (out []Ints) {
	for _, data := range inputs {
		out = append(out, Ints{Shape: []int64{rows, length}, Data: data})
	}
	return out
}

func table() onnxtest.Classifier {
	return onnxtest.Classifier{Rows: [][]float32{{0, 1}, {2, -3.5}, {0.25, 60000}}}
}

func TestRun(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*onnxtest.Classifier){
		"float32": func(*onnxtest.Classifier) {},
		"float16": func(c *onnxtest.Classifier) { c.Result = onnx.Float16 },
		"float64": func(c *onnxtest.Classifier) { c.Result = onnx.Float64 },
		"int32":   func(c *onnxtest.Classifier) { c.Type = onnx.Int32 },
		"bool":    func(c *onnxtest.Classifier) { c.Masks = onnx.Bool },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := table()
			change(&c)
			s := opened(t, written(t, c.Model().Bytes()))
			zero := make([]int64, 4)
			got, err := s.Run(batch(2, 2, []int64{0, 1, 2, 0}, zero, zero)...)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff([]int64{2, 2, 2}, got[0].Shape); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff([]float32{0, 1, 2, -3.5, 0.25, 60000, 0, 1}, got[0].Data); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestRunSideBySide(t *testing.T) {
	t.Parallel()
	s := opened(t, written(t, table().Model().Bytes()))
	var all sync.WaitGroup
	for k := range 8 {
		all.Go(func() {
			for i := range 50 {
				id := int64((i + k) % 3)
				got, err := s.Run(batch(1, 1, []int64{id}, []int64{1}, []int64{0})...)
				if err != nil || got[0].Data[0] != table().Rows[id][0] {
					t.Errorf("got %v, %v", got, err)
					return
				}
			}
		})
	}
	all.Wait()
}

func TestRunFails(t *testing.T) {
	t.Parallel()
	s := opened(t, written(t, table().Model().Bytes()))
	if _, err := s.Run(batch(1, 1, []int64{7}, []int64{1}, []int64{0})...); err == nil || !strings.Contains(err.Error(), "ONNX Runtime fails to run the model") {
		t.Errorf("a piece that is none: %v", err)
	}
	if _, err := s.Run(batch(1, 1, []int64{1})...); err == nil || !strings.Contains(err.Error(), "1 inputs and has 3") {
		t.Errorf("too few inputs: %v", err)
	}
	if _, err := s.Run(batch(1, 3, []int64{1}, []int64{1}, []int64{1})...); err == nil {
		t.Error("too few numbers are taken")
	}
}

func TestOutputsThatAreNoNumbers(t *testing.T) {
	t.Parallel()
	m := table().Model()
	m.Outputs[0].Type = onnx.Int64
	m.Nodes[len(m.Nodes)-1].Numbers["to"] = int64(onnx.Int64)
	s := opened(t, written(t, m.Bytes()))
	if _, err := s.Run(batch(1, 1, []int64{1}, []int64{1}, []int64{0})...); err == nil || !strings.Contains(err.Error(), "output logits") {
		t.Errorf("got %v", err)
	}
	free := onnxtest.Classifier{Rows: table().Rows, Result: onnx.Float16}.Model()
	free.Outputs[0].Shape[2] = onnx.Free
	s = opened(t, written(t, free.Bytes()))
	if _, err := s.Run(batch(1, 1, []int64{1}, []int64{1}, []int64{0})...); err == nil || !strings.Contains(err.Error(), "32-bit") {
		t.Errorf("got %v", err)
	}
}

func TestModelsThatCannotBeLoaded(t *testing.T) {
	t.Parallel()
	whole := table().Model()
	odd := table().Model()
	odd.Nodes[0].Operator = "Gathr"
	for name, data := range map[string][]byte{
		"truncated":           whole.Bytes()[:60],
		"foreign":             []byte("once upon a time"),
		"an unknown operator": odd.Bytes(),
	} {
		c := written(t, data)
		s, err := Open(c)
		if err == nil || s != nil || !strings.Contains(err.Error(), "cannot load the model") || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

func TestAProcessHasOneLibrary(t *testing.T) {
	t.Parallel()
	lib := library(t)
	if err := Load(lib); err != nil {
		t.Fatal(err)
	}
	if Loaded() == "" {
		t.Error("no version is loaded")
	}
	lib.Path += ".other"
	if err := Load(lib); err == nil || !strings.Contains(err.Error(), "isolation: stage") {
		t.Errorf("got %v", err)
	}
}
