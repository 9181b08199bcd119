// Package tagger finds entities in sentences by a trained model.
//
// A [Model] is made of a model file once; a [Worker] is the memory of one goroutine,
// lent by [Model.Worker]. [Worker.Find] returns the entities of a sentence,
// [Worker.Explain] what speaks for and against one.
//
// A token's score is a sum over features, and nearly all features depend on one word
// seen at an offset. So the weights of all features of a word are summed once, into
// a block of one row for each token that sees the word, and kept: a token costs one
// look-up in that cache, the addition of one block, and the look-ups of its
// conjunctions. Of a word that is new, the traits that it shares with others are kept in
// the same way. What a cache holds never changes a result: sums are always taken in the
// same order.
package tagger
