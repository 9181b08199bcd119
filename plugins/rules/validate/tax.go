package validate

import (
	"github.com/onomast/onomast/plugins/rules/validate/national"
	"github.com/onomast/onomast/plugins/rules/validate/vat"
)

func taxes() []Validator {
	return []Validator{
		{Name: "vat", Doc: "Number for value added tax of a member state of the European Union or Northern Ireland, with its prefix or by the option region.", Source: "European Commission, VIES; the tax offices of the states",
			Example: "DE136695976", Wrong: "DE136695978", check: func(text string, o Options) error { return vat.Check(text, o.Region) }, regions: vat.Regions},
	}
}

// nationals are the identifiers of people and firms that one country gives.
func nationals() []Validator {
	var all []Validator
	for _, n := range national.All() {
		all = append(all, Validator{Name: n.Name, Doc: n.Doc, Source: n.Source, Example: n.Example, Wrong: n.Wrong, check: plain(n.Check)})
	}
	return all
}
