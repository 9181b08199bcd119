// Package alphabet says how terms and texts are compared: what makes a word,
// where words begin and end, and which spellings are the same.
//
// A [Table] knows the class and the folding of every code point. Everything
// that compares text in the stage `rules` goes through it, so that lists,
// exceptions and context words agree on what a word is.
package alphabet
