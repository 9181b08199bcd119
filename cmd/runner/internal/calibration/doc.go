// Package calibration is what `runner train calibration` does apart from its flags: it
// compares what a stage proposes with annotated text ([Observe]), learns what scores
// are worth ([Fit]) or which temperature makes them probabilities ([Temperature]), and
// says so ([Report]).
package calibration
