package read

import (
	"errors"
	"fmt"

	"github.com/onomast/onomast/corpus"
	"github.com/onomast/onomast/corpus/read/internal/docx"
	"github.com/onomast/onomast/corpus/read/internal/pdf"
	"github.com/onomast/onomast/corpus/read/internal/rendition"
)

// render completes a record from the bytes of a file that is no text.
func (s *source) render(rec corpus.Record, f format, raw []byte) corpus.Record {
	switch f {
	case formatDocx:
		r, err := docx.Parse(raw, s.opts.MaxDocument)
		if err != nil {
			rec.Failure = s.noDocx(err)
			return rec
		}
		return s.withRendition(rec, r)
	case formatPDF:
		return s.pdf(rec, raw)
	}
	return s.mail(rec, raw)
}

// withRendition puts a document into a record, with what its format tells of it.
func (s *source) withRendition(rec corpus.Record, r *rendition.Rendition) corpus.Record {
	if size := int64(len(r.Text)); size > s.opts.MaxDocument {
		rec.Failure = tooLarge("the text", fmt.Sprintf("%d bytes", size), s.opts.MaxDocument)
		return rec
	}
	rec = s.withText(rec, r.Text, r.Origin)
	if rec.Document == nil {
		return rec
	}
	rec.Parts = r.Parts
	for _, n := range r.Notes {
		rec.Document.AddNote(n)
	}
	return rec
}

// moreText says that a text is over the limit before all of it is known.
func (s *source) moreText() *corpus.Failure {
	return tooLarge("the text", fmt.Sprintf("more than %d bytes", s.opts.MaxDocument), s.opts.MaxDocument)
}

func (s *source) noDocx(err error) *corpus.Failure {
	switch {
	case errors.Is(err, docx.ErrEncrypted):
		return failure(codeEncrypted, "open it in a word processor and save it as .docx without a password",
			"the document needs a password, or is in the format of before 2007")
	case errors.Is(err, docx.ErrTooLarge):
		return s.moreText()
	case errors.Is(err, docx.ErrNotWord):
		return failure(codeOffice, "give it its true extension; what is no .docx must be saved as one", "%s", docx.ErrNotWord)
	}
	return failure(codeOffice, "open it in a word processor, which may be able to mend it, and save it anew", "%s", err)
}

// pdf completes a record from a PDF file.
func (s *source) pdf(rec corpus.Record, raw []byte) corpus.Record {
	if s.reader.pdf == nil {
		engine, err := pdf.New(s.reader.ctx)
		if err != nil {
			rec.Failure = failure(codeUnreadable, "check that there is memory left", "%s", err)
			return rec
		}
		s.reader.pdf = engine
	}
	r, err := s.reader.pdf.Parse(s.reader.ctx, raw, s.opts.MaxDocument)
	switch {
	case err == nil:
		return s.withRendition(rec, r)
	case errors.Is(err, pdf.ErrEncrypted):
		rec.Failure = failure(codeEncrypted, "open it with its password and save it without one", "the PDF file needs a password")
	case errors.Is(err, pdf.ErrNoText):
		rec.Failure = failure(codeNoText, "have its pages recognised (OCR) first", "no page of the PDF file has text: they are pictures, or empty")
	case errors.Is(err, pdf.ErrTooLarge):
		rec.Failure = s.moreText()
	case errors.Is(err, pdf.ErrTooSlow):
		rec.Failure = failure(codePDF, "leave it out, or save it anew with another program", "the PDF file takes longer than a minute to read")
	default:
		rec.Failure = failure(codePDF, "fetch it again, or save it anew with another program", "the PDF file is damaged, or none at all")
	}
	return rec
}
