package uima

import (
	"bytes"
	_ "embed"
	"encoding/xml"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/onomast/onomast/corpus/annotation"
	"github.com/onomast/onomast/corpus/formats/internal/perdoc"
	"github.com/onomast/onomast/corpus/formats/internal/records"
)

// typeSystem declares the types that are written.
//
//go:embed TypeSystem.xml
var typeSystem []byte

func createXMI(out *annotation.Output) (annotation.Sink, error) { return &xmiSink{out: out}, nil }

type xmiSink struct {
	out   *annotation.Output
	names perdoc.Names
}

// Close writes the type system, which XMI cannot be read without.
func (s *xmiSink) Close() error { return file(s.out, "TypeSystem.xml", typeSystem) }

func file(out *annotation.Output, name string, content []byte) error {
	w, err := out.Create(name)
	if err != nil {
		return err
	}
	_, err = w.Write(content)
	return errors.Join(err, w.Close())
}

// Write writes a CAS.
func (s *xmiSink) Write(d *annotation.Document) error {
	var b bytes.Buffer
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?>
<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore" xmlns:tcas="http:///uima/tcas.ecore" xmlns:ner="http:///de/tudarmstadt/ukp/dkpro/core/api/ner/type.ecore" xmlns:segmentation="http:///de/tudarmstadt/ukp/dkpro/core/api/segmentation/type.ecore" xmi:version="2.0">
<cas:NULL xmi:id="0"/>
`)
	w := xmiWriter{b: &b, ruler: records.NewRuler(s.out.Unit, d.Text), next: 2}
	language := d.Language
	if language == "" {
		language = "x-unspecified"
	}
	w.element("tcas:DocumentAnnotation", annotation.Range{End: len(d.Text)}, "language", language)
	for _, t := range d.Sentences {
		w.element("segmentation:Sentence", t, "", "")
	}
	for _, t := range d.Tokens {
		w.element("segmentation:Token", t, "", "")
	}
	for i := range d.Entities {
		w.element("ner:NamedEntity", d.Entities[i].Hull(), "value", d.Entities[i].Label)
	}
	if strings.ContainsFunc(d.Text, notXML) {
		s.out.Report(d.Problem(annotation.Changed, "control-character", "control characters, which XML cannot hold, become spaces"))
	}
	fmt.Fprintf(&b, `<cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" mimeType="text" sofaString="%s"/>`+"\n", escaped(strings.Map(heldByXML, d.Text)))
	fmt.Fprintf(&b, `<cas:View sofa="1" members="%s"/>`+"\n</xmi:XMI>\n", strings.Join(w.members, " "))
	return file(s.out, s.names.Of(d.ID)+".xmi", b.Bytes())
}

type xmiWriter struct {
	b       *bytes.Buffer
	ruler   records.Ruler
	next    int
	members []string
}

func (w *xmiWriter) element(name string, place annotation.Range, feature, value string) {
	id := strconv.Itoa(w.next)
	w.next++
	w.members = append(w.members, id)
	fmt.Fprintf(w.b, `<%s xmi:id="%s" sofa="1" begin="%d" end="%d"`, name, id, w.ruler.At(place.Start), w.ruler.At(place.End))
	if feature != "" {
		fmt.Fprintf(w.b, ` %s="%s"`, feature, escaped(value))
	}
	w.b.WriteString("/>\n")
}

// escaped makes text the value of an attribute. Line ends and tabs become references,
// or they would be read as spaces.
func escaped(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a Builder takes everything
	return b.String()
}

// heldByXML replaces a character that XML cannot hold by one of the same length in every
// unit, so that offsets stay what they are.
func heldByXML(r rune) rune {
	switch {
	case !notXML(r):
		return r
	case r < ' ':
		return ' '
	}
	return utf8.RuneError
}

// notXML reports characters that XML cannot hold.
func notXML(r rune) bool {
	return r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xfffe || r == 0xffff
}
