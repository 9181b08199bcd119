package ort

import (
	"errors"

	"github.com/onomast/onomast/plugins/transformer/weights/onnx"
)

// Config says how a model is opened.
type Config struct {
	Library Library
	// Path is that of the .onnx file.
	Path string
	// Inputs and Outputs are those of the model that are used, in the order in which
	// [Session.Run] takes and returns them.
	Inputs, Outputs []onnx.Port
	// Threads is how many threads work on one run, at least 1.
	Threads int
}

// Ints are what an input is given; the last dimension varies fastest.
type Ints struct {
	Shape []int64
	Data  []int64
}

// A Tensor is numbers in rows; the last dimension varies fastest.
type Tensor struct {
	Shape []int64
	Data  []float32
}

// ErrNoCgo says that this program was built without a C compiler.
var ErrNoCgo = errors.New("this build cannot run models: it was made without cgo, which ONNX Runtime needs; build the runner where there is a C compiler, with CGO_ENABLED=1")
