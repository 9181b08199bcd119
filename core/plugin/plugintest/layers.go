package plugintest

import (
	"cmp"
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/plugin"
)

// sampleLayer names the layer that stands for those of other stages.
const sampleLayer = "sample"

// sampleDim is the dimension of vectors where a contract names none.
const sampleDim = 4

// inputs returns the layers a contract needs, as others would announce them.
func inputs(c plugin.Contract) []plugin.LayerSpec {
	var out []plugin.LayerSpec
	have := make(map[string]bool)
	add := func(l plugin.LayerSpec) {
		if !have[l.Name] {
			have[l.Name] = true
			out = append(out, l)
		}
	}
	for _, n := range c.Needs {
		add(input(n))
	}
	if !writesLanguage(c) {
		add(plugin.LayerSpec{Name: document.Language, Role: plugin.LanguageRole, OpenLabels: true})
	}
	return out
}

// writesLanguage reports whether a stage is the one that says what language a text is
// in: then no other has said it before.
func writesLanguage(c plugin.Contract) bool {
	return slices.ContainsFunc(c.Provides, func(l plugin.LayerSpec) bool { return l.Name == document.Language })
}

func input(n plugin.Need) plugin.LayerSpec {
	l := plugin.LayerSpec{Name: n.Layer, Role: n.Role, OpenLabels: true, Stage: sampleLayer}
	if l.Role == "" {
		l.Role = roleOf(n.Layer)
	}
	if l.Name == "" {
		l.Name = nameOf(n.Role)
	}
	if l.Role == plugin.CandidatesRole {
		l.Labels, l.OpenLabels = []string{"SAMPLE"}, false
		if len(n.Stages) > 0 {
			l.Name = n.Stages[0]
		}
		l.Stage = l.Name
	}
	return l
}

// roleOf guesses the role of a layer asked for by name.
func roleOf(layer string) plugin.Role {
	switch role := plugin.Role(layer); role {
	case plugin.TokensRole, plugin.SentencesRole, plugin.LanguageRole, plugin.SectionsRole, plugin.EntitiesRole, plugin.DecisionsRole, plugin.VectorsRole:
		return role
	default:
		return plugin.CandidatesRole
	}
}

func nameOf(role plugin.Role) string {
	if role == plugin.CandidatesRole {
		return sampleLayer
	}
	return string(role)
}

// labelled reports whether the labels of a role are entity types, which are
// announced beforehand.
func labelled(role plugin.Role) bool {
	return role == plugin.CandidatesRole || role == plugin.EntitiesRole
}

// prepare returns a document with the layers a stage needs, plainly filled.
func prepare(id, text string, layers []plugin.LayerSpec) (*document.Document, error) {
	d, err := document.New(id, text)
	if err != nil {
		return nil, err
	}
	for _, spec := range layers {
		if err := d.Add(fill(spec, text)); err != nil {
			return nil, err
		}
	}
	return d, nil
}

func fill(spec plugin.LayerSpec, text string) *document.Layer {
	l := document.NewLayer(spec.Name)
	switch {
	case text == "":
	case spec.Role == plugin.LanguageRole:
		l.AddRange(0, len(text), "en")
	case spec.Role == plugin.SentencesRole, spec.Role == plugin.SectionsRole:
		l.AddRange(0, len(text), string(spec.Role))
	case spec.Role == plugin.TokensRole:
		words(text, func(start, end int) { l.AddRange(start, end, "word") })
	case spec.Role == plugin.VectorsRole:
		return vectors(spec, text)
	case spec.Role != plugin.DecisionsRole:
		words(text, func(start, end int) {
			if first, _ := utf8.DecodeRuneInString(text[start:]); unicode.IsUpper(first) {
				l.Add(document.Span{Start: start, End: end, Label: "SAMPLE", Score: 0.5, Kind: document.Raw})
			}
		})
	}
	return l
}

// vectors gives each word a vector that depends on where it begins.
func vectors(spec plugin.LayerSpec, text string) *document.Layer {
	vector := make([]float32, cmp.Or(spec.Dim, sampleDim))
	l := document.NewVectors(spec.Name, len(vector))
	words(text, func(start, end int) {
		for i := range vector {
			vector[i] = float32((start+i)%7 - 3)
		}
		l.AddVector(start, end, vector)
	})
	return l
}

// words calls f for each run of letters and digits and each other code point
// that is no white space.
func words(text string, f func(start, end int)) {
	start := -1
	for i, r := range text {
		inWord := unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
		if start >= 0 && !inWord {
			f(start, i)
			start = -1
		}
		switch {
		case inWord && start < 0:
			start = i
		case !inWord && !unicode.IsSpace(r):
			f(i, i+utf8.RuneLen(r))
		}
	}
	if start >= 0 {
		f(start, len(text))
	}
}
