// Package spanhead makes entities of what models say of spans, rather than of pieces:
// a score for every span and label, or one for where entities of a label begin and one
// for where they end.
//
// Scores come as a [Grid] (first unit, last unit, label, as biaffine models have them),
// as [Widths] (first unit, width, label, as GLiNER has them: its labels come from the
// configuration), as a [List] of spans, or as [Ends]. A unit is a piece or a word,
// whichever the model counts in.
//
// [Decoder.Find] turns scores into probabilities, takes those that are sure enough, and
// keeps the surest ones of those that overlap.
package spanhead
