//go:build never

package ort

// These modules carry the shared library. The build never sees this file; it keeps their
// versions in go.mod and their sums in go.sum.
import (
	_ "github.com/k2-fsa/sherpa-onnx-go-linux"
	_ "github.com/k2-fsa/sherpa-onnx-go-macos"
	_ "github.com/k2-fsa/sherpa-onnx-go-windows"
)
