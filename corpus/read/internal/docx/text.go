package docx

import (
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"
)

// deepestXML is how deep elements may lie in each other.
const deepestXML = 2000

// text returns the text of one file of the document.
func (d *document) text(name string) (string, error) {
	in, err := d.open(name)
	if err != nil || in == nil {
		return "", err
	}
	defer func() { _ = in.Close() }()
	p := page{decoder: xml.NewDecoder(in), limit: d.limit}
	for {
		token, err := p.decoder.RawToken()
		if errors.Is(err, io.EOF) {
			if p.depth > 0 {
				return "", damaged(io.ErrUnexpectedEOF)
			}
			return strings.TrimRight(p.text.String(), "\n"), nil
		}
		if err == nil {
			err = p.token(token)
		}
		if err != nil {
			return "", damaged(err)
		}
	}
}

// A page is the text of a file being read.
type page struct {
	decoder *xml.Decoder
	limit   int64
	text    strings.Builder
	depth   int
	hidden  int   // depth of the element that is not shown; 0 for none
	runs    int   // of elements <t> around
	cells   []int // of each table around, cells met in the row
	pending string
}

func (p *page) token(token xml.Token) error {
	switch t := token.(type) {
	case xml.StartElement:
		if p.depth++; p.depth > deepestXML {
			return errors.New("elements lie too deep in each other")
		}
		if p.hidden == 0 {
			p.start(t)
		}
	case xml.EndElement:
		if p.depth == 0 {
			return errors.New("an element ends that did not begin")
		}
		if p.hidden == 0 {
			p.end(t.Name.Local)
		}
		if p.hidden == p.depth {
			p.hidden = 0
		}
		p.depth--
	case xml.CharData:
		if p.hidden == 0 && p.runs > 0 {
			p.write(string(t))
		}
	}
	if int64(p.text.Len()) > p.limit {
		return ErrTooLarge
	}
	return nil
}

func (p *page) start(t xml.StartElement) {
	switch t.Name.Local {
	case "t":
		p.runs++
	case "tab", "ptab":
		p.write("\t")
	case "br", "cr":
		p.write("\n")
	case "noBreakHyphen":
		p.write("\u2011")
	case "sym":
		p.symbol(t)
	case "tbl":
		p.cells = append(p.cells, 0)
	case "tr":
		if n := len(p.cells); n > 0 {
			p.cells[n-1] = 0
		}
	case "tc":
		if n := len(p.cells); n > 0 {
			if p.cells[n-1]++; p.cells[n-1] > 1 {
				p.separate("\t")
			}
		}
	case "del", "moveFrom", "instrText", "delText", "Fallback", "comment", "rPrChange", "pPrChange", "sectPr", "tabs":
		p.hidden = p.depth
	}
}

func (p *page) end(name string) {
	switch name {
	case "t":
		p.runs = max(0, p.runs-1)
	case "p":
		p.separate("\n")
	case "tr":
		p.separate("\n")
	case "tbl":
		if n := len(p.cells); n > 0 {
			p.cells = p.cells[:n-1]
		}
	}
}

// separate notes what stands before the next text. In a cell the end of its last
// paragraph gives way to the tab before the next cell.
func (p *page) separate(s string) {
	switch {
	case s == "\t":
		p.pending = strings.TrimSuffix(p.pending, "\n") + "\t"
	case s == "\n" && len(p.cells) > 0 && strings.HasSuffix(p.pending, "\n"):
	default:
		p.pending += s
	}
}

func (p *page) write(s string) {
	if s == "" {
		return
	}
	if p.text.Len() > 0 {
		p.text.WriteString(p.pending)
	}
	p.pending = ""
	p.text.WriteString(strings.ToValidUTF8(s, "\uFFFD"))
}

// symbol writes a character of a symbol font as what it is in Unicode, where it is
// there at all.
func (p *page) symbol(t xml.StartElement) {
	for _, a := range t.Attr {
		if a.Name.Local != "char" {
			continue
		}
		code, err := strconv.ParseUint(a.Value, 16, 16)
		if private := code >= 0xe000 && code < 0xf900; err == nil && !private && code >= ' ' {
			p.write(string(rune(code)))
		}
	}
}
