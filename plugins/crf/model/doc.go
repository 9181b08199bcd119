// Package model is what training a conditional random field yields and tagging
// needs, and the file it is kept in.
//
// Training fills a [Model], of one [Chain] or of several for nested entities, and
// [Write] makes one file of it. [Open] maps such a file into memory: nothing is
// built at load, and [Table.Add] leads from the key of a feature to its weights by
// one look into a table of fingerprints, and another where the feature is known.
package model
