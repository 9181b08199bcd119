package split

import (
	"fmt"
	"slices"
	"strings"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/corpus/annotation"
)

// separators are what the parts of an id are set apart by.
const separators = "-_/:#."

// GroupBy returns what documents are grouped by:
//
//	group            what the file says of it (the field group)
//	file             the file they are in
//	annotator        who annotated them
//	id-prefix        their id up to the last of - _ / : # .
//	id-prefix=SEP    their id up to the first SEP
//	field=NAME       a further field of their record
func GroupBy(s string) (func(*annotation.Document) string, error) {
	kind, value, valued := strings.Cut(s, "=")
	switch {
	case kind == "field" && value != "":
		return func(d *annotation.Document) string { return field(d, value) }, nil
	case kind == "id-prefix" && value != "":
		return func(d *annotation.Document) string { return before(d.ID, strings.Index(d.ID, value)) }, nil
	case valued:
	case kind == "id-prefix":
		return func(d *annotation.Document) string { return before(d.ID, strings.LastIndexAny(d.ID, separators)) }, nil
	case kind == "group":
		return func(d *annotation.Document) string { return d.Group }, nil
	case kind == "file":
		return func(d *annotation.Document) string { return d.Origin.Path }, nil
	case kind == "annotator":
		return func(d *annotation.Document) string { return d.Annotator }, nil
	}
	hint := "write group, file, annotator, id-prefix, id-prefix=SEP or field=NAME"
	kinds := []string{"group", "file", "annotator", "id-prefix", "field"}
	if near := diag.DidYouMean(kind, kinds); near != "" && !slices.Contains(kinds, kind) {
		hint = "did you mean " + near + "?"
	}
	return nil, fmt.Errorf("documents cannot be grouped by %q; %s", s, hint)
}

func before(id string, at int) string {
	if at <= 0 {
		return id
	}
	return id[:at]
}

// field is the JSON of a field; what is null or empty is none.
func field(d *annotation.Document, name string) string {
	switch v := d.Field(name); v {
	case "null", `""`:
		return ""
	default:
		return v
	}
}
