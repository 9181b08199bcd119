package read

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// docxFile makes a document of one paragraph.
func docxFile(t testing.TB, text string) string {
	t.Helper()
	return zipped(t, packedFile{"[Content_Types].xml", "<Types/>"},
		packedFile{"word/document.xml", "<w:document><w:body><w:p><w:r><w:t>" + text + "</w:t></w:r></w:p></w:body></w:document>"})
}

// pdfFile is one of the files that the PDF reader is tested with.
func pdfFile(t testing.TB, name string) string {
	t.Helper()
	content, err := os.ReadFile(filepath.Join("internal", "pdf", "testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// emptyPDF has one page and nothing on it.
const emptyPDF = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n" +
	"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\ntrailer<</Root 1 0 R/Size 4>>\n%%EOF\n"

// TestRenderedFiles reads them from everywhere files come from, the same each time.
func TestRenderedFiles(t *testing.T) {
	t.Parallel()
	document, page := docxFile(t, "Dr. Smith"), pdfFile(t, "open.pdf")
	root := tree(t, map[string]string{
		"a.docx": document, "a.pdf": page, "b.docx.gz": gzipped(t, document), "c.zip": zipped(t, packedFile{"x.docx", document}, packedFile{"x.pdf", page}), "d.md": "last",
	})
	got := readAll(t, Options{Digest: true}, root)
	want(t, root, got, "a.docx Dr. Smith", "a.pdf Words behind a password.", "b.docx.gz Dr. Smith", "c.zip!/x.docx Dr. Smith", "c.zip!/x.pdf Words behind a password.", "d.md last")
	if p := parts(got[0]); len(p) != 1 || p[0] != "BODY: Dr. Smith" {
		t.Errorf("parts %q", p)
	}
	if p := parts(got[1]); len(p) != 1 || p[0] != "PAGE number=1: Words behi" {
		t.Errorf("parts %q", p)
	}
	if start, end := got[0].Source.Span(4, 9); start != 0 || end != len(document) {
		t.Errorf("leads to [%d,%d)", start, end)
	}
	for _, content := range []string{document, page} {
		fromPipe := readAll(t, Options{Stdin: strings.NewReader(content)}, "-")
		named := readAll(t, Options{}, filepath.Join(tree(t, map[string]string{"unnamed": content}), "unnamed"))
		if len(fromPipe) != 1 || fromPipe[0].Document == nil || len(named) != 1 || named[0].Document == nil || fromPipe[0].Document.Text() != named[0].Document.Text() {
			t.Errorf("%q and %q", brief("", fromPipe), brief("", named))
		}
	}
}

// TestRenderedFilesUnderTheNameOfAText are refused with what to do.
func TestRenderedFilesUnderTheNameOfAText(t *testing.T) {
	t.Parallel()
	failed(t, one(t, Options{}, "a.txt", pdfFile(t, "open.pdf")), "binary", "a PDF file", "true extension")
	text(t, one(t, Options{Format: "pdf"}, "a.txt", pdfFile(t, "open.pdf")), "Words behind a password.")
	text(t, one(t, Options{Format: "docx"}, "a.txt", docxFile(t, "x")), "x")
}

// TestSizesOfRenderedFiles are those of the text, and 8 times as much for the file.
func TestSizesOfRenderedFiles(t *testing.T) {
	t.Parallel()
	document := zipped(t, packedFile{"word/document.xml", "<w:document><w:t>x</w:t></w:document>"}, packedFile{"word/media/1.png", "x"})
	limit := int64(len(document)/packedTimes + 1)
	text(t, one(t, Options{MaxDocument: limit}, "a.docx", document), "x")
	failed(t, one(t, Options{MaxDocument: limit / 2}, "a.docx", document), "too-large", "the file has")
	failed(t, one(t, Options{MaxDocument: 512}, "a.docx", docxFile(t, strings.Repeat("x", 600))), "too-large", "the text has more than 512 bytes")
}
