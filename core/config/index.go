package config

import (
	"strconv"
	"strings"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/schema"
)

// A mark says where a value came from.
type mark struct {
	key   diag.Position // of its key; zero for the elements of lists
	value diag.Position
	// origin is "file:line" as stages see it, or "--set path".
	origin string
	// dir is the absolute folder that relative paths in the value start from.
	dir string
	// via names what the value was interpolated from, such as "env TOKEN".
	via string
}

// An index leads from JSON pointers to marks. Stages are addressed by id.
type index map[string]mark

// nearest returns the mark of a pointer or of what lies around it.
func (x index) nearest(pointer string) (mark, bool) {
	for {
		if m, ok := x[pointer]; ok {
			return m, true
		}
		cut := strings.LastIndexByte(pointer, '/')
		if cut < 0 {
			return mark{}, false
		}
		pointer = pointer[:cut]
	}
}

// place turns the pointer of a diagnostic into a position: that of the key for
// a key that is unknown, or that lacks something, or whose value, of a wrong
// type, begins in another line; else that of the value.
func (x index) place(d diag.Diagnostic, otherwise diag.Position) diag.Diagnostic {
	m, ok := x.nearest(d.Pointer)
	_, exact := x[d.Pointer]
	aboutKey := exact && (d.Code == schema.CodeUnknownKey || d.Code == schema.CodeMissingKey ||
		d.Code == schema.CodeWrongType && m.key.Line != m.value.Line)
	switch {
	case !ok:
		d.Position = otherwise
	case aboutKey && m.key.File != "":
		d.Position = m.key
	default:
		d.Position = m.value
	}
	d.Pointer = ""
	return d
}

// copyTree copies the marks of a value and all it holds.
func (x index) copyTree(from index, pointer string, value any) {
	eachPointer(pointer, value, func(at string) {
		if m, ok := from[at]; ok {
			x[at] = m
		}
	})
}

// dropTree forgets the marks of a value and all it holds.
func (x index) dropTree(pointer string, value any) {
	eachPointer(pointer, value, func(at string) { delete(x, at) })
}

func eachPointer(pointer string, value any, visit func(string)) {
	visit(pointer)
	switch v := value.(type) {
	case map[string]any:
		for key := range v {
			eachPointer(join(pointer, key), v[key], visit)
		}
	case []any:
		for i := range v {
			eachPointer(pointer+"/"+strconv.Itoa(i), v[i], visit)
		}
	}
}

func join(pointer, key string) string { return pointer + "/" + schema.Escape(key) }

func stagePointer(id string) string { return join("/stages", id) }

func withPointer(id string) string { return stagePointer(id) + "/with" }
