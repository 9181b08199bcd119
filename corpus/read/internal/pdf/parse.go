package pdf

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/corpus/read/internal/rendition"
)

// Page is the label of the parts; the attribute number counts them from 1.
const Page = "PAGE"

// Parse shows a file with a text of at most limit bytes. Errors are those of this
// package, of the context, or of the engine itself.
func (e *Engine) Parse(ctx context.Context, raw []byte, limit int64) (*rendition.Rendition, error) {
	var out rendition.Builder
	err := e.guarded(ctx, func(p pdfium.Pdfium) error { return show(p, raw, limit, &out) })
	if err != nil {
		return nil, err
	}
	r := out.Done(0)
	r.Origin = rendition.Whole(r.Text, len(raw))
	return r, nil
}

func show(p pdfium.Pdfium, raw []byte, limit int64, out *rendition.Builder) error {
	opened, err := p.OpenDocument(&requests.OpenDocument{File: &raw})
	if err != nil {
		return err
	}
	count, err := p.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: opened.Document})
	if err != nil {
		return err
	}
	var bare []string // pages without text
	for i := range count.PageCount {
		text, err := pageText(p, opened.Document, i)
		if err != nil {
			return err
		}
		if strings.TrimSpace(text) == "" {
			bare = append(bare, strconv.Itoa(i+1))
			continue
		}
		if int64(out.Len()+len(text)) > limit {
			return ErrTooLarge
		}
		out.Break()
		from := out.Len()
		out.Insert(text)
		out.Part(from, Page, document.Attr{Key: "number", Value: strconv.Itoa(i + 1)})
	}
	switch {
	case count.PageCount == 0:
		return ErrDamaged
	case len(bare) == count.PageCount:
		return ErrNoText
	case len(bare) > 0:
		out.Note("reader.pages-without-text", fmt.Sprintf("%d of %d pages have no text layer: %s", len(bare), count.PageCount, some(bare)))
	}
	return nil
}

func pageText(p pdfium.Pdfium, of references.FPDF_DOCUMENT, i int) (string, error) {
	page, err := p.GetPageText(&requests.GetPageText{Page: requests.Page{ByIndex: &requests.PageByIndex{Document: of, Index: i}}})
	if err != nil {
		return "", err
	}
	return clean(page.Text), nil
}

// clean makes lines end in a line feed, and shows the hyphen of a word that a line
// end divides, for which PDFium has codes of its own. Other control characters are
// glyphs without a meaning.
func clean(text string) string {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\x02' || r == '\uFFFE':
			return '-'
		case r == '\r':
			return '\n'
		case r < ' ' && r != '\n' && r != '\t', r == '\x7f', r == '\uFFFF':
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, "\uFFFD"))
}

// some lists numbers, but not many.
func some(numbers []string) string {
	const most = 10
	if len(numbers) > most {
		return strings.Join(numbers[:most], ", ") + " ..."
	}
	return strings.Join(numbers, ", ")
}
