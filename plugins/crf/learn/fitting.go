package learn

import (
	"slices"

	"github.com/onomast/onomast/plugins/crf/template"
)

// What ships is for several languages and trades, and every file that a template reads
// becomes a part of the model. Clusters stay that know nearly as many of the tokens as the
// best ones do, lists that know some.
const (
	nearly        = 0.9
	someOfTokens  = 0.1
	someOfEntries = 0.005
)

// fit leaves out features that read what ships and says little of the training data. It
// returns the IDs of these resources.
func (l *learner) fit(data *view) ([]string, error) {
	left := tellsLittle(l.template.Resources(), l.extractor, data)
	less, err := l.template.Without(left...)
	if err != nil || less == l.template {
		return nil, err
	}
	l.template = less
	l.extractor, err = less.Compile(template.Stored(l.extractor.Blobs()))
	return left, err
}

func tellsLittle(all []template.Resource, x *template.Extractor, data *view) []string {
	if !slices.ContainsFunc(all, func(r template.Resource) bool { return r.Ships }) {
		return nil
	}
	c := x.Coverage()
	for i := range data.sentences {
		c.Add(data.sentences[i].Words)
	}
	share := func(id string) float64 { return float64(c.Known[id]) / float64(max(c.Tokens, 1)) }
	best := 0.0
	for _, r := range all {
		if r.Kind == "cluster" {
			best = max(best, share(r.ID))
		}
	}
	var little []string
	for _, r := range all {
		least := someOfEntries
		if r.Kind == "cluster" {
			least = max(nearly*best, someOfTokens)
		}
		if r.Ships && share(r.ID) < least {
			little = append(little, r.ID)
		}
	}
	return little
}
