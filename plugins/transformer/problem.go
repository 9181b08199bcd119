package transformer

import (
	"path/filepath"
	"slices"

	"github.com/onomast/onomast/core/diag"
)

// atModel makes diagnostics at the option model of what is wrong with files of its
// folder; those with a line keep their place.
func (s *setup) atModel(err error) error {
	if err == nil {
		return nil
	}
	list := slices.Clone(diag.From(err, "transformer.model"))
	for i := range list {
		d := &list[i]
		if d.Line > 0 || d.File == "" && d.Pointer != "" {
			continue
		}
		if d.Pointer == "" || !s.own[d.Pointer[1:]] {
			d.Pointer = "/model"
		}
		name := s.Model
		if d.File != "" && d.File != s.dir {
			name = filepath.Base(d.File)
			if inside, err := filepath.Rel(s.dir, d.File); err == nil && filepath.IsLocal(inside) {
				name = filepath.ToSlash(filepath.Join(s.Model, inside))
			}
		}
		d.Summary = name + ": " + d.Summary
		d.Position = diag.Position{}
	}
	return list
}

// mistake is what is wrong with an option. One of the card is placed there.
func (s *setup) mistake(option, code, summary, hint string) error {
	d := diag.Diagnostic{Severity: diag.Error, Code: "transformer." + code, Pointer: "/" + option, Summary: summary, Hint: hint}
	return s.placed(option, d)
}

// placed puts diagnostics about an option where the option is.
func (s *setup) placed(option string, err error) error {
	if _, carded := s.card.Options[option]; carded && !s.own[option] {
		return s.card.Place(err)
	}
	return err
}
