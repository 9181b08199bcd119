package model

// Quantise says how weights of features are kept.
type Quantise string

// The ways to keep weights.
const (
	Exact Quantise = ""      // 32 bits each
	Int16 Quantise = "int16" // 16 bits: multiples of one step
	Int8  Quantise = "int8"  // 8 bits: one of 255 values that fit the weights best
)

// WriteOptions say how [Write] writes.
type WriteOptions struct {
	Quantise Quantise
	// NoNames leaves out the names of features: a smaller file, and less to inspect.
	NoNames bool
}

// A Loss says what rounding weights cost.
type Loss struct {
	Quantise Quantise `json:"quantise"`
	// Largest is the largest difference of a weight, Mean the mean difference,
	// both without sign.
	Largest float64 `json:"largest"`
	Mean    float64 `json:"mean"`
	// Dropped is how many weights became zero and were left out.
	Dropped int `json:"dropped,omitempty"`
	// F1 is how much F1 on dev changed, where that was measured: it is taken from
	// the card of the model that is written.
	F1 *float64 `json:"f1,omitempty"`
}
