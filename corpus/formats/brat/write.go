package brat

import (
	"errors"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/corpus/annotation"
	"github.com/onomast/onomast/corpus/formats/internal/build"
	"github.com/onomast/onomast/corpus/formats/internal/perdoc"
	"github.com/onomast/onomast/corpus/formats/internal/records"
)

func create(out *annotation.Output) (annotation.Sink, error) {
	return &sink{out: out, labels: map[string]bool{}, relations: map[string]bool{}, attributes: map[string]map[string]bool{}}, nil
}

type sink struct {
	out    *annotation.Output
	names  perdoc.Names
	places annotation.Places
	// what annotation.conf has to know
	labels, relations map[string]bool
	attributes        map[string]map[string]bool
}

// Write writes a text and its annotations.
func (s *sink) Write(d *annotation.Document) error {
	name := s.names.Of(d.ID)
	if err := s.file(name+".txt", []byte(d.Text)); err != nil {
		return err
	}
	return s.file(name+".ann", s.annotations(d))
}

func (s *sink) file(name string, content []byte) error {
	w, err := s.out.Create(name)
	if err != nil {
		return err
	}
	_, err = w.Write(content)
	return errors.Join(err, w.Close())
}

func (s *sink) annotations(d *annotation.Document) []byte {
	r := records.NewRuler(s.out.Unit, d.Text)
	ids := idsOf(d)
	var b []byte
	for i := range d.Entities {
		e := &d.Entities[i]
		label := build.Word(d, e, "", &s.places, s.out.Report)
		s.labels[label] = true
		b = append(append(append(append(b, ids[i]...), '\t'), label...), ' ')
		for j, f := range e.Fragments {
			if j > 0 {
				b = append(b, ';')
			}
			b = strconv.AppendInt(b, int64(r.At(f.Start)), 10)
			b = strconv.AppendInt(append(b, ' '), int64(r.At(f.End)), 10)
		}
		b = append(append(append(b, '\t'), oneLine(e.Surface(d.Text))...), '\n')
	}
	n := 0
	for i := range d.Entities {
		for _, a := range d.Entities[i].Attributes {
			n++
			b = s.attribute(b, d, i, a, ids[i], strconv.Itoa(n))
		}
	}
	for i, rel := range d.Relations {
		label := strings.Join(strings.Fields(rel.Label), "_")
		s.relations[label] = true
		b = append(b, "R"+strconv.Itoa(i+1)+"\t"+label+" Arg1:"+ids[rel.From]+" Arg2:"+ids[rel.To]+"\t\n"...)
	}
	return b
}

// oneLine writes line ends and tabs as spaces, as brat does.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '\n' || r == '\r' || r == '\t' {
			return ' '
		}
		return r
	}, s)
}

// idsOf gives each entity its own id if it is one of brat's, else a new one.
func idsOf(d *annotation.Document) []string {
	ids, used := make([]string, len(d.Entities)), map[string]bool{}
	for i := range d.Entities {
		id := d.Entities[i].ID
		if len(id) > 1 && id[0] == 'T' && strings.Trim(id[1:], "0123456789") == "" && !used[id] {
			ids[i], used[id] = id, true
		}
	}
	n := 1
	for i := range ids {
		for ids[i] == "" {
			if id := "T" + strconv.Itoa(n); !used[id] {
				ids[i], used[id] = id, true
			}
			n++
		}
	}
	return ids
}

// attribute writes an attribute, or as a note what no attribute can hold: values with
// spaces.
func (s *sink) attribute(b []byte, d *annotation.Document, i int, a document.Attr, target, number string) []byte {
	key, value := strings.Join(strings.Fields(a.Key), "_"), oneLine(a.Value)
	if key != a.Key || value != a.Value {
		s.out.Report(s.places.About(d, &d.Entities[i], annotation.Changed, "attribute", "line ends and tabs in an attribute become spaces, and spaces in its name _"))
	}
	if strings.ContainsFunc(value, unicode.IsSpace) || value == "" {
		return append(b, "#"+number+"\t"+key+" "+target+"\t"+value+"\n"...)
	}
	if s.attributes[key] == nil {
		s.attributes[key] = map[string]bool{}
	}
	if value == "true" {
		return append(b, "A"+number+"\t"+key+" "+target+"\n"...)
	}
	s.attributes[key][value] = true
	return append(b, "A"+number+"\t"+key+" "+target+" "+value+"\n"...)
}

// Close writes annotation.conf, without which brat shows nothing.
func (s *sink) Close() error {
	var b strings.Builder
	b.WriteString("[entities]\n")
	for _, label := range slices.Sorted(maps.Keys(s.labels)) {
		b.WriteString(label + "\n")
	}
	b.WriteString("\n[relations]\n")
	for _, label := range slices.Sorted(maps.Keys(s.relations)) {
		b.WriteString(label + "\tArg1:<ENTITY>, Arg2:<ENTITY>\n")
	}
	b.WriteString("\n[events]\n\n[attributes]\n")
	for _, key := range slices.Sorted(maps.Keys(s.attributes)) {
		b.WriteString(key + "\tArg:<ENTITY>")
		if values := slices.Sorted(maps.Keys(s.attributes[key])); len(values) > 0 {
			b.WriteString(", Value:" + strings.Join(values, "|"))
		}
		b.WriteString("\n")
	}
	w, err := s.out.Create("annotation.conf")
	if err != nil {
		return err
	}
	_, err = io.WriteString(w, b.String())
	return errors.Join(err, w.Close())
}
