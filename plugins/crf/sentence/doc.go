// Package sentence is how a conditional random field sees a document: sentences of
// tokens, and of each earlier layer one tag a token. Training and tagging share it,
// so that a model meets what it was trained on.
package sentence
