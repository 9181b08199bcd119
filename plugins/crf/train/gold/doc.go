// Package gold makes training data of annotated documents: sentences of tokens with
// the entities on them.
//
// [Read] takes a document that stages have given tokens, sentences and further
// layers, and its gold entities. Tokens are those that the model will see later, so
// an entity that begins or ends inside one is widened to whole tokens. Entities that
// overlap are put on levels, outermost first; what no level has room for is left out.
// Everything that is not as it was is counted, see [Counts].
package gold
