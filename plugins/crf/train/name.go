package train

import (
	"slices"

	"github.com/onomast/onomast/plugins/crf/model"
	"github.com/onomast/onomast/plugins/crf/template"
)

// name gives features, sorted by key, the names that people know them by. Training goes
// by keys alone; names are looked for once, by going over the words again.
func name(features []model.Feature, x *template.Extractor, data []Sentence, known template.Values) {
	n := &namer{features: features, extractor: x, known: known}
	e := newEncoderOfText(x)
	seen := map[string]bool{}
	for d := -e.margin; d <= e.margin; d++ {
		if d != 0 {
			x.NameOutside(d, n.take)
		}
	}
	for _, s := range data {
		for _, w := range s.Words {
			if !seen[w] {
				seen[w] = true
				x.NameWord(w, &n.word, n.take)
			}
		}
		n.text(e.read(s), s.Words)
	}
}

type namer struct {
	features  []model.Feature
	extractor *template.Extractor
	known     template.Values
	word      template.Word
}

// unnamed returns the feature of a key if it still has no name.
func (n *namer) unnamed(key uint64) *model.Feature {
	i, found := slices.BinarySearchFunc(n.features, model.Feature{Key: key}, byKey)
	if !found || n.features[i].Name != "" {
		return nil
	}
	return &n.features[i]
}

func (n *namer) take(_ int, key uint64, name []byte) {
	if f := n.unnamed(key); f != nil {
		f.Name = string(name)
	}
}

// text names what depends on a sentence.
func (n *namer) text(s *template.Sentence, words []string) {
	for track, t := range n.extractor.Tracks() {
		for k := range t.Offsets {
			for _, value := range s.Tracks[track][:len(words)] {
				if f := n.unnamed(n.extractor.Key(track, k, value)); value != 0 && f != nil {
					f.Name = n.extractor.NameTrack(track, k, value, n.known)
				}
			}
		}
	}
	for j := range n.extractor.Joins() {
		for i := range words {
			if f := n.unnamed(n.extractor.Join(j, i, s)); f != nil {
				f.Name = n.extractor.NameJoin(j, i, s, words, n.known)
			}
		}
	}
}

// A reader fills template sentences.
type reader struct {
	extractor *template.Extractor
	margin    int
	parts     map[string][]uint64
	word      template.Word
	text      template.Sentence
}

func newEncoderOfText(x *template.Extractor) *reader {
	r := &reader{extractor: x, parts: map[string][]uint64{}}
	for _, o := range x.Offsets() {
		r.margin = max(r.margin, o, -o)
	}
	return r
}

func (r *reader) read(s Sentence) *template.Sentence {
	r.text.Parts = r.text.Parts[:0]
	for _, w := range s.Words {
		parts, known := r.parts[w]
		if !known {
			r.extractor.Word(w, &r.word)
			parts = append([]uint64(nil), r.word.Parts...)
			r.parts[w] = parts
		}
		r.text.Parts = append(r.text.Parts, parts)
	}
	r.text.Layers = s.Layers
	r.extractor.Fill(&r.text)
	return &r.text
}
