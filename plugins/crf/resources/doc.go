// Package resources carries the clusters of words and the lists of names that
// ship with the runner. Templates name them `shipped:NAME`; a trained model holds
// what its template reads, so that only training needs them.
//
// README.md says what is in each, where it comes from and under which licence;
// `make crf-resources` makes them anew.
package resources
