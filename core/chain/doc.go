// Package chain is the mathematics of a linear chain of tags: what follows
// from one number for each token and tag (the emissions) and one for each pair
// of neighbouring tags (the transitions). It knows no features and no text.
//
// A [Decoder] finds the best tags of a sentence, and the next best ones. A
// [Lattice] answers what is how probable. An [Expecter] yields what training
// asks for: log Z and the expected counts.
//
// Emissions are rows of N numbers, one row a token. A transition of minus
// infinity is forbidden: no result ever contains it.
package chain
