// Package ort runs models by ONNX Runtime, a shared library that is found and loaded when
// a model is opened: nothing else of Onomast needs it.
//
// [Find] looks for the library, [Open] loads a model, [Session.Run] runs it. A build
// without cgo has the same functions; [Open] then says what is missing.
package ort
