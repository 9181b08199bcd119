// Package tune finds out what options suit the data: [Search] tries penalties and least
// counts and takes what is best on dev; [Folds] parts the data for models that are judged
// by what they have not seen. Both come to the same with the same seed, on any machine.
package tune
