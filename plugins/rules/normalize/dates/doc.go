// Package dates reads dates and times of English, German, French, Spanish and
// Portuguese into ISO 8601.
//
// [New] makes a [Reader]; [Reader.Read] turns one expression into a value. The
// words of a language are in a file of its name, as lines "class argument:
// phrases" (vocabulary.go); the grammar, in the other files, knows classes
// only. It works by trying: each rule takes a position among the tokens and
// returns every way to go on, and the first way to the end of the expression is
// the answer.
//
// Nothing is guessed in silence. Where an expression can mean several things
// the value lists them (meaning.go); what chose among them, if anything did, is
// named. What hangs on a reference date stays unresolved without one. A date
// that does not exist is refused with the reason.
//
// Beyond ISO 8601-1 the values use --03-15 and ---15 (the truncated forms of
// ISO 8601:2000) where the year is missing, and of ISO 8601-2 the forms 199X,
// 2023-21 (spring) and 2023-03/.. (open).
package dates
