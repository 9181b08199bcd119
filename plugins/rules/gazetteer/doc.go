// Package gazetteer finds the terms of lists, up to millions of them, in one
// pass over a text.
//
// A [Builder] takes terms and makes an [Index] of them; [Index.Find] yields
// their occurrences. An Index is a few flat columns, so it can be written to a
// file and mapped into memory by every process that needs it ([Cache]).
//
// The index is a trie over words rather than bytes, since terms begin and end
// where words do. Its nodes are not linked: the place of a node in an open
// hash table follows from the hashes of the words that lead to it. A text
// that reaches the end of a term that way is compared with the term's
// spelling, so equal hashes cost time and never make a wrong match.
package gazetteer
