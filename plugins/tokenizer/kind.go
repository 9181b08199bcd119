package tokenizer

import (
	"context"
	"fmt"
	"os"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/plugin"
)

// Options is the stage's `with:` mapping.
type Options struct {
	Language          string   `json:"language" doc:"Language of the documents, as a BCP 47 tag. Without it, the language layer of each document decides, and English where there is none." example:"de"`
	Abbreviations     []string `json:"abbreviations" doc:"Further abbreviations, with or without their last stop. They end a sentence only before a word that begins many sentences." example:"[\"Abk.\", \"Az.\"]"`
	NoAbbreviations   []string `json:"no_abbreviations" doc:"Words that are no abbreviations, whatever the lists say." example:"[\"Art.\"]"`
	AbbreviationsFile string   `json:"abbreviations_file" format:"path" doc:"File of further abbreviations. Entries are separated by white space, # begins a comment; sections such as [title], [counted], [inner], [final] and [starters] say how they behave."`
	SplitClitics      bool     `json:"split_clitics" default:"true" doc:"Make clitics tokens of their own: Smith|'s, do|n't, l'|homme."`
	Sentences         bool     `json:"sentences" default:"true" doc:"Also write the sentences layer."`
}

// Kind returns the kind of stage that is named by `uses: tokenizer`.
func Kind() plugin.Kind {
	return plugin.Kind{
		Name: "tokenizer",
		Doc: "Splits the text into words and sentences. It follows UAX #29 with the exceptions that names need: " +
			"abbreviations keep their stop, addresses and product codes are one token, clitics and units are tokens of their own.",
		Options:  Options{},
		Contract: contract,
		Open:     openStage,
	}
}

func contract(cfg plugin.Config) (plugin.Contract, error) {
	o, err := decode(cfg)
	if err != nil {
		return plugin.Contract{}, err
	}
	_, problems := ownLexicon(cfg, o)
	problems = append(problems, checkOptions(o)...)
	names := labels()
	c := plugin.Contract{Provides: []plugin.LayerSpec{
		{Name: document.Tokens, Role: plugin.TokensRole, Labels: names[:]},
	}}
	if o.Sentences {
		c.Provides = append(c.Provides, plugin.LayerSpec{
			Name: document.Sentences, Role: plugin.SentencesRole, Labels: sentenceLabels[:],
		})
	}
	if o.Language == "" {
		c.Needs = []plugin.Need{{Layer: document.Language, Optional: true}}
	}
	return c, problems.Err()
}

func openStage(_ context.Context, cfg plugin.Config) (plugin.Stage, error) {
	o, err := decode(cfg)
	if err != nil {
		return nil, err
	}
	own, problems := ownLexicon(cfg, o)
	if err := problems.Err(); err != nil {
		return nil, err
	}
	return newStage(o, own), nil
}

func decode(cfg plugin.Config) (Options, error) {
	var o Options
	err := cfg.Decode(&o)
	return o, err
}

// ownLexicon reads the user's file, if there is one.
func ownLexicon(cfg plugin.Config, o Options) (lexicon, diag.List) {
	if o.AbbreviationsFile == "" {
		return nil, nil
	}
	data, err := os.ReadFile(cfg.File("/abbreviations_file", o.AbbreviationsFile))
	if err != nil {
		return nil, diag.List{{
			Severity: diag.Error, Code: "tokenizer.abbreviations-file", Pointer: "/abbreviations_file",
			Summary: fmt.Sprintf("cannot read the list of abbreviations: %v", err),
			Hint:    "the path is relative to the file that names it",
		}}
	}
	if !utf8.Valid(data) {
		return nil, diag.List{{
			Severity: diag.Error, Code: "tokenizer.abbreviations-file", Pointer: "/abbreviations_file",
			Summary: "the list of abbreviations is not valid UTF-8", Hint: "save it as UTF-8",
		}}
	}
	return parseLexicon(o.AbbreviationsFile, string(data))
}

// checkOptions finds what the schema cannot: entries that never match.
func checkOptions(o Options) diag.List {
	var problems diag.List
	check := func(option string, list []string) {
		for i, w := range list {
			if strings.Trim(w, ".") == "" || strings.ContainsFunc(w, unicode.IsSpace) {
				problems = append(problems, diag.Diagnostic{
					Severity: diag.Error, Code: "tokenizer.bad-abbreviation",
					Pointer: fmt.Sprintf("/%s/%d", option, i),
					Summary: fmt.Sprintf("%q is not one word", w),
					Hint:    "write one word for each entry, with or without its last stop",
				})
			}
		}
	}
	check("abbreviations", o.Abbreviations)
	check("no_abbreviations", o.NoAbbreviations)
	if o.Language != "" && primary(o.Language) == "" {
		problems = append(problems, diag.Diagnostic{
			Severity: diag.Error, Code: "tokenizer.bad-language", Pointer: "/language",
			Summary: fmt.Sprintf("%q is not a language tag", o.Language),
			Hint:    "use a BCP 47 tag of two or three letters, such as en, de or pt-BR",
		})
	}
	return problems
}
