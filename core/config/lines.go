package config

import (
	"bytes"
	"unicode/utf8"
)

// A lineMap translates positions of the YAML library, which breaks lines at CR,
// NEL, LS and PS too, into those of editors, which do so at LF only. It is empty
// for files without such characters.
type lineMap []lineStart

// A lineStart is where a line of the YAML library begins.
type lineStart struct {
	line int // of the editor, from 1
	skip int // code points of that line that come before
}

func newLineMap(data []byte) lineMap {
	if !bytes.ContainsAny(data, "\r\u0085\u2028\u2029") {
		return nil
	}
	starts := lineMap{{line: 1}}
	line, column := 1, 0
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		i += size
		column++
		switch {
		case r == '\n':
			line, column = line+1, 0
		case r == '\r' && i < len(data) && data[i] == '\n':
			continue
		case r != '\r' && r != 0x85 && r != 0x2028 && r != 0x2029:
			continue
		}
		starts = append(starts, lineStart{line: line, skip: column})
	}
	return starts
}

// position returns the editor's line and column.
func (m lineMap) position(line, column int) (int, int) {
	if m == nil || line < 1 || line > len(m) {
		return line, column
	}
	start := m[line-1]
	return start.line, start.skip + column
}
