// Package uima reads and writes the CAS of UIMA: XMI with its type system, and JSON. The
// entities are named entities of DKPro, or of whatever type has a label.
package uima

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/corpus/annotation"
	"github.com/onomast/onomast/corpus/formats/internal/perdoc"
)

// Types that are written.
const (
	typeEntity   = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
	typeToken    = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token"
	typeSentence = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Sentence"
	typeDocument = "uima.tcas.DocumentAnnotation"
	typeSofa     = "uima.cas.Sofa"
)

func holds() annotation.Holds {
	return annotation.Holds{
		Overlap: annotation.Any, Duplicates: true, DocumentIDs: true, Language: true, Tokens: true, Sentences: true, SpacedTokens: true,
		Spacing: annotation.FullSpacing,
	}
}

func units() []document.Unit {
	return []document.Unit{document.UTF16, document.CodePoint, document.Byte}
}

// A feature is one value of a feature structure.
type feature struct{ name, value string }

// A structure is a feature structure: an annotation, a text, or something else.
type structure struct {
	kind     string // its type, with dots
	sofa     string // the id of its text
	begin    int
	end      int
	placed   bool
	features []feature
}

// value returns the first of several features that is there.
func (s *structure) value(names ...string) string {
	for _, name := range names {
		for _, f := range s.features {
			if f.name == name && f.value != "" {
				return f.value
			}
		}
	}
	return ""
}

// A view collects what is said of the texts of a CAS.
type view struct {
	in    *annotation.Input
	order []string // ids of texts
	texts map[string]string
	list  []structure
	other map[string]int // structures that are not read, by type
}

func newView(in *annotation.Input) *view {
	return &view{in: in, texts: map[string]string{}, other: map[string]int{}}
}

// text adds a text.
func (v *view) text(id, text string) {
	if _, again := v.texts[id]; !again {
		v.order = append(v.order, id)
	}
	v.texts[id] = text
}

// draft makes the document of the first text.
func (v *view) draft() (*annotation.Draft, error) {
	if len(v.order) == 0 {
		return nil, &annotation.Problem{Effect: annotation.Failed, Code: "no-text", Origin: annotation.Origin{Path: v.in.Path},
			Message: "it has no text: no Sofa with a sofaString"}
	}
	d := &annotation.Draft{Document: annotation.Document{ID: perdoc.ID(v.in.Path), Text: v.texts[v.order[0]], Origin: annotation.Origin{Path: v.in.Path}}}
	if n := len(v.order); n > 1 {
		v.in.Report(d.Problem(annotation.Lost, "views", "%d further texts are left out, with what is annotated there", n-1))
	}
	for i := range v.list {
		if s := &v.list[i]; s.sofa == "" || s.sofa == v.order[0] {
			v.add(d, s)
		}
	}
	for _, kind := range slices.Sorted(maps.Keys(v.other)) {
		v.in.Report(d.Problem(annotation.Noted, "type", "%d annotations of the type %s are not read", v.other[kind], annotation.Shorten(kind)))
	}
	return d, nil
}

// add takes a structure for what it is.
func (v *view) add(d *annotation.Draft, s *structure) {
	place := annotation.Range{Start: s.begin, End: s.end}
	short := s.kind[strings.LastIndexByte(s.kind, '.')+1:]
	switch {
	case !s.placed:
	case s.kind == typeDocument || short == "DocumentMetaData":
		if language := s.value("language"); language != "" && language != "x-unspecified" {
			d.Language = language
		}
	case s.kind == typeToken:
		d.Tokens = append(d.Tokens, place)
	case s.kind == typeSentence:
		d.Sentences = append(d.Sentences, place)
	case notEntity(s.kind):
		v.other[short]++
	default:
		v.entity(d, s, short, place)
	}
}

// notEntity reports types of other layers than entities.
func notEntity(kind string) bool {
	for _, part := range []string{".segmentation.", ".lexmorph.", ".syntax.", ".metadata.", ".morph.", "uima.tcas.", "uima.cas.", ".transform.", ".coref."} {
		if strings.Contains(kind, part) {
			return true
		}
	}
	return false
}

// entity makes an entity of an annotation whose type is no other layer's. Without a
// label, its type is one.
func (v *view) entity(d *annotation.Draft, s *structure, short string, place annotation.Range) {
	e := annotation.Entity{Parent: annotation.NoParent, Fragments: []annotation.Range{place}}
	e.Label = s.value("value", "label", "entityType", "category", "typ")
	if e.Label == "" {
		e.Label = short
	}
	for _, f := range s.features {
		switch f.name {
		case "value", "label", "entityType", "category", "typ":
		case "score", "confidence":
			if n, err := strconv.ParseFloat(f.value, 64); err == nil {
				e.Score, e.Kind = n, document.Raw
			}
		default:
			e.Attributes = append(e.Attributes, document.Attr{Key: f.name, Value: f.value})
		}
	}
	d.Entities = append(d.Entities, e)
}
