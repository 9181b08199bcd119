// Package train makes a conditional random field of annotated sentences.
//
//	result, err := train.Train(ctx, set, extractor, sentences, train.Defaults())
//
// [Train] lays the data out (package dataset), minimises the regularised loss (packages
// objective and optimize) or learns sentence by sentence (package online), looks at dev
// now and then, and keeps the best model it saw. Two runs on the same data with the same
// options yield the same model, bit for bit, whatever the number of workers and however
// often they were interrupted and resumed.
package train
