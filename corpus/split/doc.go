// Package split parts a corpus into train, dev and test, or into folds, so that nothing
// of one part is known from another: documents of a group, and documents that are the
// same or nearly, stay together. Such a unit goes where the hash of its key says, so it
// does not matter which other documents there are.
//
// # What is stable, and what is not
//
// A unit's key is the name of its group, or the words of its text; of several keys the
// one with the smallest hash counts. So a document stays in its part when others come or
// go, with three exceptions. A new document that is nearly the same as an old one, or
// binds two groups together, may bring a smaller hash, and with it another part. A unit
// with a rare label (one that fewer than [Options.Rare] units have) is placed by its rank
// among the units with that label, so a new unit of that label can push one such unit
// over each border. And a label that is rare no longer gives its units back to their
// hashes. [Options.Keep] rules all three out: what had a part keeps it, unless a new
// document binds units of two parts together, which is counted.
//
// The price of a hash is that shares hold as those of coin tosses do: of n units, a part
// of the share p gets n·p, give or take the square root of n·p·(1-p).
//
// Start at [Builder.Add] and [Builder.Plan].
package split
