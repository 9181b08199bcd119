// Package onnx reads what a .onnx file says of itself: its inputs and outputs, the kinds
// of operators, the sizes of its tables. It runs nothing and skips the weights, so that
// a model of gigabytes is looked at in milliseconds.
//
// [Read] is the entry.
package onnx
