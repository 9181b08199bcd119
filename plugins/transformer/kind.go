package transformer

import (
	"context"
	"io"
	"slices"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/plugin"
)

// Name is the word behind `uses:`.
const Name = "transformer"

// Kind is the kind of stage that proposes entities by a transformer. It writes candidates
// to a layer named by the stage's id; it reads sentences, if there are any.
func Kind() plugin.Kind {
	return plugin.Kind{
		Name: Name,
		Doc: "Finds entities by a transformer: any token classifier of the BERT family, or a model that scores spans for types it is asked for, as GLiNER does, exported to ONNX. " +
			"The model is a folder as `optimum-cli export onnx` or gliner's `export_to_onnx` leaves it; `docs/guide/models.md` shows how to bring one's own. " +
			"No text is cut off: what is longer than the model takes is read in windows that overlap. It needs ONNX Runtime, which `make build` puts beside the runner.",
		Options:  Options{},
		Contract: contract,
		Test:     test,
		Open:     open,
	}
}

// contract reads the small files of the model only.
func contract(cfg plugin.Config) (plugin.Contract, error) {
	s, err := decodeOptions(cfg)
	if err != nil {
		return plugin.Contract{}, err
	}
	m, err := s.readModel()
	if err != nil {
		return plugin.Contract{}, err
	}
	if _, err := s.window(m); err != nil {
		return plugin.Contract{}, err
	}
	if vectors, err := s.encodes(); vectors || err != nil {
		if err != nil {
			return plugin.Contract{}, err
		}
		return s.encoderContract(m)
	}
	heads, err := s.heads(m)
	if err != nil {
		return plugin.Contract{}, err
	}
	c := plugin.Contract{Needs: []plugin.Need{{Layer: document.Sentences, Optional: true}}}
	for _, h := range heads {
		c.Provides = append(c.Provides, plugin.LayerSpec{Name: h.layer, Role: h.role, Labels: h.proposed()})
	}
	return c, nil
}

// proposed are the labels that the layer can have, sorted.
func (h *head) proposed() []string {
	var out []string
	for _, c := range h.choices {
		if c.Label != "" {
			out = append(out, c.Label)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// test loads the model and runs it once.
func test(ctx context.Context, cfg plugin.Config) diag.List {
	st, err := open(ctx, cfg)
	if err == nil {
		err = st.(io.Closer).Close()
	}
	return diag.From(err, "transformer.model")
}

func open(_ context.Context, cfg plugin.Config) (plugin.Stage, error) {
	s, err := decodeOptions(cfg)
	if err != nil {
		return nil, err
	}
	vectors, err := s.encodes()
	if err != nil {
		return nil, err
	}
	if vectors {
		return orNone(s.openEncoder())
	}
	return orNone(openStage(cfg))
}

// orNone makes sure that no stage is none.
func orNone[S plugin.Stage](st S, err error) (plugin.Stage, error) {
	if err != nil {
		return nil, err
	}
	return st, nil
}
