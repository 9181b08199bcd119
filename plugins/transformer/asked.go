package transformer

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/onomast/onomast/core/schema"
	"github.com/onomast/onomast/plugins/transformer/gliner"
	"github.com/onomast/onomast/plugins/transformer/infer"
	"github.com/onomast/onomast/plugins/transformer/weights"
)

// ask has the model asked for the types that the options name, if it is one that wants
// to be asked: they become its labels.
func (s *setup) ask(m *model) error {
	switch {
	case m.Asked == nil && s.Ask != nil:
		return s.mistake("ask", "ask", "the model cannot be asked for types: it has labels of its own", "leave ask out; it is for models with a "+gliner.ConfigName)
	case m.Asked == nil:
		return nil
	case len(s.Ask) == 0:
		return s.mistake("model", "ask", "the model has no labels of its own, it has to be asked for some", "say what each is to mean: ask: {PERSON: person, DRUG: drug or medicine}")
	}
	for _, option := range []string{"encoder", "strategy", "unit", "scheme", "transitions"} {
		if _, carded := s.card.Options[option]; carded || s.own[option] {
			return s.mistake(option, "ask", option+" is about pieces, and a model that is asked for types scores spans of words", "leave it out")
		}
	}
	if m.Asked.Padding < 0 {
		m.Padding = padding(m)
	}
	m.Labels = slices.Sorted(maps.Keys(s.Ask))
	return s.prompts(m)
}

// padding is the piece that fills up a batch, by its usual names.
func padding(m *model) int32 {
	for _, name := range []string{"[PAD]", "<pad>"} {
		if id, ok := m.tokenizer.ID(name); ok {
			return id
		}
	}
	return 0
}

// prompts makes what stands before texts. Half of a window is for the text.
func (s *setup) prompts(m *model) error {
	size, err := s.window(m)
	if err != nil {
		return err
	}
	frame := m.tokenizer.Frame()
	types := make([]string, len(m.Labels))
	for i, label := range m.Labels {
		types[i] = s.Ask[label]
	}
	prompts, err := m.Asked.Prompts(m.tokenizer, types, (size-len(frame.Before)-len(frame.After))/2)
	if wrong := (*gliner.TypeError)(nil); errors.As(err, &wrong) {
		at := "ask/" + schema.Escape(m.Labels[wrong.Type])
		return s.placed("ask", s.mistake(at, "ask", wrong.Summary, wrong.Hint))
	}
	for _, p := range prompts {
		m.prompts = append(m.prompts, infer.Prompt{IDs: p.IDs, First: p.First, Labels: p.Types})
	}
	return s.atModel(err)
}

// words is how the model wants texts, if it counts in words.
func (m *model) words() *infer.Words {
	if m.Asked == nil {
		return nil
	}
	mark := map[string]infer.Mark{"first": infer.First, "last": infer.Last, "mean": infer.All, "max": infer.All}
	return &infer.Words{Cut: gliner.Cut, Mark: mark[m.Asked.Pooling], Most: m.Asked.Words, Width: m.Asked.Width}
}

// answers is what the output of a model is about that is asked for types.
func (m *model) answers() (weights.Numbers, infer.Shape) {
	if m.Asked.Spans {
		return weights.Numbers{Of: []string{"first words", "widths", "types"}, Last: -1}, infer.Widths
	}
	return weights.Numbers{Of: []string{"words", "types", "scores"}, Last: 3}, infer.Ends
}

// checkAsked says what makes no sense in heads of a model that is asked for types.
func (s *setup) checkAsked(m *model, heads []Head) error {
	if m.Asked == nil {
		return nil
	}
	for i, h := range heads {
		if i > 0 || h.Ends != "" || h.Spans != "" || h.Names != nil || h.Strategy != "" {
			at := fmt.Sprintf("heads/%d", i)
			return s.placed("heads", s.mistake(at, "heads", "a model that is asked for types has one head: output, layer and overlap are all it can say", ""))
		}
	}
	return nil
}

// misfit says what may be wrong where a model that is asked for types fails on the first
// text, or answers in another shape than its configuration says.
func (m *model) misfit(err error) error {
	if m.Asked == nil {
		return err
	}
	said := "span_mode: token_level"
	if m.Asked.Spans {
		said = fmt.Sprintf("max_width: %d", m.Asked.Width)
	}
	most := 0
	for _, p := range m.prompts {
		most = max(most, p.Labels)
	}
	return m.Misfit(fmt.Sprintf("asked for %d types at once, as %s says with %s, it does not answer as it should: %v", most, gliner.ConfigName, said, err))
}
