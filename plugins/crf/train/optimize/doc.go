// Package optimize finds the minimum of a smooth function of many variables, or of such
// a function plus the weighted sum of the variables' absolute values, by L-BFGS (Nocedal
// 1980, with the line search of Moré and Thuente 1994) and OWL-QN (Andrew and Gao 2007).
//
// It goes the way of liblbfgs, step for step, so that it takes as many steps as programs
// do that are built on that. A [Minimizer] is driven from outside, one [Minimizer.Step] at
// a time, and can be saved and restored between steps: the steps after are the same
// numbers, bit for bit, whatever the number of workers.
package optimize
