package plugin

import (
	"errors"
	"fmt"

	"github.com/onomast/onomast/core/document"
)

// Validate reports what no contract may hold: a need that names both a layer and
// a role or neither, a layer without a name or role, or announced twice.
func (c Contract) Validate() error {
	var errs []error
	for _, n := range c.Needs {
		if (n.Layer == "") == (n.Role == "") {
			errs = append(errs, fmt.Errorf("need %+v: set exactly one of Layer and Role", n))
		}
	}
	seen := make(map[string]bool, len(c.Provides))
	for _, l := range c.Provides {
		switch {
		case l.Name == "":
			errs = append(errs, errors.New("a provided layer has no name"))
		case l.Role == "":
			errs = append(errs, fmt.Errorf("layer %q has no role: set it to candidates if it proposes entities", l.Name))
		case seen[l.Name]:
			errs = append(errs, fmt.Errorf("layer %q is announced twice", l.Name))
		case l.Dim < 0 || l.Dim > document.MaxDim || l.Dim > 0 && l.Role != VectorsRole:
			errs = append(errs, fmt.Errorf("layer %q of %s is announced with vectors of %d numbers: vectors have at most %d, and the role vectors", l.Name, l.Role, l.Dim, document.MaxDim))
		}
		seen[l.Name] = true
	}
	return errors.Join(errs...)
}

// contract asks the kind, or gives the contract of a stage that says nothing.
func (k Kind) contract(cfg Config) (c Contract, err error) {
	defer catch(&err)
	if k.Contract == nil {
		return Contract{Provides: []LayerSpec{{Name: cfg.Stage, Role: CandidatesRole, OpenLabels: true}}}, nil
	}
	return k.Contract(cfg)
}
