package template

import (
	"encoding/json"
)

// options is a template file.
type options struct {
	Name        string    `json:"name" pattern:"^[a-z0-9][a-z0-9_-]*$" hint:"write it in small letters, digits, - and _" doc:"Name of the template." example:"tickets"`
	Description string    `json:"description" doc:"What the template is for."`
	Scheme      string    `json:"scheme" enum:"bio,bioes" default:"bioes" doc:"Tags: begin, inside, outside; with end and single, or without."`
	Features    []feature `json:"features" required:"true" min:"1" doc:"What is known of a token."`
}

// A feature is one element of features: what is looked at, or a conjunction.
type feature struct {
	part
	Bag      bool   `json:"bag" doc:"At which of the offsets it was does not matter: they share one feature."`
	MinCount int    `json:"min_count" min:"1" max:"255" doc:"In how many places of the training data a feature must occur to be used, where that is more than what training asks for."`
	Join     []part `json:"join" min:"2" max:"8" doc:"Features all of which must hold. Each has one offset and one value."`
}

// A part says what is looked at, and where.
type part struct {
	Of           string `json:"of" doc:"What is looked at." example:"suffix"`
	At           ints   `json:"at" doc:"Offsets of the words looked at: 0 is the token itself, -1 the one before it. Without it 0." example:"[-1, 0, 1]"`
	Length       ints   `json:"length" doc:"Of prefix, suffix, stem and ngrams: lengths in code points." example:"[1, 2, 3]"`
	Lower        bool   `json:"lower" doc:"Of prefix, suffix and ngrams: look at the word in lower case."`
	Short        bool   `json:"short" doc:"Of prefix and suffix: a word that is too short has the value _ instead of none."`
	Bounds       bool   `json:"bounds" doc:"Of ngrams: the ends of the word count as characters."`
	Collapse     int    `json:"collapse" min:"0" max:"9" doc:"Of shape: how often a character is repeated at most. 0: as often as in the word."`
	KeepCaseless bool   `json:"keep_caseless" doc:"Of shape: letters without case stay themselves instead of becoming o."`
	Tests        words  `json:"tests" doc:"Of is: the questions asked, each answered yes or no." example:"[title, upper, digit]"`
	File         string `json:"file" format:"path" doc:"Of cluster and list: the file, relative to the template, compressed by gzip or not; or shipped: and the name of one that ships with the program." example:"cities.tsv"`
	ID           string `json:"id" pattern:"^[A-Za-z0-9][A-Za-z0-9_.-]*$" hint:"use letters, digits, . - and _" doc:"Of cluster and list: its name in features. Without it that of the file." example:"cities"`
	Bits         ints   `json:"bits" doc:"Of cluster: the lengths of the beginnings of a path that are features. Without it whole entries are." example:"[4, 6, 10]"`
	IgnoreCase   bool   `json:"ignore_case" doc:"Of list: compare in lower case."`
	MinTokens    int    `json:"min_tokens" min:"1" max:"16" doc:"Of list: the least number of tokens of a term that is looked for."`
	Types        words  `json:"types" doc:"Of list: only terms with one of these in the second column." example:"[LAST_NAME]"`
	Typed        bool   `json:"typed" doc:"Of list: the type of the term is part of the value."`
	Layer        string `json:"layer" doc:"Of layer and vector: its name, that is the id of the stage that writes it, or a layer such as sections." example:"rules"`
}

// ints is a list of integers, or one alone.
type ints []int

// JSONSchema tells that a single integer will do.
func (ints) JSONSchema() map[string]any { return oneOrMore("integer") }

// UnmarshalJSON reads either.
func (i *ints) UnmarshalJSON(data []byte) (err error) { *i, err = either[int](data); return err }

// words is a list of words, or one alone.
type words []string

// JSONSchema tells that a single word will do.
func (words) JSONSchema() map[string]any { return oneOrMore("string") }

// UnmarshalJSON reads either.
func (w *words) UnmarshalJSON(data []byte) (err error) { *w, err = either[string](data); return err }

func oneOrMore(kind string) map[string]any {
	one := map[string]any{"type": kind}
	return map[string]any{"oneOf": []any{one, map[string]any{"type": "array", "items": one, "minItems": 1}}}
}

func either[T any](data []byte) ([]T, error) {
	var one T
	if err := json.Unmarshal(data, &one); err == nil {
		return []T{one}, nil
	}
	var list []T
	err := json.Unmarshal(data, &list)
	return list, err
}
