package learn

import (
	_ "embed"
	"strings"
)

//go:embed languages.tsv
var languagesTSV string

// languages says which language the crates and declarations are in.
type languages struct {
	crates       map[string]string // name of the crate -> code
	declarations map[string]string // name of the file -> code; "" for those to leave out
}

func readLanguages() languages {
	l := languages{crates: map[string]string{}, declarations: map[string]string{}}
	for line := range strings.Lines(languagesTSV) {
		fields := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if strings.HasPrefix(line, "#") || len(fields) != 3 {
			continue
		}
		code := strings.Trim(fields[0], "-")
		l.crates[fields[1]] = code
		for name := range strings.FieldsSeq(fields[2]) {
			l.declarations[name] = code
		}
	}
	return l
}
