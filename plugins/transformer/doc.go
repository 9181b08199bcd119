// Package transformer is the stage `uses: transformer`: it proposes entities by a token
// classifier of the BERT family, or by a model that scores spans, exported to ONNX and
// run by ONNX Runtime.
//
// [Kind] is what the runner registers. Package weights reads the folder of a model,
// gliner how one wants to be asked for types, subword cuts texts into pieces, window and
// batch make of them what a model takes, infer runs it by ort, and decode makes entities
// of what it says.
package transformer
