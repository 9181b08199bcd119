package template

import (
	"fmt"
	"strings"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/plugins/crf/resources"
)

const shippedPrefix = "shipped:"

// shipped returns the name of a file without the prefix of those that ship with
// the program, and whether it is one of them.
func shipped(file string) (name string, ok bool) { return strings.CutPrefix(file, shippedPrefix) }

func readShipped(r Resource, name string) ([]byte, error) {
	data, err := resources.Read(name)
	if err == nil {
		return data, nil
	}
	return nil, diag.Diagnostic{
		Severity: diag.Error, Code: "template.file", Position: r.Position,
		Summary: fmt.Sprintf("nothing that ships with the program is named %q", name), Hint: diag.Suggest(name, resources.Names()),
	}
}

// onlyShipped are the resources of a template that needs no others.
type onlyShipped struct{}

func (onlyShipped) Blob(r Resource) ([]byte, error) {
	name, ok := shipped(r.File)
	if !ok {
		return nil, fmt.Errorf("%s: nothing was given to read %s from", r.Position, r.ID)
	}
	data, err := readShipped(r, name)
	if err != nil {
		return nil, err
	}
	return build(data, r)
}
