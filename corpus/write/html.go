package write

import (
	"crypto/sha256"
	_ "embed" // style, script and frame of the page
	"encoding/base64"
	"fmt"
	"html/template"
	"strconv"
	"strings"
	"unicode"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/corpus"
)

// What a page is made of. Style and script are written into it and allowed by
// their digests; nothing is loaded from elsewhere, and nothing else runs.
//
//go:embed page/head.html
var pageHead string

//go:embed page/foot.html
var pageFoot string

//go:embed page/page.css
var pageStyle string

//go:embed page/page.js
var pageScript string

// page writes one self-contained HTML page. Each document is an article of its
// own, so a page of any length is written in the memory of one document.
type page struct {
	opts       Options
	head, foot []byte
}

// frame is what the head and the foot of a page are filled with.
type frame struct {
	Title, Pipeline           string
	Style                     template.CSS
	Script                    template.JS
	StyleDigest, ScriptDigest string
}

func newPage(opts Options) (page, error) {
	f := frame{
		Title: or(opts.Title, "Entities"), Pipeline: opts.Pipeline,
		Style: template.CSS(pageStyle), Script: template.JS(pageScript),
		StyleDigest: digestOf(pageStyle), ScriptDigest: digestOf(pageScript),
	}
	p := page{opts: opts}
	for _, part := range []struct {
		source string
		into   *[]byte
	}{{pageHead, &p.head}, {pageFoot, &p.foot}} {
		t, err := template.New("page").Parse(part.source)
		if err != nil {
			return page{}, fmt.Errorf("page: %w", err)
		}
		var b strings.Builder
		if err := t.Execute(&b, f); err != nil {
			return page{}, fmt.Errorf("page: %w", err)
		}
		*part.into = []byte(b.String())
	}
	return p, nil
}

// digestOf is how a Content-Security-Policy names a style or script.
func digestOf(s string) string {
	sum := sha256.Sum256([]byte(s))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}

// Extension implements [Encoder].
func (page) Extension() string { return "html" }

// AppendHeader implements [Encoder].
func (p page) AppendHeader(dst []byte) []byte { return append(dst, p.head...) }

// AppendFooter implements [Encoder].
func (p page) AppendFooter(dst []byte) []byte { return append(dst, p.foot...) }

// AppendSeparator appends nothing.
func (page) AppendSeparator(dst []byte) []byte { return dst }

// AppendDocument implements [Encoder].
func (p page) AppendDocument(dst []byte, o *corpus.Outcome) ([]byte, error) {
	d, err := annotated(o)
	if err != nil {
		return dst, err
	}
	dst = appendAttribute(append(dst, `<article`...), "id", "d:"+strings.Map(joined, o.ID))
	dst = append(appendEscaped(append(dst, `><h2>`...), o.ID), "</h2>\n"...)
	dst = appendAbout(dst, d)
	for _, w := range warnings(o) {
		dst = append(appendEscaped(append(dst, `<p class="warn">`...), w), "</p>\n"...)
	}
	dst = append(dst, `<div class="text" dir="auto"`...)
	if code := d.LanguageCode(); code != "" {
		dst = appendAttribute(dst, "lang", code)
	}
	dst = append(dst, '>')
	dst = newMarker(d, p.opts).append(dst)
	return append(dst, "</div></article>\n"...), nil
}

// joined replaces what an id may not have.
func joined(r rune) rune {
	if unicode.IsSpace(r) {
		return '_'
	}
	return r
}

// appendAbout appends the line below the name of a document.
func appendAbout(dst []byte, d *document.Document) []byte {
	dst = append(dst, `<p class="meta">`...)
	switch n := d.Layer(document.Entities).Len(); n {
	case 1:
		dst = append(dst, "1 entity"...)
	default:
		dst = append(strconv.AppendInt(dst, int64(n), 10), " entities"...)
	}
	if code := d.LanguageCode(); code != "" {
		dst = appendEscaped(append(dst, " · "...), code)
	}
	if d.Text() == "" {
		dst = append(dst, " · the document is empty"...)
	}
	return append(dst, "</p>\n"...)
}

// warnings say what a reader of a result should know about how it was made.
func warnings(o *corpus.Outcome) []string {
	var all []string
	if len(o.FailedStages) > 0 {
		all = append(all, "Without "+strings.Join(o.FailedStages, ", ")+", which failed on this document.")
	}
	for _, n := range o.Document.Notes() {
		all = append(all, n.Stage+": "+n.Message)
	}
	return all
}

func or(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}
