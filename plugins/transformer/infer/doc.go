// Package infer takes texts to what a model says of each of their pieces: it cuts them
// into pieces, the pieces into windows, puts windows of many texts into batches, runs
// these side by side, and puts the numbers back in the order of the text.
//
// [New] makes an [Engine] of a model and its tokenizer, [Engine.Run] runs texts.
package infer
