// Package online learns from one sentence after the other, in an order that a seed
// decides: by AdaGrad (Duchi, Hazan and Singer 2011) on the regularised loss, or as an
// averaged perceptron (Collins 2002). Both are near what they can reach after a few
// passes over the data, where a batch method has begun to move.
//
// A [Learner] is driven one pass at a time and can be saved and restored between passes.
package online
