package records

import (
	"strconv"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/corpus/annotation"
)

// AppendString appends a JSON string. Text is valid UTF-8.
func AppendString(dst []byte, s string) []byte {
	out, err := jsontext.AppendQuote(dst, s)
	if err != nil { // not valid UTF-8: every such byte is U+FFFD by now
		return out
	}
	return out
}

// AppendKey appends a comma, unless the object is still empty, and a name.
func AppendKey(dst []byte, name string) []byte {
	if c := dst[len(dst)-1]; c != '{' {
		dst = append(dst, ',')
	}
	return append(AppendString(dst, name), ':')
}

// AppendText appends a member that is a string, unless it is empty.
func AppendText(dst []byte, name, value string) []byte {
	if value == "" {
		return dst
	}
	return AppendString(AppendKey(dst, name), value)
}

// AppendInt appends a member that is a whole number.
func AppendInt(dst []byte, name string, value int) []byte {
	return strconv.AppendInt(AppendKey(dst, name), int64(value), 10)
}

// AppendFloat appends a member that is a number.
func AppendFloat(dst []byte, name string, value float64) []byte {
	return strconv.AppendFloat(AppendKey(dst, name), value, 'g', -1, 64)
}

// AppendFields appends further fields, but for those of the names that are written
// otherwise.
func AppendFields(dst []byte, fields []annotation.Field, except func(name string) bool) []byte {
	for _, f := range fields {
		if except == nil || !except(f.Name) {
			dst = append(AppendKey(dst, f.Name), f.JSON...)
		}
	}
	return dst
}

// AppendAttrs appends attributes as an object, keys in the order they first came; a
// repeated key gets a list.
func AppendAttrs(dst []byte, attrs []document.Attr) []byte {
	dst = append(dst, '{')
	for _, group := range groups(attrs) {
		dst = AppendKey(dst, group[0].Key)
		if len(group) == 1 {
			dst = AppendString(dst, group[0].Value)
			continue
		}
		dst = append(dst, '[')
		for i, a := range group {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = AppendString(dst, a.Value)
		}
		dst = append(dst, ']')
	}
	return append(dst, '}')
}

// groups brings equal keys together.
func groups(attrs []document.Attr) [][]document.Attr {
	place := make(map[string]int, len(attrs))
	out := make([][]document.Attr, 0, len(attrs))
	for _, a := range attrs {
		i, known := place[a.Key]
		if !known {
			i = len(out)
			place[a.Key] = i
			out = append(out, nil)
		}
		out[i] = append(out[i], a)
	}
	return out
}

// A Ruler measures one text in the unit that offsets are written in.
type Ruler struct {
	unit    document.Unit
	offsets *document.Offsets
}

// NewRuler returns the ruler of a text.
func NewRuler(unit document.Unit, text string) Ruler {
	if unit == document.Byte {
		return Ruler{}
	}
	return Ruler{unit, document.NewOffsets(text)}
}

// At converts a byte offset.
func (r Ruler) At(offset int) int {
	if r.offsets == nil {
		return offset
	}
	return r.offsets.To(r.unit, offset)
}
