// Package calibrate makes probabilities of scores: it learns from spans whose
// scores are known and of which it is known whether they are right, how often a
// span with such a score is right.
//
// [Fit] chooses between leaving scores as they are, a logistic curve and steps of
// isotonic regression by what predicts spans best that it was not fitted on.
// [Measure] says how far scores are probabilities, [Threshold] which score promises
// a precision.
package calibrate
