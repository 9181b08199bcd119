// Package lint finds what spoils annotated data: spans that end in the wrong place, one
// name with several labels or with none, texts that are in train and in test, labels that
// are too rare to be learnt, annotators who disagree. What it finds is likely to be
// wrong, not certain: names are ambiguous, and every finding comes with places to look at.
//
// It reads the documents twice: [Linter.Learn] takes in each, then [Linter.Search] looks
// for what can be known only of all, and [Linter.Findings] sums up. What is kept between
// is no text: for each distinct surface about 100 bytes, for each document its id, place
// and hashes, for each distinct text its signature (see corpus/duplicates), and the
// entities of documents that say who annotated them.
package lint
