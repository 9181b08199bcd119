// Package weights reads the folder of a model, as Transformers' save_pretrained and
// `optimum-cli export onnx` leave it, and checks whether what is in it fits together:
//
//	config.json      the labels (id2label), how long texts may be (max_position_embeddings)
//	tokenizer.json   or vocab.txt
//	model.onnx       or onnx/model.onnx, under any name
//	onomast.yaml     optional: see [ReadCard]
//
// [Read] is the entry. Nothing is run.
package weights
