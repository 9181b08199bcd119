// Package gliner knows how models of the Python package gliner want to be asked: what
// their gliner_config.json says, what they take for words, and how the types that are
// looked for stand before a text.
//
// [Read] is the entry. Nothing is run.
package gliner
