package multilingual

import (
	"context"
	"slices"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/plugin"
	"github.com/onomast/onomast/plugins/multilingual/detect"
	"github.com/onomast/onomast/plugins/multilingual/lid"
)

// Name is the word behind `uses:`.
const Name = "multilingual"

// Kind returns the kind of stage that identifies languages. It reads the text alone
// and writes the layer language.
func Kind() plugin.Kind {
	return plugin.Kind{
		Name: Name,
		Doc: "Says which language a document is in, and each part of a document in several. Stages go by it through `when`. " +
			"The scores are calibrated: the probability that the language is right. " +
			"A text in no known language, or whose language is not sure enough, takes the fallback; without one nothing is said of it, and the pipeline's `language` counts.",
		Options:  Options{},
		Contract: contract,
		Open:     open,
	}
}

func contract(cfg plugin.Config) (plugin.Contract, error) {
	o, m, err := prepare(cfg)
	if err != nil {
		return plugin.Contract{}, err
	}
	return plugin.Contract{Provides: []plugin.LayerSpec{
		{Name: document.Language, Role: plugin.LanguageRole, Labels: o.labels(m)},
	}}, nil
}

func open(_ context.Context, cfg plugin.Config) (plugin.Stage, error) {
	o, m, err := prepare(cfg)
	if err != nil {
		return nil, err
	}
	return &stage{
		model: m, options: o,
		detector: detect.New(m, detect.Options{
			Languages: o.Languages, Fallback: o.Fallback, MinConfidence: o.MinConfidence, Grain: detect.Grain(o.Segments),
		}),
	}, nil
}

// labels are the languages that the stage can say, sorted.
func (o *Options) labels(m *lid.Model) []string {
	labels := slices.Clone(o.Languages)
	if len(labels) == 0 {
		labels = slices.Clone(m.Languages)
	}
	if o.Fallback != "" {
		labels = append(labels, o.Fallback)
	}
	if o.Segments != string(detect.Document) {
		labels = append(labels, lid.Unknown)
	}
	slices.Sort(labels)
	return slices.Compact(labels)
}
