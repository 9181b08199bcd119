package docx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/onomast/onomast/corpus/read/internal/rendition"
)

// Labels of the parts of a document.
const (
	Header    = "HEADER"
	Body      = "BODY"
	Footnotes = "FOOTNOTES"
	Endnotes  = "ENDNOTES"
	Footer    = "FOOTER"
)

// Reasons why a file has no text.
var (
	// ErrEncrypted says that the document needs a password.
	ErrEncrypted = errors.New("the document is encrypted")
	// ErrNotWord says that the file is an archive of something else.
	ErrNotWord = errors.New("the archive holds no document of a word processor")
	// ErrTooLarge says that the XML or the text is larger than the limit.
	ErrTooLarge = errors.New("the document is too large")
	// ErrDamaged says that the archive or the XML in it is broken.
	ErrDamaged = errors.New("the document is damaged")
)

// xmlTimes is how much larger than its text the XML of a document may be: layout
// takes many words.
const xmlTimes = 16

// oldOffice is how the container begins that encrypted documents, and those of
// before 2007, are in.
const oldOffice = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

// Parse shows a document with a text of at most limit bytes.
func Parse(raw []byte, limit int64) (*rendition.Rendition, error) {
	if bytes.HasPrefix(raw, []byte(oldOffice)) {
		return nil, ErrEncrypted
	}
	archive, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	d := &document{files: make(map[string]*zip.File, len(archive.File)), limit: limit, xmlLeft: xmlTimes * limit}
	for _, f := range archive.File {
		d.files[strings.ToLower(f.Name)] = f
	}
	if err := d.show(); err != nil {
		return nil, err
	}
	r := d.out.Done(0)
	r.Origin = rendition.Whole(r.Text, len(raw))
	return r, nil
}

// A document is one being read.
type document struct {
	files   map[string]*zip.File // by name in small letters: any case means the same
	limit   int64
	xmlLeft int64 // bytes that may still be unpacked
	out     rendition.Builder
}

// show reads the files of the document in the order a reader would: the headers
// of the pages, the text, its notes, the footers.
func (d *document) show() error {
	main, err := d.mainFile()
	if err != nil {
		return err
	}
	related, err := d.related(main)
	if err != nil {
		return err
	}
	for _, section := range []struct{ kind, label string }{
		{"header", Header}, {"", Body}, {"footnotes", Footnotes}, {"endnotes", Endnotes}, {"footer", Footer},
	} {
		files := related[section.kind]
		if section.kind == "" {
			files = []string{main}
		}
		before := map[string]bool{} // pages of several sections often have the same header
		for _, name := range files {
			text, err := d.text(name)
			if err != nil {
				return err
			}
			if strings.TrimSpace(text) == "" || before[text] {
				continue
			}
			before[text] = true
			if int64(d.out.Len()+len(text)) > d.limit {
				return ErrTooLarge
			}
			d.out.Break()
			from := d.out.Len()
			d.out.Insert(text)
			d.out.Part(from, section.label)
		}
	}
	return nil
}

// mainFile finds the file that holds the text.
func (d *document) mainFile() (string, error) {
	related, err := d.related("")
	if err != nil {
		return "", err
	}
	if main := related["officeDocument"]; len(main) > 0 && d.file(main[0]) != nil {
		if root, err := d.root(main[0]); err != nil || root != "document" {
			return "", errors.Join(ErrNotWord, err)
		}
		return main[0], nil
	}
	if d.file("word/document.xml") != nil {
		return "word/document.xml", nil
	}
	return "", ErrNotWord
}

// root is the name of the outermost element of a file.
func (d *document) root(name string) (string, error) {
	in, err := d.open(name)
	if err != nil {
		return "", err
	}
	defer func() { _ = in.Close() }()
	decoder := xml.NewDecoder(in)
	for {
		token, err := decoder.Token()
		if err != nil {
			return "", damaged(err)
		}
		if start, ok := token.(xml.StartElement); ok {
			return start.Name.Local, nil
		}
	}
}

// related returns the files that a file refers to, by the last word of what they
// are to it.
func (d *document) related(name string) (map[string][]string, error) {
	dir, base := path.Split(name)
	in, err := d.open(dir + "_rels/" + base + ".rels")
	if in == nil {
		return nil, err
	}
	defer func() { _ = in.Close() }()
	var rels struct {
		List []struct {
			Type   string `xml:"Type,attr"`
			Target string `xml:"Target,attr"`
			Mode   string `xml:"TargetMode,attr"`
		} `xml:"Relationship"`
	}
	if err := xml.NewDecoder(in).Decode(&rels); err != nil {
		return nil, damaged(err)
	}
	found, seen := map[string][]string{}, map[string]bool{}
	for _, r := range rels.List {
		target := strings.TrimPrefix(r.Target, "/")
		if target == r.Target {
			target = path.Join(dir, target)
		}
		kind := path.Base(r.Type)
		if r.Mode != "External" && d.file(target) != nil && !seen[target] {
			found[kind], seen[target] = append(found[kind], target), true
		}
	}
	return found, nil
}

// file finds a file of the archive.
func (d *document) file(name string) *zip.File { return d.files[strings.ToLower(name)] }

// open unpacks a file, as far as the limit on all of them allows. It is nil when
// there is none of the name.
func (d *document) open(name string) (io.ReadCloser, error) {
	f := d.file(name)
	if f == nil {
		return nil, nil
	}
	const encrypted = 1 // flag
	if f.Flags&encrypted != 0 {
		return nil, ErrEncrypted
	}
	in, err := f.Open()
	if err != nil {
		return nil, damaged(err)
	}
	return &bounded{ReadCloser: in, left: &d.xmlLeft}, nil
}

// damaged says of an error of a decoder what it means.
func damaged(err error) error {
	if errors.Is(err, ErrTooLarge) {
		return err
	}
	return fmt.Errorf("%w: %w", ErrDamaged, err)
}

// A bounded is a reader that gives up.
type bounded struct {
	io.ReadCloser
	left *int64
}

func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if *b.left -= int64(n); *b.left < 0 {
		return 0, ErrTooLarge
	}
	return n, err
}
