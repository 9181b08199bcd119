package write

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/corpus"
)

// csv writes one row an entity as RFC 4180 wants it: commas, quotes doubled,
// lines end in CR LF, and a header in every file. A document without entities
// has no row. Attributes other than the normalized form, and the evidence, are
// JSON objects in one column each.
type csv struct{ opts Options }

// normalizedKey is the attribute that has a column of its own.
const normalizedKey = "normalized"

const csvHeader = "document,entity,start,end,unit,label,text,score,score_kind,source,parent,normalized,attributes,evidence\r\n"

func (csv) Extension() string                 { return "csv" }
func (csv) AppendHeader(dst []byte) []byte    { return append(dst, csvHeader...) }
func (csv) AppendFooter(dst []byte) []byte    { return dst }
func (csv) AppendSeparator(dst []byte) []byte { return dst }

func (c csv) AppendDocument(dst []byte, o *corpus.Outcome) ([]byte, error) {
	doc, err := annotated(o)
	if err != nil {
		return dst, err
	}
	layer, r := doc.Layer(document.Entities), c.opts.ruler(doc.Text())
	for i := range layer.Len() {
		dst = c.appendField(dst, o.ID)
		dst = appendID(append(dst, ','), i)
		dst = strconv.AppendInt(append(dst, ','), int64(r.at(layer.Start(i))), 10)
		dst = strconv.AppendInt(append(dst, ','), int64(r.at(layer.End(i))), 10)
		dst = append(append(dst, ','), c.opts.Offsets.String()...)
		dst = c.appendField(append(dst, ','), layer.Label(i))
		dst = c.appendField(append(dst, ','), doc.Text()[layer.Start(i):layer.End(i)])
		dst = c.appendWhy(dst, layer, i)
	}
	return dst, nil
}

// appendWhy appends the columns from the score on.
func (c csv) appendWhy(dst []byte, l *document.Layer, i int) []byte {
	score, kind := l.Score(i)
	source, evidence := splitSource(l.Evidence(i))
	normalized, attrs := splitNormalized(l.Attributes(i))
	dst = append(dst, ',')
	if kind != document.None {
		dst = appendScore(dst, score)
	}
	dst = append(append(dst, ','), kind.String()...)
	dst = append(c.appendField(append(dst, ','), source), ',')
	if p := l.Parent(i); p != document.NoParent {
		dst = appendID(dst, p)
	}
	dst = c.appendField(append(dst, ','), normalized)
	dst = c.appendObject(append(dst, ','), attrs)
	dst = c.appendObject(append(dst, ','), evidence)
	return append(dst, '\r', '\n')
}

// splitNormalized takes the normalized forms out, several joined by " | ".
func splitNormalized(attrs []document.Attr) (string, []document.Attr) {
	var forms []string
	var rest []document.Attr
	for _, a := range attrs {
		if a.Key == normalizedKey {
			forms = append(forms, a.Value)
		} else {
			rest = append(rest, a)
		}
	}
	return strings.Join(forms, " | "), rest
}

func (c csv) appendObject(dst []byte, attrs []document.Attr) []byte {
	if len(attrs) == 0 {
		return dst
	}
	return c.appendField(dst, string(appendAttrs(nil, attrs)))
}

func (c csv) appendField(dst []byte, s string) []byte {
	s = strings.ToValidUTF8(s, "\uFFFD")
	if c.opts.SafeCSV && formula(s) {
		s = "'" + s
	}
	if !strings.ContainsAny(s, ",\"\r\n") && strings.TrimSpace(s) == s {
		return append(dst, s...)
	}
	dst = append(dst, '"')
	for i := range len(s) {
		if s[i] == '"' {
			dst = append(dst, '"')
		}
		dst = append(dst, s[i])
	}
	return append(dst, '"')
}

// formula reports whether a spreadsheet would compute s. Some skip white space
// before they look, and some take the wide forms of East Asia too.
func formula(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return s != "" && strings.ContainsRune("=+-@\t\r\n＝＋－＠", r)
}
