// Package multilingual offers the stage that says which language a text is in, and
// its parts: it writes the layer language.
//
// The first span of the layer counts for the whole document. Where parts are in
// different languages, one span for each follows, nested in the first; together they
// cover the text. `when: {language: ...}` of other stages goes by them.
//
// Start reading at [Kind]. What a language looks like is known by a model (lid),
// where parts begin and end is decided in detect, and learn makes models.
package multilingual
