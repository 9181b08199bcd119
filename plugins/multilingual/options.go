package multilingual

import (
	"fmt"
	"os"
	"slices"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/plugin"
	"github.com/onomast/onomast/plugins/multilingual/lid"
)

// Options is the stage's `with:` mapping.
type Options struct {
	Languages     []string `json:"languages" doc:"Languages that the documents may be in, as codes of ISO 639; all that the model knows by default. The fewer, the surer the decision on short texts. Text that is clearly in another language is unknown." example:"[\"de\", \"en\", \"fr\"]"`
	MinConfidence float64  `json:"min_confidence" default:"0.5" min:"0" max:"1" doc:"How likely a language must be to be said of a document. A part that is less sure takes after the document."`
	Fallback      string   `json:"fallback" pattern:"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$" hint:"write a BCP 47 tag such as en, de or pt-BR" doc:"Language of text in no known language and of text that is not sure enough." example:"en"`
	Segments      string   `json:"segments" default:"sentence" enum:"document,paragraph,sentence,word" doc:"How small the parts may be that are in different languages. word finds languages that change within a sentence, and is best with few languages; document says one language for all."`
	Model         string   `json:"model" format:"path" doc:"File of a model; the one that ships by default."`
}

// prepare reads the options and the model, and finds what does not fit.
func prepare(cfg plugin.Config) (*Options, *lid.Model, error) {
	o := &Options{}
	if err := cfg.Decode(o); err != nil {
		return nil, nil, err
	}
	m, err := load(cfg, o)
	if err != nil {
		return nil, nil, err
	}
	if problems := o.check(m); len(problems) > 0 {
		return nil, nil, problems
	}
	return o, m, nil
}

func load(cfg plugin.Config, o *Options) (*lid.Model, error) {
	if o.Model == "" {
		return lid.Shipped()
	}
	fail := func(summary, hint string) (*lid.Model, error) {
		return nil, diag.List{{
			Severity: diag.Error, Code: "multilingual.model", Pointer: "/model", Summary: summary, Hint: hint,
		}}
	}
	data, err := os.ReadFile(cfg.File("/model", o.Model))
	if err != nil {
		return fail(fmt.Sprintf("the model cannot be read: %v", err), "the path is relative to the file that names it; leave the option out for the model that ships")
	}
	m, err := lid.Decode(data)
	if err != nil {
		return fail(fmt.Sprintf("%s: %v", o.Model, err), "langlearn makes such models; leave the option out for the one that ships")
	}
	return m, nil
}

// check finds languages that the model does not know.
func (o *Options) check(m *lid.Model) diag.List {
	var problems diag.List
	listed := false // the languages that it knows, which are many
	for i, code := range o.Languages {
		pointer := fmt.Sprintf("/languages/%d", i)
		switch {
		case code == lid.Unknown || !slices.Contains(m.Languages, code):
			hint := meant(code, m)
			if hint == "" && !listed {
				hint, listed = "it knows "+strings.Join(known(m), ", "), true
			}
			problems = append(problems, diag.Diagnostic{
				Severity: diag.Error, Code: "multilingual.unknown-language", Pointer: pointer,
				Summary: fmt.Sprintf("the model does not know the language %q", code), Hint: hint,
			})
		case slices.Index(o.Languages, code) < i:
			problems = append(problems, diag.Diagnostic{
				Severity: diag.Error, Code: "multilingual.twice", Pointer: pointer,
				Summary: fmt.Sprintf("the language %q is listed twice", code), Hint: "drop one of them",
			})
		}
	}
	return problems
}

// known are the languages that a model tells apart.
func known(m *lid.Model) []string {
	return slices.DeleteFunc(slices.Clone(m.Languages), func(l string) bool { return l == lid.Unknown })
}

// meant asks whether a code was meant for another one, or is the name of a language.
func meant(code string, m *lid.Model) string {
	primary, _, _ := strings.Cut(strings.ToLower(code), "-")
	others := map[string]string{"no": "nb", "nor": "nb", "jp": "ja", "cn": "zh", "cz": "cs", "dk": "da", "gr": "el", "kr": "ko", "iw": "he", "in": "id", "fil": "tl"}
	if right, ok := others[primary]; ok {
		primary = right
	}
	for _, l := range known(m) {
		tag := language.Make(l)
		if l == primary || strings.EqualFold(display.English.Tags().Name(tag), code) || strings.EqualFold(display.Self.Name(tag), code) {
			return diag.Meant(l)
		}
	}
	return ""
}
