// Package spacy reads and writes the formats of spaCy 3: the DocBin (.spacy), and the
// JSON of Doc.to_json, of training dictionaries and of spaCy 2.
package spacy

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/klauspost/compress/zlib"
	"github.com/tinylib/msgp/msgp"

	"github.com/onomast/onomast/corpus/annotation"
)

// Numbers of the token attributes that are read.
const (
	attrOrth      = 65
	attrEntIOB    = 77
	attrEntType   = 78
	attrSentStart = 80
	attrEntKB     = 452
	attrEntID     = 454
)

// Values of ENT_IOB.
const (
	iobMissing = 0
	iobInside  = 1
	iobOutside = 2
	iobBegin   = 3
)

// DocBin describes the binary format.
func DocBin() annotation.Format {
	return annotation.Format{
		Name: "spacy", Title: "spaCy DocBin", Extension: ".spacy", Whole: true,
		Holds: annotation.Holds{
			Overlap: annotation.Any, Unlabelled: true, Tokens: true, Sentences: true,
			NeedsTokens: true, SpacedTokens: true, Spacing: annotation.FullSpacing,
		},
		Guess: guessDocBin, Read: openDocBin, Write: createDocBin,
	}
}

func guessDocBin(name string, head []byte) int {
	if len(head) < 2 || head[0] != 0x78 || (uint(head[0])<<8|uint(head[1]))%31 != 0 {
		return 0
	}
	if strings.EqualFold(path.Ext(name), ".spacy") {
		return 100
	}
	return 40
}

// A bin is the content of a DocBin.
type bin struct {
	attrs         []uint64
	tokens        []byte // uint64 for each token and attribute
	spaces        []byte // a byte for each token
	lengths       []byte // int32 for each document
	store         *store
	cats          [][]byte // JSON
	unknownSpaces []bool
	groups        [][]byte
}

// openDocBin unpacks a DocBin, up to a limit, and decodes all but its documents.
func openDocBin(in *annotation.Input) (annotation.Source, error) {
	data, err := unpack(in)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", in.Path, err)
	}
	b := &bin{store: newStore()}
	if err := b.decode(data); err != nil {
		return nil, fmt.Errorf("%s: it is no DocBin: %w", in.Path, explain(err))
	}
	return newDocSource(in, b), nil
}

func unpack(in *annotation.Input) ([]byte, error) {
	z, err := zlib.NewReader(in.Body)
	if err != nil {
		return nil, errors.New("it is no DocBin: it is not compressed by zlib")
	}
	data, err := io.ReadAll(io.LimitReader(z, in.Whole+1))
	switch {
	case int64(len(data)) > in.Whole:
		return nil, fmt.Errorf("it unpacks to more than %d bytes; split it, or raise --max-file", in.Whole)
	case errors.Is(err, io.ErrUnexpectedEOF):
		return nil, errors.New("the file ends too early: it was cut off; fetch or make it again")
	case err != nil:
		return nil, fmt.Errorf("the file is damaged: %w", err)
	}
	return data, nil
}

func explain(err error) error {
	if errors.Is(err, msgp.ErrShortBytes) {
		return errors.New("what it unpacks to ends too early")
	}
	return err
}

// decode reads the outermost map. What is not known is passed over.
func (b *bin) decode(data []byte) error {
	n, data, err := msgp.ReadMapHeaderBytes(data)
	if err != nil {
		return err
	}
	for range n {
		var key []byte
		if key, data, err = readName(data); err != nil {
			return err
		}
		if data, err = b.field(string(key), data); err != nil {
			return fmt.Errorf("field %s: %w", annotation.Shorten(string(key)), explain(err))
		}
	}
	return b.check()
}

// readName reads a string, or bytes that stand for one.
func readName(data []byte) (name, rest []byte, err error) {
	if msgp.NextType(data) == msgp.BinType {
		return msgp.ReadBytesZC(data)
	}
	return msgp.ReadStringZC(data)
}

func (b *bin) field(key string, data []byte) (rest []byte, err error) {
	switch key {
	case "attrs":
		return readList(data, func(item []byte) ([]byte, error) {
			n, rest, err := msgp.ReadUint64Bytes(item)
			b.attrs = append(b.attrs, n)
			return rest, err
		})
	case "tokens":
		b.tokens, rest, err = readName(data)
	case "spaces":
		b.spaces, rest, err = readName(data)
	case "lengths":
		b.lengths, rest, err = readName(data)
	case "strings":
		return readList(data, func(item []byte) ([]byte, error) {
			s, rest, err := readName(item)
			b.store.add(string(s))
			return rest, err
		})
	case "flags":
		return readList(data, b.flags)
	case "cats":
		return readList(data, b.category)
	case "span_groups":
		return readList(data, func(item []byte) ([]byte, error) {
			g, rest, err := readName(item)
			b.groups = append(b.groups, g)
			return rest, err
		})
	default:
		return msgp.Skip(data)
	}
	return rest, err
}

// readList reads the items of a list.
func readList(data []byte, item func([]byte) ([]byte, error)) ([]byte, error) {
	n, data, err := msgp.ReadArrayHeaderBytes(data)
	if err != nil {
		return data, err
	}
	for range n {
		if data, err = item(data); err != nil {
			return data, err
		}
	}
	return data, nil
}

func (b *bin) flags(data []byte) ([]byte, error) {
	n, data, err := msgp.ReadMapHeaderBytes(data)
	unknown := false
	for ; n > 0 && err == nil; n-- {
		var key []byte
		if key, data, err = readName(data); err != nil {
			break
		}
		if string(key) == "has_unknown_spaces" && msgp.NextType(data) == msgp.BoolType {
			unknown, data, err = msgp.ReadBoolBytes(data)
			continue
		}
		data, err = msgp.Skip(data)
	}
	b.unknownSpaces = append(b.unknownSpaces, unknown)
	return data, err
}

func (b *bin) category(data []byte) ([]byte, error) {
	rest, err := msgp.Skip(data)
	if err != nil {
		return rest, err
	}
	var text strings.Builder
	if _, err := msgp.UnmarshalAsJSON(&text, data[:len(data)-len(rest)]); err != nil {
		return rest, err
	}
	b.cats = append(b.cats, []byte(text.String()))
	return rest, nil
}

// check compares the sizes of the parts, so that nothing is read beyond them.
func (b *bin) check() error {
	width := len(b.attrs)
	switch {
	case width == 0:
		return errors.New("it names no attributes")
	case b.column(attrOrth) < 0:
		return errors.New("its tokens have no text")
	case len(b.tokens)%(8*width) != 0, len(b.lengths)%4 != 0:
		return errors.New("its tokens are damaged")
	}
	var sum int64
	for i := 0; i < len(b.lengths); i += 4 {
		n := int32(binary.LittleEndian.Uint32(b.lengths[i:]))
		if n < 0 {
			return errors.New("a document has less than no tokens")
		}
		sum += int64(n)
	}
	if count := len(b.tokens) / (8 * width); sum != int64(count) || len(b.spaces) < count {
		return fmt.Errorf("its documents should have %d tokens, and there are %d", sum, count)
	}
	return nil
}

// column returns the column of an attribute, or -1.
func (b *bin) column(attr uint64) int {
	for i, a := range b.attrs {
		if a == attr {
			return i
		}
	}
	return -1
}
