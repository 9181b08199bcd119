// Package augment writes training sentences as people write in a hurry: with typing
// mistakes, all in lower or upper case, without accents. A model that has met such copies
// relies less on what noisy text lacks.
//
// What is written follows from the seed and a sentence's place alone: one kind of copies
// does not change another.
package augment
