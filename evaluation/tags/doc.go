// Package tags reads entities out of sequences of tags such as B-PER, and says
// what it had to make of sequences that are none.
//
// The score of a tagger depends on it. Two rules are in use:
//
//   - Lenient, as conlleval and the default of seqeval have it: an I-X that follows
//     nothing opens an entity. Every tag counts.
//   - Strict, as seqeval has it with mode="strict": what does not follow the scheme is
//     dropped.
//
// Lignos and Kamyab (2020, If You Build Your Own NER Scorer, Non-replicable Results
// Will Come) measured half a point of F1 between scorers on the same output. Print the
// scheme, the rule and the number of invalid sequences beside every figure.
//
// Start at [Lenient], [Scheme.Strict] and [Scheme.Invalid].
package tags
