// Package normalize turns the text of an entity into a value: "the 15th day of
// March, 2023" into 2023-03-15, "5 Mio. €" into EUR 5000000.
//
// [New] makes the [Normaliser] of a name; [All] lists them. The work is done by
// the packages below this one, one a subject: dates, durations, money,
// quantities, dosage, law. They share numerals, which reads numbers in digits
// and words, and value, which holds what goes in and comes out.
//
// Three rules hold for all of them. A text that can be read in several ways
// lists its readings, and one is preferred only for a reason that is named. What
// cannot be known is left unresolved, and what cannot be is refused with a
// reason. And a text is read as a whole or not at all.
package normalize
