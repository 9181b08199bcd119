package plugintest

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/plugin"
)

// textNames returns the names of the hostile texts, sorted.
func textNames() []string { return slices.Sorted(maps.Keys(hostileTexts())) }

func (s *subject) textChecks() []check {
	return []check{
		{"texts.answered", "valid UTF-8 of any kind is text: take it without an error", s.textsAnswered},
		{"texts.large", "a document of a megabyte must work in about linear time and memory", s.largeAnswered},
		{"texts.offsets", "spans are byte offsets into the UTF-8 text, half-open, not empty, on code point boundaries; parents come before and around their children", s.offsetsValid},
		{"layers.announced", "announce every layer in the contract", s.layersAnnounced},
		{"layers.written", "write the layer under the very name the contract announces, and give texts in which the stage finds something", s.layersWritten},
		{"labels.announced", "announce every label in the contract, or set open_labels", s.labelsAnnounced},
		{"explain.answers", "answer Explain with reasons or with none, not with an error", s.explains},
		{"progress.sent", "send progress at least once a second for every unanswered frame", s.progressSent},
	}
}

// named returns the hostile texts and those given, with a name for each.
func (s *subject) named() (names, texts []string) {
	for i, text := range s.opts.Texts {
		names, texts = append(names, fmt.Sprintf("text %d given", i)), append(texts, text)
	}
	hostile := hostileTexts()
	for _, name := range textNames() {
		names, texts = append(names, name), append(texts, hostile[name])
	}
	return names, texts
}

// each annotates all texts and hands the answers over one by one.
func (s *subject) each(ctx context.Context, f func(text string, a found) error) error {
	names, texts := s.named()
	return s.with(ctx, nil, func(id string) error {
		answers, err := s.annotate(ctx, id, texts, 4)
		if err != nil {
			return err
		}
		for i, a := range answers {
			if err := f(texts[i], a); err != nil {
				return fmt.Errorf("text %q: %w", names[i], err)
			}
		}
		return nil
	})
}

func (s *subject) textsAnswered(ctx context.Context, _ *runner) error {
	return s.each(ctx, func(_ string, a found) error {
		if a.misplaced() != nil {
			return nil // texts.offsets has its say on that
		}
		return a.failed()
	})
}

// misplaced returns what the SDK, which looks first, has found wrong with a layer.
func (f found) misplaced() error {
	for _, failure := range f.failures {
		if failure.Code == "invalid_layer" {
			return errors.New(failure.Message)
		}
	}
	return nil
}

func (f found) failed() error {
	if len(f.failures) == 0 {
		return nil
	}
	first := f.failures[0]
	return fmt.Errorf("failure %q of stage %q: %s", first.Code, first.Stage, first.Message)
}

func (s *subject) largeAnswered(ctx context.Context, _ *runner) error {
	text := largeText()
	return s.with(ctx, nil, func(id string) error {
		answers, err := s.annotate(ctx, id, []string{text}, 1)
		if err != nil {
			return err
		}
		return errors.Join(answers[0].valid(text), answers[0].failed())
	})
}

func (s *subject) offsetsValid(ctx context.Context, _ *runner) error {
	return s.each(ctx, func(text string, a found) error { return a.valid(text) })
}

func (f found) valid(text string) error {
	if err := f.misplaced(); err != nil {
		return err
	}
	for _, l := range f.layers {
		if err := l.Validate(text); err != nil {
			return err
		}
	}
	return nil
}

func (s *subject) announced(layer string) (plugin.LayerSpec, bool) {
	for _, l := range s.contract.Provides {
		if l.Name == layer {
			return l, true
		}
	}
	return plugin.LayerSpec{}, false
}

func (s *subject) layersAnnounced(ctx context.Context, _ *runner) error {
	return s.each(ctx, func(_ string, a found) error {
		for _, l := range a.layers {
			spec, ok := s.announced(l.Name())
			if !ok {
				return fmt.Errorf("the layer %q is not in the contract", l.Name())
			}
			if err := vectorsAnnounced(spec, l); err != nil {
				return err
			}
		}
		return nil
	})
}

// vectorsAnnounced compares the vectors of a layer with its announcement.
func vectorsAnnounced(spec plugin.LayerSpec, l *document.Layer) error {
	switch vectors := spec.Role == plugin.VectorsRole; {
	case l.Len() == 0 || vectors && l.Dim() > 0 && (spec.Dim == 0 || spec.Dim == l.Dim()) || !vectors && l.Dim() == 0:
		return nil
	case !vectors:
		return fmt.Errorf("the layer %q has vectors, and is announced in the role %s", l.Name(), spec.Role)
	case l.Dim() == 0:
		return fmt.Errorf("the layer %q is announced in the role vectors, and has none", l.Name())
	}
	return fmt.Errorf("the layer %q is announced with vectors of %d numbers, and has such of %d", l.Name(), spec.Dim, l.Dim())
}

// layersWritten wants something found in the texts given for the plugin.
func (s *subject) layersWritten(ctx context.Context, _ *runner) error {
	if len(s.opts.Texts) == 0 || len(s.contract.Provides) == 0 {
		return skip("no texts were given in which something is to be found")
	}
	spans := 0
	err := s.each(ctx, func(_ string, a found) error {
		for _, l := range a.layers {
			spans += l.Len()
		}
		return nil
	})
	if err == nil && spans == 0 {
		err = errors.New("nothing came back for any text")
	}
	return err
}

func (s *subject) labelsAnnounced(ctx context.Context, _ *runner) error {
	return s.each(ctx, func(_ string, a found) error {
		for _, l := range a.layers {
			spec, ok := s.announced(l.Name())
			if !ok || spec.OpenLabels || len(spec.Labels) == 0 || !labelled(spec.Role) {
				continue // contract.valid has its say on a layer without labels
			}
			for i := range l.Len() {
				if !slices.Contains(spec.Labels, l.Label(i)) {
					return fmt.Errorf("the label %q of layer %q is not in the contract", l.Label(i), l.Name())
				}
			}
		}
		return nil
	})
}

func (s *subject) explains(ctx context.Context, _ *runner) error {
	_, texts := s.named()
	return s.with(ctx, nil, func(id string) error {
		for _, text := range texts {
			d, err := s.document("doc", text)
			if err != nil {
				return err
			}
			_, err = s.client.Explain(ctx, id, s.config.Stage, d, 0, len(text))
			if status.Code(err) == codes.Unimplemented {
				return skip("the plugin does not implement Explain")
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// progressSent judges the frames of all checks before it.
func (s *subject) progressSent(context.Context, *runner) error {
	limit := s.opts.silence()
	if s.slowest.answer < limit {
		return skip("no frame took long enough")
	}
	if s.slowest.silence > limit {
		return fmt.Errorf("nothing was heard of a frame for %s", s.slowest.silence.Round(limit/10))
	}
	return nil
}
