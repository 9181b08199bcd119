// Package dense lets a token be known by numbers, such as the vector that an encoder
// gives it, where other features are there or not.
//
// A [Vector] is kept in bytes, as layers of documents keep it. A [Norm] makes numbers of
// it that a linear model can weigh: each is centred and scaled by what the training data
// showed, see [Measure]. A [Block] is what a model has learnt of the vectors of a layer:
// [Block.Add] adds what they say to the scores of a token's tags.
//
// A token without a vector has zeros, which are the mean: they say nothing.
package dense
