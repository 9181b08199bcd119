package model

import (
	"github.com/onomast/onomast/core/chain"
	"github.com/onomast/onomast/core/scheme"
	"github.com/onomast/onomast/plugins/crf/dense"
)

// A Model is what a stage `uses: crf` tags with.
type Model struct {
	// Chains tag one after the other, outermost entities first; a later one may
	// read what an earlier one found as a layer of its name. There is at least one.
	Chains []Chain
	// Card says where the model comes from.
	Card Card
}

// A Chain is one linear-chain conditional random field: one tag a token.
type Chain struct {
	// Name is the layer under which later chains read this one's entities, and
	// what evidence calls it: "level1", or the name of a group of labels.
	Name string
	// Set holds the types, sorted, and the scheme that makes tags of them.
	Set scheme.Set
	// Template is the YAML that declares the features, as it was read.
	Template []byte
	// Resources are the lists and clusters the template names, in the form its
	// compiler reads, in any order.
	Resources []Resource
	// Transitions are the weights between tags; forbidden ones are -Inf.
	Transitions chain.Transitions
	// Bias is added to the score of every tag at every token; nil is all zero.
	Bias []float32
	// Vectors are what was learnt of the vectors of layers, in the order in which the
	// template declares them.
	Vectors []dense.Block
	// Features are those with a weight, in any order.
	Features []Feature
	// Calibration leads from the probability of a span to how often such spans
	// are right, by type; the key "" is for types that have none of their own.
	Calibration map[string]Calibration
	// Thresholds are the least scores (calibrated, where there is a calibration)
	// of spans worth proposing, by type; "" as above. A stage's options go before.
	Thresholds map[string]float64
}

// A Feature is something seen at a token and what it says of the token's tag.
type Feature struct {
	// Key is what the template's extractor makes of it.
	Key uint64
	// Name is for people, such as "suffix3[0]=ity"; it may be empty. A file keeps
	// up to 1,024 bytes of it.
	Name string
	// Tags are those that have a weight, ascending; the others have none.
	Tags []uint16
	// Weights are those of Tags, one each.
	Weights []float32
}

// A Resource is a file that a template names, in compact form.
type Resource struct {
	// Name is the id the template gives it, such as list:cities.
	Name string
	// Data begins at an address that is a multiple of 64 when it comes out of a
	// model file, and must not be changed.
	Data []byte
}
