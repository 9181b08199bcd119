package docx

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

// pack makes a document of its text and other files, by name.
func pack(t testing.TB, body string, others ...string) []byte {
	t.Helper()
	files := []string{
		"_rels/.rels", `<Relationships><Relationship Id="1" Type="` + office + `officeDocument" Target="/word/document.xml"/></Relationships>`,
		"word/document.xml", `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="w"><w:body>` + body + `</w:body></w:document>`,
	}
	return archive(t, append(files, others...)...)
}

func archive(t testing.TB, files ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		w, err := z.Create(files[i])
		if err == nil {
			_, err = io.WriteString(w, files[i+1])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// par is a paragraph of one run.
func par(text string) string { return "<w:p><w:r><w:t>" + text + "</w:t></w:r></w:p>" }

func TestText(t *testing.T) {
	t.Parallel()
	cell := func(s string) string { return "<w:tc><w:tcPr/>" + s + "</w:tc>" }
	for name, c := range map[string]struct{ body, want string }{
		"paragraphs":        {par("one") + par("two &amp; three") + "<w:p/>" + par("four"), "one\ntwo & three\n\nfour"},
		"runs":              {`<w:p><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">Dr. </w:t></w:r><w:r><w:t>Smith</w:t></w:r></w:p>`, "Dr. Smith"},
		"space":             {"<w:p>\n  <w:r>\n <w:t>a</w:t>\n</w:r>\n</w:p>\n", "a"},
		"breaks":            {"<w:p><w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t><w:cr/><w:t>e</w:t></w:r></w:p>", "a\nb\tc\u2011d\ne"},
		"tab stops":         {`<w:p><w:pPr><w:tabs><w:tab w:val="left" w:pos="720"/></w:tabs></w:pPr><w:r><w:t>a</w:t></w:r></w:p>`, "a"},
		"a table":           {par("before") + "<w:tbl><w:tr>" + cell(par("Name")) + cell(par("City")) + "</w:tr><w:tr>" + cell(par("Ada")) + cell(par("Bern")+par("Rome")) + "</w:tr></w:tbl>" + par("after"), "before\nName\tCity\nAda\tBern\nRome\nafter"},
		"empty cells":       {"<w:tbl><w:tr>" + cell("<w:p/>") + cell(par("x")) + cell("<w:p/>") + cell(par("y")) + "</w:tr></w:tbl>", "x\t\ty"},
		"a table in a cell": {"<w:tbl><w:tr>" + cell("<w:tbl><w:tr>"+cell(par("a"))+cell(par("b"))+"</w:tr></w:tbl><w:p/>") + cell(par("c")) + "</w:tr></w:tbl>", "a\tb\tc"},
		"revisions":         {"<w:p><w:del><w:r><w:delText>old</w:delText></w:r></w:del><w:ins><w:r><w:t>new</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>gone</w:t></w:r></w:moveFrom></w:p>", "new"},
		"fields":            {`<w:p><w:r><w:fldChar/><w:instrText> PAGE \* MERGEFORMAT </w:instrText><w:t>7</w:t></w:r><w:hyperlink><w:r><w:t>link</w:t></w:r></w:hyperlink></w:p>`, "7link"},
		"a text box":        {"<w:p><w:r><mc:AlternateContent><mc:Choice><wps:txbx><w:txbxContent>" + par("box") + "</w:txbxContent></wps:txbx></mc:Choice><mc:Fallback><w:pict>" + par("box") + "</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>", "box"},
		"symbols":           {`<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:sym w:font="Arial" w:char="20AC"/><w:sym w:char="x"/><w:t>5</w:t></w:r></w:p>`, "€5"},
		"a content control": {"<w:sdt><w:sdtPr/><w:sdtContent>" + par("inside") + "</w:sdtContent></w:sdt>", "inside"},
		"nothing":           {"<w:p/><w:sectPr/>", ""},
		"emoji":             {par("a \U0001F60A &#x1F60A; é"), "a \U0001F60A \U0001F60A é"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r, err := Parse(pack(t, c.body), 1000)
			if err != nil {
				t.Fatal(err)
			}
			if r.Text != c.want {
				t.Errorf("%q, want %q", r.Text, c.want)
			}
		})
	}
}

func TestParts(t *testing.T) {
	t.Parallel()
	rels := "<Relationships>"
	for i, kind := range []string{"header", "header", "header", "footnotes", "endnotes", "footer", "comments", "image"} {
		rels += fmt.Sprintf(`<Relationship Id="r%d" Type="%s%s" Target="%s%d.xml"/>`, i, office, kind, kind, i)
	}
	rels += `<Relationship Id="e" Type="` + office + `header" Target="http://example.org/" TargetMode="External"/></Relationships>`
	raw := pack(t, par("text"), "word/_rels/document.xml.rels", rels, "word/header0.xml", "<w:hdr>"+par("Acme")+"</w:hdr>", "word/header1.xml", "<w:hdr>"+par("Acme")+"</w:hdr>",
		"word/Header2.xml", "<w:hdr>"+par("page two")+"</w:hdr>", "word/footnotes3.xml", "<w:footnotes>"+par(" ")+par("1 a note")+"</w:footnotes>", "word/endnotes4.xml", "<w:endnotes/>",
		"word/footer5.xml", "<w:ftr>"+par("secret")+"</w:ftr>", "word/comments6.xml", "<w:comments>"+par("no")+"</w:comments>")
	r, err := Parse(raw, 1000)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, p := range r.Parts {
		got = append(got, p.Label+" "+strings.TrimSpace(r.Text[p.Start:p.End]))
	}
	if diff := cmp.Diff([]string{"HEADER Acme", "HEADER page two", "BODY text", "FOOTNOTES 1 a note", "FOOTER secret"}, got); diff != "" {
		t.Errorf("parts (-want +got):\n%s", diff)
	}
	if start, end := r.Origin.Span(0, 1); start != 0 || end != len(raw) {
		t.Errorf("leads to [%d,%d), want all %d bytes", start, end, len(raw))
	}
}

func TestFilesWithoutText(t *testing.T) {
	t.Parallel()
	good := pack(t, par("text"))
	locked := bytes.Clone(good)
	for at := 0; ; {
		next := bytes.Index(locked[at:], []byte("PK\x01\x02"))
		if next < 0 {
			break
		}
		at += next + 8
		locked[at] |= 1
	}
	deep := strings.Repeat("<a>", 2100) + strings.Repeat("</a>", 2100)
	for name, c := range map[string]struct {
		raw  []byte
		want error
	}{
		"empty": {nil, ErrDamaged}, "words": {[]byte("words"), ErrDamaged}, "the head": {good[:len(good)/2], ErrDamaged}, "old": {[]byte(oldOffice + "..."), ErrEncrypted}, "locked": {locked, ErrEncrypted},
		"a zip": {archive(t, "a.txt", "x"), ErrNotWord}, "a workbook": {archive(t, "_rels/.rels", `<R><Relationship Type="`+office+`officeDocument" Target="xl/workbook.xml"/></R>`, "xl/workbook.xml", "<workbook/>"), ErrNotWord},
		"broken XML": {pack(t, "<w:p><w:r"), ErrDamaged}, "cut XML": {archive(t, "word/document.xml", "<w:document><w:p>"), ErrDamaged}, "too deep": {pack(t, deep), ErrDamaged},
		"an entity": {pack(t, par("&bomb;")), ErrDamaged}, "too long": {pack(t, par(strings.Repeat("long ", 300))), ErrTooLarge}, "a bomb": {pack(t, strings.Repeat("<w:p/>", 3000)), ErrTooLarge},
		"no relations": {archive(t, "word/document.xml", "<w:document>"+par("x")+"</w:document>"), nil}, "extra ends": {archive(t, "word/document.xml", "<a></a></a>"), ErrDamaged},
	} {
		r, err := Parse(c.raw, 1000)
		if !errors.Is(err, c.want) || (r == nil) != (err != nil) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

// FuzzText reads any XML as the text of a document.
func FuzzText(f *testing.F) {
	for _, s := range []string{par("x"), "<w:tbl><w:tr><w:tc>" + par("a") + "</w:tc></w:tr></w:tbl>", "<w:del><w:t>x</w:t></w:del>", "</w:p>", "<w:t>\xff</w:t>", `<w:sym w:char="0"/>`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, body string) {
		r, err := Parse(archive(t, "word/document.xml", body), 1<<12)
		if err != nil {
			return
		}
		if len(r.Text) > 1<<12 || strings.ToValidUTF8(r.Text, "") != r.Text {
			t.Fatalf("%q from %q", r.Text, body)
		}
	})
}
