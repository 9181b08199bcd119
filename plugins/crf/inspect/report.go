package inspect

import (
	"github.com/onomast/onomast/plugins/crf/model"
)

// A Report is what is known of a model.
type Report struct {
	// Bytes is the size of the file.
	Bytes  int64      `json:"bytes"`
	Card   model.Card `json:"card"`
	Chains []Chain    `json:"chains"`
}

// A Chain is what is known of one chain of a model.
type Chain struct {
	Name     string `json:"name,omitempty"`
	Scheme   string `json:"scheme"`
	Tags     int    `json:"tags"`
	Features int    `json:"features"`
	Weights  int    `json:"weights"`
	// Quantise says how weights are kept; empty: as they are.
	Quantise string `json:"quantise,omitempty"`
	// Resources are the lists and clusters that are in the file, with their bytes.
	Resources []Resource `json:"resources,omitempty"`
	// Vectors are the layers of vectors that are looked at.
	Vectors []Vectors `json:"vectors,omitempty"`
	Labels  []Label   `json:"labels"`
	// For and Against are the transitions of the greatest and of the least weight.
	For     []Transition `json:"transitions_for"`
	Against []Transition `json:"transitions_against"`
}

// A Vectors is a layer of vectors.
type Vectors struct {
	Layer string `json:"layer"`
	// Dim is how many numbers each has, and Offsets which tokens' are looked at.
	Dim     int   `json:"dim"`
	Offsets []int `json:"offsets"`
	Weights int   `json:"weights"`
}

// A Resource is a list or cluster file in a model.
type Resource struct {
	Name  string `json:"name"`
	Bytes int    `json:"bytes"`
}

// A Label is one type of entity.
type Label struct {
	Name string `json:"label"`
	// For and Against are the features with the greatest and with the least weight
	// for one of the label's tags, the strongest first.
	For     []Feature `json:"for"`
	Against []Feature `json:"against"`
	// Calibrated says whether scores are probabilities; Threshold is the least score
	// of what is proposed.
	Calibrated bool    `json:"calibrated"`
	Threshold  float64 `json:"threshold,omitempty"`
}

// A Feature is a feature and its weight for a tag.
type Feature struct {
	Name   string  `json:"feature"`
	Tag    string  `json:"tag"`
	Weight float32 `json:"weight"`
}

// A Transition is a pair of tags that follow each other. From is "^" at the
// beginning of a sentence, To is "$" at its end.
type Transition struct {
	From   string  `json:"from"`
	To     string  `json:"to"`
	Weight float32 `json:"weight"`
}
