package gliner

import (
	"errors"
	"fmt"
	"slices"

	"github.com/onomast/onomast/plugins/transformer/subword"
)

// A Prompt is what stands before a text to ask for some types.
type Prompt struct {
	IDs []int32
	// First is the number of its first type among all, and Types how many it asks for.
	First, Types int
}

// A TypeError is what is wrong with one of the types that are asked for.
type TypeError struct {
	Type          int // its number
	Summary, Hint string
}

// Error says it.
func (e *TypeError) Error() string { return e.Summary }

// Prompts returns the prompts that ask for some types: few, of about the same length,
// each with no more types than the model takes and no more pieces than most. The error is
// a [*TypeError], or a diagnostic about the tokenizer.
func (c *Config) Prompts(t *subword.Tokenizer, types []string, most int) ([]Prompt, error) {
	entity, err := c.class(t)
	if err != nil {
		return nil, err
	}
	asked, err := c.pieces(t, types, entity)
	if err != nil {
		return nil, err
	}
	end, err := pieces(t, c.Separator)
	if err != nil {
		return nil, err
	}
	for runs := (len(types) + c.Types - 1) / c.Types; runs <= len(types); runs++ {
		if out := divided(asked, end, runs); longest(out) <= most {
			return out, nil
		}
	}
	long := 0
	for i := range asked {
		if len(asked[i]) > len(asked[long]) {
			long = i
		}
	}
	return nil, &TypeError{
		long, fmt.Sprintf("asking for this takes %d pieces, and a window has room for %d beside the text", len(asked[long])+len(end), most),
		"say it in fewer words, or give the model a larger window if it takes one",
	}
}

// class is the piece before each type.
func (c *Config) class(t *subword.Tokenizer) (int32, error) {
	id, ok := t.ID(c.Entity)
	switch {
	case !ok:
		return 0, problem(c.Path, fmt.Sprintf("the tokenizer has no piece %s, which stands before each type (ent_token)", c.Entity), "take the tokenizer.json that export_to_onnx wrote beside the model: gliner adds the piece")
	case c.Class >= 0 && id != c.Class:
		return 0, problem(c.Path, fmt.Sprintf("class_token_index is %d, and %s is piece %d of the tokenizer", c.Class, c.Entity, id), "the tokenizer belongs to another model; take the one that export_to_onnx wrote beside this one")
	}
	return id, nil
}

// pieces are those of each type, behind the one that says that a type follows.
func (c *Config) pieces(t *subword.Tokenizer, types []string, entity int32) ([][]int32, error) {
	out := make([][]int32, len(types))
	for i, text := range types {
		own, err := pieces(t, text)
		switch {
		case err != nil:
			return nil, err
		case len(own) == 0:
			return nil, &TypeError{i, "the tokenizer makes nothing of this", "say in words what to look for"}
		case slices.Contains(own, entity):
			return nil, &TypeError{i, fmt.Sprintf("it has %s in it, which is put before each type", c.Entity), "ask in plain words"}
		case slices.Contains(types[:i], text):
			return nil, &TypeError{i, "another label asks for the same", "two labels cannot have the same question; rename gives a label another name"}
		}
		out[i] = append([]int32{entity}, own...)
	}
	return out, nil
}

func pieces(t *subword.Tokenizer, text string) ([]int32, error) {
	var e subword.Encoding
	err := t.Encoder().Encode(text, &e)
	if err != nil {
		return nil, errors.Join(errors.New("a type cannot be cut into pieces"), err)
	}
	return e.IDs, nil
}

// divided shares the types out among so many prompts.
func divided(asked [][]int32, end []int32, runs int) []Prompt {
	out := make([]Prompt, runs)
	for i := range out {
		from, to := i*len(asked)/runs, (i+1)*len(asked)/runs
		out[i] = Prompt{First: from, Types: to - from}
		for _, own := range asked[from:to] {
			out[i].IDs = append(out[i].IDs, own...)
		}
		out[i].IDs = append(out[i].IDs, end...)
	}
	return out
}

func longest(prompts []Prompt) int {
	n := 0
	for _, p := range prompts {
		n = max(n, len(p.IDs))
	}
	return n
}
