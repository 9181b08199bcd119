// Package subword cuts texts into the pieces of a transformer's vocabulary, as the
// tokenizer that the model was trained with does: WordPiece, byte-pair encoding and
// Unigram, read from Hugging Face's tokenizer.json or BERT's vocab.txt. Each piece
// knows its place in the text as it was given.
//
// [Load] reads a tokenizer, [Tokenizer.Encoder] gives each goroutine what it encodes
// with, [Encoder.Encode] cuts a text, and [Tokenizer.Frame] says what goes around it.
//
// A text goes through four parts, all optional but the third. A normaliser writes it
// anew (normaliser.go), keeping for each byte where it comes from (text.go); a
// pre-tokeniser cuts it into words (pretokeniser.go); the model cuts words into pieces
// (wordpiece.go, bpe.go, unigram.go); trims take spaces off (trim.go). Added tokens are
// cut out first (added.go). What a file asks for and is not done here is refused by
// name: pieces cut another way are worse than none.
package subword
