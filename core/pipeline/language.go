package pipeline

import (
	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/plugin"
)

// withLanguage returns a document of the runner's own that names its language:
// the one it came with, or else the pipeline's default. Where a stage writes
// the language, that stage decides, and the default follows it.
func (r *Runner) withLanguage(d *document.Document) *document.Document {
	if r.findsLanguage {
		return d.With()
	}
	own := d.With(document.Language)
	r.defaultLanguage(own)
	return own
}

// defaultLanguage gives a document of unknown language the pipeline's default.
func (r *Runner) defaultLanguage(d *document.Document) {
	if r.language == "" || d.Text() == "" || d.Layer(document.Language) != nil {
		return
	}
	l := document.NewLabelled(document.Language, r.languageLabel)
	l.Grow(1)
	l.AddNumbered(0, len(d.Text()), 0)
	_ = d.Add(l) // it has none
}

// writesLanguage reports whether a segment finds out the language, so that the
// default counts behind it.
func (p *Plan) writesLanguage(segment int) bool {
	return p.Segments[segment].writes(p, document.Language)
}

// own returns a layer without what its stage says of text in languages that it is
// not for. Plugins that speak this version of the protocol have left that out.
func (r *Runner) own(d *document.Document, l *document.Layer) *document.Layer {
	ranges := r.languages[l.Name()]
	if ranges == nil || !d.Mixed() {
		return l
	}
	if regions, ok := plugin.RegionsOf(d, ranges); regions != nil || !ok {
		return l.Within(regions)
	}
	return l
}
