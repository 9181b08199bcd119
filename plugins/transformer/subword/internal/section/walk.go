package section

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// Each calls f with each element of a section that must be a list, in order, until f
// fails.
func (s Section) Each(f func(Section) error) error {
	if s.raw.Kind() != '[' {
		return s.wrong("a list")
	}
	i := 0
	return s.walk(func(d *jsontext.Decoder) error {
		at, err := s.child(d, strconv.Itoa(i))
		if err != nil {
			return err
		}
		i++
		return f(at)
	})
}

// Members calls f with each member of a section that must be an object, in the order of
// the file, until f fails. A name stands in an object once.
func (s Section) Members(f func(name string, value Section) error) error {
	if s.raw.Kind() != '{' {
		return s.wrong("an object")
	}
	return s.walk(func(d *jsontext.Decoder) error {
		token, err := d.ReadToken()
		if err != nil {
			return s.syntax(err)
		}
		name := token.String()
		at, err := s.child(d, name)
		if err != nil {
			return err
		}
		return f(name, at)
	})
}

// walk calls f until the list or object ends.
func (s Section) walk(f func(d *jsontext.Decoder) error) error {
	d := jsontext.NewDecoder(bytes.NewBuffer(s.raw))
	if _, err := d.ReadToken(); err != nil {
		return s.syntax(err)
	}
	for d.PeekKind() != ']' && d.PeekKind() != '}' {
		if err := f(d); err != nil {
			return err
		}
	}
	return nil
}

// child reads the next value as a section under a name.
func (s Section) child(d *jsontext.Decoder, name string) (Section, error) {
	raw, err := d.ReadValue()
	if err != nil {
		return Section{}, s.syntax(err)
	}
	return Section{
		file: s.file, raw: raw, offset: s.offset + int(d.InputOffset()) - len(raw),
		pointer: s.pointer + "/" + escape(name),
	}, nil
}

// escape writes a name as JSON pointers have it.
func escape(name string) string {
	if !strings.ContainsAny(name, "~/") {
		return name
	}
	return strings.ReplaceAll(strings.ReplaceAll(name, "~", "~0"), "/", "~1")
}

// syntax tells of JSON that went wrong inside a section, which [Parse] has found sound.
func (s Section) syntax(err error) error { return s.Problem("", "%v", err) }
