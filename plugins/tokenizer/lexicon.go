package tokenizer

import (
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/onomast/onomast/core/diag"
)

//go:embed lexicon/*.txt
var lexicons embed.FS

// A lexicon is what one file says: the entries of each section. Entries before the
// first section belong to [final].
type lexicon map[string][]string

// sections are those a file may have.
func sections() []string {
	return []string{
		"title", "counted", "inner", "final", "words", "starters", "elisions", "enclitics",
		"units", "currencies", "domains", "closing", "rules",
	}
}

// shipped returns the lexicon of that name that comes with the program; an empty
// one if there is none.
func shipped(name string) lexicon {
	data, err := fs.ReadFile(lexicons, "lexicon/"+name+".txt")
	if err != nil {
		return lexicon{}
	}
	lex, _ := parseLexicon("", string(data)) // a test checks those that ship
	return lex
}

// languages returns the primary subtags of the languages that have a lexicon.
func languages() map[string]bool {
	entries, _ := lexicons.ReadDir("lexicon") // embedded: a test reads it
	found := make(map[string]bool, len(entries))
	for _, e := range entries {
		found[strings.TrimSuffix(e.Name(), ".txt")] = true
	}
	return found
}

// parseLexicon reads the format of the files in lexicon/: sections in brackets,
// entries separated by white space, comments from # to the end of the line.
func parseLexicon(file, data string) (lexicon, diag.List) {
	lex, section := lexicon{}, "final"
	var problems diag.List
	number := 0
	for line := range strings.Lines(strings.TrimPrefix(data, "\ufeff")) {
		number++
		line, _, _ = strings.Cut(line, "#")
		if line = strings.TrimSpace(line); !strings.HasPrefix(line, "[") {
			lex[section] = append(lex[section], strings.Fields(line)...)
			continue
		}
		name := strings.Trim(line, "[] \t")
		if !slices.Contains(sections(), name) {
			problems = append(problems, diag.Diagnostic{
				Severity: diag.Error, Code: "tokenizer.unknown-section",
				Position: diag.Position{File: file, Line: number, Column: 1},
				Summary:  fmt.Sprintf("unknown section %q", name),
				Hint:     diag.Suggest(name, sections()),
			})
		}
		section = name
	}
	return lex, problems
}
