package records

import (
	"fmt"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/corpus/annotation"
)

// A Span is an entity as the JSON formats have it: an object, or a list of start, end,
// label and perhaps the id of a knowledge base. The names of members differ from format
// to format; all of them are understood.
type Span struct {
	Start, End       int
	HasStart, HasEnd bool
	Fragments        [][2]int
	ID, Parent       string
	Label            string
	Text             string
	Source           string
	Score            float64
	Scored           bool
	ScoreKind        string
	Attributes       Attrs
	// Unknown are further members.
	Unknown []annotation.Field
}

// UnmarshalJSONFrom reads either shape.
func (s *Span) UnmarshalJSONFrom(dec *jsontext.Decoder) error {
	*s = Span{}
	switch k := dec.PeekKind(); k {
	case '[':
		return s.list(dec)
	case '{':
	default:
		return fmt.Errorf("it is %s, not an object", kindName(k))
	}
	if _, err := dec.ReadToken(); err != nil {
		return err
	}
	for dec.PeekKind() != '}' {
		token, err := dec.ReadToken()
		if err != nil {
			return err
		}
		name := token.String()
		if err := s.member(name, dec); err != nil {
			return fmt.Errorf("%q: %w", annotation.Shorten(name), err)
		}
	}
	_, err := dec.ReadToken()
	return err
}

// list reads [start, end, label, kb_id].
func (s *Span) list(dec *jsontext.Decoder) error {
	if _, err := dec.ReadToken(); err != nil {
		return err
	}
	for i, name := range []string{"start", "end", "label", "kb_id"} {
		if dec.PeekKind() == ']' {
			if i < 3 {
				return fmt.Errorf("it has no %s", name)
			}
			break
		}
		if err := s.member(name, dec); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	for dec.PeekKind() != ']' {
		if err := dec.SkipValue(); err != nil {
			return err
		}
	}
	_, err := dec.ReadToken()
	return err
}

// member reads the value of one member.
func (s *Span) member(name string, dec *jsontext.Decoder) error {
	switch name {
	case "start", "start_offset", "begin", "start_position":
		return whole(dec, &s.Start, &s.HasStart)
	case "end", "end_offset", "end_position":
		return whole(dec, &s.End, &s.HasEnd)
	case "label":
		return Scalar(dec, &s.Label)
	case "entity", "entity_group", "entity_type", "type":
		if s.Label != "" {
			return dec.SkipValue()
		}
		return Scalar(dec, &s.Label)
	case "text", "word", "entity_value":
		return Scalar(dec, &s.Text)
	case "id":
		return Scalar(dec, &s.ID)
	case "parent":
		return Scalar(dec, &s.Parent)
	case "source":
		return Scalar(dec, &s.Source)
	case "score_kind":
		return Scalar(dec, &s.ScoreKind)
	case "score", "confidence":
		return s.score(dec)
	case "fragments":
		return Decode(dec, &s.Fragments)
	case "attributes":
		var attrs Attrs
		err := attrs.UnmarshalJSONFrom(dec)
		s.Attributes = append(s.Attributes, attrs...)
		return err
	case "kb_id":
		var kb string
		err := Scalar(dec, &kb)
		if kb != "" {
			s.Attributes = append(s.Attributes, document.Attr{Key: name, Value: kb})
		}
		return err
	}
	if name == "recognition_metadata" && dec.PeekKind() == '{' {
		var of struct {
			Name string `json:"recognizer_name"`
		}
		err := Decode(dec, &of)
		s.Source = of.Name
		return err
	}
	raw, err := dec.ReadValue()
	s.Unknown = append(s.Unknown, annotation.Field{Name: name, JSON: string(raw)})
	return err
}

func (s *Span) score(dec *jsontext.Decoder) error {
	if dec.PeekKind() == 'n' {
		return dec.SkipValue()
	}
	var text string
	if err := Scalar(dec, &text); err != nil {
		return err
	}
	n, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return fmt.Errorf("it is not a number")
	}
	s.Score, s.Scored = n, true
	return nil
}

// whole reads a whole number; null is none.
func whole(dec *jsontext.Decoder, into *int, has *bool) error {
	if k := dec.PeekKind(); k != '0' {
		if err := dec.SkipValue(); err != nil || k == 'n' {
			return err
		}
		return fmt.Errorf("%s is not a whole number", kindName(k))
	}
	token, err := dec.ReadToken()
	if err != nil {
		return err
	}
	if *into, err = strconv.Atoi(token.String()); err != nil {
		return fmt.Errorf("it is not a whole number")
	}
	*has = true
	return nil
}

// Pair reads a list of two whole numbers.
func Pair(dec *jsontext.Decoder, a, b *int) error {
	if _, err := dec.ReadToken(); err != nil {
		return err
	}
	var has [2]bool
	for i, into := range []*int{a, b} {
		if dec.PeekKind() == ']' {
			return fmt.Errorf("it has %d numbers instead of two", i)
		}
		if err := whole(dec, into, &has[i]); err != nil {
			return err
		}
	}
	if dec.PeekKind() != ']' {
		return fmt.Errorf("it has more than two numbers")
	}
	_, err := dec.ReadToken()
	return err
}

// Scalar reads a string, or a number or truth value as it is written; null is "".
func Scalar(dec *jsontext.Decoder, into *string) error {
	var t Text
	err := t.UnmarshalJSONFrom(dec)
	*into = string(t)
	return err
}

// Entity makes an entity of a span. A score without a kind is one nobody knows the
// kind of.
func (s *Span) Entity() annotation.Entity {
	e := annotation.Entity{ID: s.ID, Label: s.Label, Parent: annotation.NoParent, Attributes: s.Attributes, Source: s.Source}
	for _, f := range s.Fragments {
		e.Fragments = append(e.Fragments, annotation.Range{Start: f[0], End: f[1]})
	}
	if len(e.Fragments) == 0 && s.HasStart && s.HasEnd {
		e.Fragments = []annotation.Range{{Start: s.Start, End: s.End}}
	}
	if s.Scored {
		e.Score, e.Kind = s.Score, document.Raw
		if kind, err := document.ParseScoreKind(s.ScoreKind); err == nil && kind != document.None {
			e.Kind = kind
		}
	}
	return e
}

// KeepScalars makes attributes of further members that are scalars.
func (s *Span) KeepScalars() {
	rest := s.Unknown[:0]
	for _, f := range s.Unknown {
		switch f.JSON[0] {
		case '{', '[':
			rest = append(rest, f)
		case 'n': // null
		default:
			s.Attributes = append(s.Attributes, document.Attr{Key: f.Name, Value: scalar(jsontext.Value(f.JSON))})
		}
	}
	s.Unknown = rest
}

// AddSpans adds spans to a draft, and reports those that could not be read. ignored are
// members that are no loss.
func (b *Builder) AddSpans(list *Items[Span], ignored ...string) {
	b.Draft.Entities = append(make([]annotation.Entity, 0, len(b.Draft.Entities)+len(list.Values)), b.Draft.Entities...)
	for i := range list.Values {
		s := &list.Values[i]
		b.Add(s.Entity(), s.Text)
		b.extra(i+1, s.Unknown, ignored)
	}
	list.ReportBroken(b.Draft, b.Report)
}
