// Package lid identifies the language of text.
//
// A [Model] looks at words: each is cut into its n-grams of one to [maxGram]
// letters, every n-gram and the word itself are hashed to a row of a table of
// small vectors, and a linear layer turns the mean of the vectors of a text into
// one number for each language. That is the shape of fastText's classifiers, with
// a table of bytes and sums of integers, so that a text costs a few additions for
// each letter.
//
// Sums of words add up: whoever needs the languages of parts of a text takes the
// [Sum] of each word from a [Scanner] and joins them as he likes.
//
// Read [Model.Identify] first, then Scanner.Next. The package learn makes models.
package lid
