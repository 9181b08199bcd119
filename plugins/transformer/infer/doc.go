// Package infer takes texts to what a model says of each of their pieces, or of spans of
// pieces or words: it cuts them into pieces, the pieces into windows, puts windows of many
// texts into batches, runs these side by side, and puts the numbers back in the order of
// the text. A span that several windows see is scored by the one in which it is farthest
// from the edges, and only what may be an entity is kept.
//
// [New] makes an [Engine] of a model and its tokenizer, [Engine.Run] runs texts.
package infer
