package model

// A Card says where a model comes from. It holds no time and no absolute path:
// the same training gives the same bytes.
type Card struct {
	// Name and Description are for people.
	Name        string `json:"name,omitempty"`
	Description string `json:"description,omitempty"`
	// License is that of the model: an SPDX identifier, or a few words.
	License string `json:"license,omitempty"`
	// Languages are BCP 47 tags.
	Languages []string `json:"languages,omitempty"`
	// Version is that of the program that trained the model.
	Version string `json:"version,omitempty"`
	// Command is the command line that trains it anew.
	Command string `json:"command,omitempty"`
	// Seed is that of everything drawn by chance.
	Seed uint64 `json:"seed"`
	// Algorithm is the one that trained it, and Settings are its numbers.
	Algorithm string            `json:"algorithm,omitempty"`
	Settings  map[string]string `json:"settings,omitempty"`
	// Iterations is how many were made, and Objective what they came to.
	Iterations int     `json:"iterations,omitempty"`
	Objective  float64 `json:"objective,omitempty"`
	// Data is what it was trained on.
	Data []Source `json:"data,omitempty"`
	// Scores are what it was measured to be worth.
	Scores []Score `json:"scores,omitempty"`
	// Loss is what rounding the weights cost. [Write] fills it in.
	Loss *Loss `json:"loss,omitempty"`
}

// A Source is annotated data that a model was trained, tuned or measured on.
type Source struct {
	// Name is the file without its folder; Role is "train", "dev" or "test".
	Name string `json:"name"`
	Role string `json:"role"`
	// Digest is "sha256:" and the hexadecimal digest of the file.
	Digest  string `json:"digest"`
	License string `json:"license,omitempty"`
	// What it holds, as far as it is known.
	Documents int            `json:"documents,omitempty"`
	Sentences int            `json:"sentences,omitempty"`
	Tokens    int            `json:"tokens,omitempty"`
	Labels    map[string]int `json:"labels,omitempty"` // entities of each
}

// A Score is how well a model did on a source.
type Score struct {
	// On is the role of the source, or "folds" for a cross-validation.
	On string `json:"on"`
	// Label is "" for all together (micro average).
	Label     string  `json:"label,omitempty"`
	Precision float64 `json:"precision"`
	Recall    float64 `json:"recall"`
	F1        float64 `json:"f1"`
	// Support is how many entities the reference has.
	Support int `json:"support"`
}
