package records

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/corpus/annotation"
)

// Items is a list of which single items may be broken without taking the others with
// them.
type Items[T any] struct {
	Values []T
	// Present: there was a list, perhaps an empty one.
	Present bool
	// Broken says what is wrong with items, which are left out.
	Broken []string
}

// UnmarshalJSONFrom reads a list; null is none.
func (l *Items[T]) UnmarshalJSONFrom(dec *jsontext.Decoder) error {
	l.Values, l.Broken = l.Values[:0], nil
	if l.Present = dec.PeekKind() != 'n'; !l.Present {
		return dec.SkipValue()
	}
	if dec.PeekKind() != '[' {
		return fmt.Errorf("it is %s, not a list", kindName(dec.PeekKind()))
	}
	if _, err := dec.ReadToken(); err != nil {
		return err
	}
	for n := 1; dec.PeekKind() != ']'; n++ {
		var item T
		broken, err := readItem(dec, &item)
		switch {
		case err != nil:
			return err
		case broken != nil:
			l.Broken = append(l.Broken, fmt.Sprintf("item %d: %s", n, Explain(broken)))
		default:
			l.Values = append(l.Values, item)
		}
	}
	_, err := dec.ReadToken()
	return err
}

// readItem reads one item, or past it when it is broken.
func readItem[T any](dec *jsontext.Decoder, item *T) (broken, err error) {
	direct, ok := any(item).(json.UnmarshalerFrom)
	if !ok {
		raw, err := dec.ReadValue()
		if err != nil {
			return nil, err
		}
		return json.Unmarshal(raw, item, dec.Options()), nil
	}
	depth, offset := dec.StackDepth(), dec.InputOffset()
	if broken = direct.UnmarshalJSONFrom(dec); broken == nil {
		return nil, nil
	}
	var syntax *jsontext.SyntacticError
	if errors.As(broken, &syntax) || errors.Is(broken, io.ErrUnexpectedEOF) {
		return nil, broken
	}
	if dec.StackDepth() == depth && dec.InputOffset() == offset {
		return broken, dec.SkipValue()
	}
	for dec.StackDepth() > depth {
		if _, err := dec.ReadToken(); err != nil {
			return nil, err
		}
	}
	return broken, nil
}

// ReportBroken reports the items that could not be read as lost spans.
func (l *Items[T]) ReportBroken(d *annotation.Draft, report annotation.Report) {
	for _, message := range l.Broken {
		report(annotation.Problem{Effect: annotation.Lost, Code: "broken-span", Origin: d.Origin, Document: d.ID, Message: message})
	}
}

// Explain renders an error of the JSON library for people.
func Explain(err error) string {
	var semantic *json.SemanticError
	if errors.As(err, &semantic) {
		where := ""
		if semantic.JSONPointer != "" {
			where = "at " + annotation.Shorten(string(semantic.JSONPointer)) + ": "
		}
		if semantic.Err != nil && semantic.JSONKind == 0 {
			return where + semantic.Err.Error()
		}
		if semantic.Err != nil && semantic.GoType == nil {
			return where + semantic.Err.Error()
		}
		return where + kindName(semantic.JSONKind) + " does not belong there"
	}
	var syntax *jsontext.SyntacticError
	if errors.As(err, &syntax) {
		return fmt.Sprintf("byte %d: %s", syntax.ByteOffset+1, strings.TrimPrefix(syntax.Err.Error(), "jsontext: "))
	}
	return strings.TrimPrefix(err.Error(), "jsontext: ")
}

func kindName(k jsontext.Kind) string {
	switch k {
	case '"':
		return "a string"
	case '{':
		return "an object"
	case '[':
		return "a list"
	case '0':
		return "a number"
	case 't', 'f':
		return "true or false"
	case 'n':
		return "null"
	}
	return "what stands there"
}

// Text is a string, or a number or true or false as it is written; null is "".
type Text string

// UnmarshalJSONFrom reads a scalar.
func (t *Text) UnmarshalJSONFrom(dec *jsontext.Decoder) error {
	switch k := dec.PeekKind(); k {
	case '{', '[':
		return fmt.Errorf("%s does not belong there", kindName(k))
	case 'n':
		*t = ""
		return dec.SkipValue()
	}
	token, err := dec.ReadToken()
	if err == nil {
		*t = Text(token.String())
	}
	return err
}

// Attrs are the attributes of an entity: an object of scalars and lists of them.
// Anything else is kept as the JSON it is.
type Attrs []document.Attr

// UnmarshalJSONFrom reads an object; what is none gives no attributes.
func (a *Attrs) UnmarshalJSONFrom(dec *jsontext.Decoder) error {
	*a = nil
	if dec.PeekKind() != '{' {
		return dec.SkipValue()
	}
	if _, err := dec.ReadToken(); err != nil {
		return err
	}
	for dec.PeekKind() != '}' {
		name, err := dec.ReadToken()
		if err != nil {
			return err
		}
		key := name.String()
		if err := a.value(key, dec); err != nil {
			return err
		}
	}
	_, err := dec.ReadToken()
	return err
}

func (a *Attrs) value(key string, dec *jsontext.Decoder) error {
	raw, err := dec.ReadValue()
	if err != nil {
		return err
	}
	if raw.Kind() != '[' {
		*a = append(*a, document.Attr{Key: key, Value: scalar(raw)})
		return nil
	}
	var list []jsontext.Value
	if err := json.Unmarshal(raw, &list, dec.Options()); err != nil {
		return err
	}
	for _, item := range list {
		*a = append(*a, document.Attr{Key: key, Value: scalar(item)})
	}
	return nil
}

// scalar is the text of a string, and anything else as it is written.
func scalar(raw jsontext.Value) string {
	if raw.Kind() == '"' {
		if s, err := jsontext.AppendUnquote(nil, raw); err == nil || len(s) > 0 {
			return string(s)
		}
	}
	return string(raw)
}

// Fields are the members of an object that are not known, in their order.
func Fields(unknown jsontext.Value) []annotation.Field {
	if len(unknown) == 0 {
		return nil
	}
	var out []annotation.Field
	dec := jsontext.NewDecoder(strings.NewReader(string(unknown)), options(), jsontext.AllowInvalidUTF8(true))
	if _, err := dec.ReadToken(); err != nil {
		return nil
	}
	for dec.PeekKind() == '"' {
		name, err := dec.ReadToken()
		if err != nil {
			return out
		}
		key := name.String()
		value, err := dec.ReadValue()
		if err != nil {
			return out
		}
		out = append(out, annotation.Field{Name: key, JSON: string(value)})
	}
	return out
}
