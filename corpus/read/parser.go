package read

import (
	"bytes"
	"encoding/binary"
	"math/bits"
)

// A parser checks that bytes are JSON, exactly as encoding/json does, and notes
// on the way where the parts of the outermost object or list are. It is used
// again and again, since nearly all the time of reading goes here.
type parser struct {
	b     []byte
	at    int
	parts []part
}

// A part is one field of a JSON object, or one value of a list: where its name
// with the quotes and its value are. A value of a list has no name.
type part struct {
	name, nameEnd, start, end int
}

// deepestJSON is how deep values may lie in each other, as for encoding/json.
const deepestJSON = 10_000

// parse reports whether b is one JSON value.
func (p *parser) parse(b []byte) bool {
	p.b, p.at, p.parts = b, 0, p.parts[:0]
	p.space()
	if !p.value(0) {
		return false
	}
	p.space()
	return p.at == len(b)
}

// find returns the last field of a name, which is the one that counts.
func (p *parser) find(name string) *part {
	for i := len(p.parts) - 1; i >= 0; i-- {
		if raw := p.rawName(i); string(raw) == name || bytes.IndexByte(raw, '\\') >= 0 && p.name(i) == name {
			return &p.parts[i]
		}
	}
	return nil
}

// rawName is the name of a part as it is written, without the quotes.
func (p *parser) rawName(i int) []byte { return p.b[p.parts[i].name+1 : p.parts[i].nameEnd-1] }

// name is the name of a part.
func (p *parser) name(i int) string { return unquote(p.b, p.parts[i].name, p.parts[i].nameEnd) }

// raw is the value of a part as it is written.
func (p *parser) raw(v part) []byte { return p.b[v.start:v.end] }

// scalar returns a string, or a number as it is written; "" for anything else.
func (p *parser) scalar(v *part) string {
	if v == nil {
		return ""
	}
	switch jsonKind(p.raw(*v)) {
	case "a string":
		return unquote(p.b, v.start, v.end)
	case "a number":
		return string(p.raw(*v))
	}
	return ""
}

func (p *parser) space() {
	for p.at < len(p.b) && (p.b[p.at] == ' ' || p.b[p.at] == '\n' || p.b[p.at] == '\r' || p.b[p.at] == '\t') {
		p.at++
	}
}

// next takes a byte if it is the next one.
func (p *parser) next(c byte) bool {
	if p.at < len(p.b) && p.b[p.at] == c {
		p.at++
		return true
	}
	return false
}

// value takes one value that lies so many levels deep.
func (p *parser) value(depth int) bool {
	if p.at == len(p.b) || depth > deepestJSON {
		return false
	}
	switch c := p.b[p.at]; c {
	case '"':
		return p.text()
	case '{':
		return p.list(depth+1, '}')
	case '[':
		return p.list(depth+1, ']')
	case 't':
		return p.word("true")
	case 'f':
		return p.word("false")
	case 'n':
		return p.word("null")
	default:
		return p.number()
	}
}

// list takes an object or a list, by the bracket that closes it.
func (p *parser) list(depth int, closing byte) bool {
	if depth > deepestJSON {
		return false
	}
	p.at++
	p.space()
	if p.next(closing) {
		return true
	}
	for {
		var v part
		if closing == '}' && !p.field(&v) {
			return false
		}
		v.start = p.at
		if !p.value(depth) {
			return false
		}
		v.end = p.at
		if depth == 1 {
			p.parts = append(p.parts, v)
		}
		p.space()
		if p.next(closing) {
			return true
		}
		if !p.next(',') {
			return false
		}
		p.space()
	}
}

// field takes the name of a field and what stands before its value.
func (p *parser) field(v *part) bool {
	v.name = p.at
	if p.at == len(p.b) || p.b[p.at] != '"' || !p.text() {
		return false
	}
	v.nameEnd = p.at
	p.space()
	if !p.next(':') {
		return false
	}
	p.space()
	return true
}

func (p *parser) word(w string) bool {
	if !bytes.HasPrefix(p.b[p.at:], []byte(w)) {
		return false
	}
	p.at += len(w)
	return true
}

func (p *parser) number() bool {
	p.next('-')
	if !p.next('0') && !p.digits() {
		return false
	}
	if p.next('.') && !p.digits() {
		return false
	}
	if p.next('e') || p.next('E') {
		if !p.next('+') {
			p.next('-')
		}
		return p.digits()
	}
	return true
}

func (p *parser) digits() bool {
	from := p.at
	for p.at < len(p.b) && p.b[p.at]-'0' <= 9 {
		p.at++
	}
	return p.at > from
}

// text takes a string.
func (p *parser) text() bool {
	for at := p.at + 1; ; {
		if at = special(p.b, at); at == len(p.b) || p.b[at] < ' ' {
			return false
		}
		if p.b[at] == '"' {
			p.at = at + 1
			return true
		}
		size := escapeSize(p.b[at:])
		if size == 0 {
			return false
		}
		at += size
	}
}

// escapeSize is the length of the escape that b begins with, 0 for none.
func escapeSize(b []byte) int {
	if len(b) < 2 {
		return 0
	}
	if b[1] != 'u' {
		if bytes.IndexByte([]byte(`"\/bfnrt`), b[1]) >= 0 {
			return 2
		}
		return 0
	}
	if len(b) < 6 {
		return 0
	}
	for _, c := range b[2:6] {
		if lower := c | 0x20; c-'0' > 9 && (lower < 'a' || lower > 'f') {
			return 0
		}
	}
	return 6
}

// special returns the first byte from at on that ends a plain stretch of a
// string: a quote, a backslash or a control character. It looks at eight at a
// time.
func special(b []byte, at int) int {
	const ones, high = 0x0101010101010101, 0x8080808080808080
	for ; at+8 <= len(b); at += 8 {
		x := binary.LittleEndian.Uint64(b[at:])
		quote, slash := x^('"'*ones), x^('\\'*ones)
		// The top bit of each byte that is 0, 0 and below 0x20. A borrow can only
		// set bits above the first one that is right.
		found := ((quote-ones)&^quote | (slash-ones)&^slash | (x-' '*ones)&^x) & high
		if found != 0 {
			return at + bits.TrailingZeros64(found)/8
		}
	}
	for at < len(b) && b[at] != '"' && b[at] != '\\' && b[at] >= ' ' {
		at++
	}
	return at
}
