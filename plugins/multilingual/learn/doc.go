// Package learn makes models that identify languages (lid).
//
// [Splits] reads texts from where they lie, [Train] learns from parts of them of all
// lengths, [Calibrate] makes the scores probabilities on texts that were not learnt
// from, and [Describe] writes down what went in. Everything is drawn from one seed and
// done in one order: the same texts give the same model.
package learn
