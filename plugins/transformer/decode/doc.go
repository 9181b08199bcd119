// Package decode makes entities of what a token classifier says of each piece of a
// text: a row of numbers, one a label (logits).
//
// [New] checks the labels of a model and what is wanted of them, [Decoder.Find] returns
// the entities of a text, [Decoder.Alternatives] the labels of one piece with their
// probabilities.
//
// The strategies none, simple, first, average and max do to the letter what those of
// Hugging Face Transformers' pipeline for token classification do, its oddities
// included (group.go, words.go). Viterbi finds the best labels that make sense together,
// and says how probable exactly each entity is (viterbi.go); each labels words one by
// one, for parts of speech and the like (each.go).
//
// Logits that are no numbers are an error that names the piece. One of minus infinity
// forbids a label there, as masks do; each piece must be left with a label.
package decode
