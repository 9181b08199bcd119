// Package tune finds out what options suit the data, and how good a model can be
// expected to be: [Search] tries penalties and least counts and takes what is best on
// dev; [CrossValidate] trains on all but one part of the data, for each part in turn.
// Both come to the same with the same seed, on any machine.
package tune
