// Package crf is the stage `uses: crf`: it proposes entities by a trained model, a
// linear-chain conditional random field.
//
// [Kind] is what the runner registers. The engine is package tagger, the file of a
// model package model; package train makes models.
package crf
