package formats

import (
	"fmt"
	"path"
	"strings"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/corpus/annotation"
	"github.com/onomast/onomast/corpus/formats/brat"
	"github.com/onomast/onomast/corpus/formats/conll"
	"github.com/onomast/onomast/corpus/formats/conllu"
	"github.com/onomast/onomast/corpus/formats/doccano"
	"github.com/onomast/onomast/corpus/formats/gliner"
	"github.com/onomast/onomast/corpus/formats/hfrows"
	"github.com/onomast/onomast/corpus/formats/jsonl"
	"github.com/onomast/onomast/corpus/formats/labelstudio"
	"github.com/onomast/onomast/corpus/formats/presidio"
	"github.com/onomast/onomast/corpus/formats/prodigy"
	"github.com/onomast/onomast/corpus/formats/spacy"
	"github.com/onomast/onomast/corpus/formats/sparknlp"
	"github.com/onomast/onomast/corpus/formats/uima"
	"github.com/onomast/onomast/corpus/formats/webanno"
)

// All returns every format, the most used first.
func All() []annotation.Format {
	return []annotation.Format{
		jsonl.Format(), conll.Format(), spacy.DocBin(), spacy.JSON(), prodigy.Format(), labelstudio.Format(), labelstudio.Min(),
		doccano.Format(), doccano.Relations(), brat.Format(), conllu.Format(), gliner.Format(), presidio.Format(),
		webanno.Format(), uima.XMI(), uima.JSON(), hfrows.Format(), sparknlp.Format(),
	}
}

// Names returns the names of the formats for which a function holds.
func Names(holds func(annotation.Format) bool) []string {
	var names []string
	for _, f := range All() {
		if holds(f) {
			names = append(names, f.Name)
		}
	}
	return names
}

// Readable and Writable are for [Names].
func Readable(f annotation.Format) bool { return f.Read != nil }

// Writable reports whether documents can be written in a format.
func Writable(f annotation.Format) bool { return f.Write != nil }

// Named returns the format of a name.
func Named(name string) (annotation.Format, error) {
	for _, f := range All() {
		if f.Name == name {
			return f, nil
		}
	}
	names := Names(func(annotation.Format) bool { return true })
	hint := "use one of " + strings.Join(names, ", ")
	if near := diag.DidYouMean(name, names); near != "" {
		hint = "did you mean " + near + "?"
	}
	return annotation.Format{}, fmt.Errorf("there is no format %q; %s", name, hint)
}

// Detect returns the format that a file looks most like, by its name and its first
// bytes.
func Detect(name string, head []byte) (annotation.Format, bool) {
	var best annotation.Format
	most := 0
	for _, f := range All() {
		if f.Read == nil {
			continue
		}
		if sure := f.Guess(name, head); sure > most {
			best, most = f, sure
		}
	}
	return best, most > 0
}

// SplitOf takes the part of a data set ("train", "dev" or "test") from the name of its
// file: train.jsonl, en_ewt-dev.conllu. It is "" when the name says nothing.
func SplitOf(name string) string {
	base, _, _ := strings.Cut(path.Base(name), ".")
	words := strings.FieldsFunc(strings.ToLower(base), func(r rune) bool { return strings.ContainsRune("-_ ", r) })
	for _, w := range words {
		switch w {
		case "train", "dev", "test":
			return w
		case "training":
			return "train"
		case "valid", "validation", "testa":
			return "dev"
		case "testb":
			return "test"
		}
	}
	return ""
}
