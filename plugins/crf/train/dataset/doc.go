// Package dataset lays sentences out for training so that the little that differs is
// worked on once.
//
// A token is seen through sources: the words around it, and tracks such as the labels of
// an earlier layer. What a source holds at a place is a type, of which there are few. A
// type seen at one offset is a cell: it has a list of columns, as features are called
// here, and one row of weights, a number for each tag, which is their sum. A token's
// score is the sum of the rows of its cells. Only joins, which depend on several places,
// are columns of the token itself.
//
//	token -> sites around it -> types -> cells -> columns -> parameters (one for each tag seen)
//
// Vectors are apart: each token sees those at some offsets, and each of their numbers has a
// parameter for each offset and tag.
//
// Columns that occur at the same tokens cannot be told apart by any training; they are
// kept as one with a share (how many it stands for), and get the same weight each.
package dataset
