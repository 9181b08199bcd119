package spacy

import (
	"cmp"
	"encoding/binary"
	"errors"
	"maps"
	"slices"
	"unicode/utf8"

	"github.com/klauspost/compress/zlib"
	"github.com/tinylib/msgp/msgp"

	"github.com/onomast/onomast/corpus/annotation"
)

// spansKey is the group of spans that overlap; spaCy's span categoriser reads it.
const spansKey = "sc"

// attributes are those that are written for each token, in the order of columns.
func attributes() []uint64 { return []uint64{attrOrth, attrEntIOB, attrEntType, attrSentStart} }

// createDocBin begins a DocBin. It is one block, so all tokens of it are held until the
// end: 33 bytes for each.
func createDocBin(out *annotation.Output) (annotation.Sink, error) {
	return &docSink{out: out, store: newStore(), used: map[string]bool{}}, nil
}

type docSink struct {
	out     *annotation.Output
	store   *store
	used    map[string]bool
	tokens  []byte
	spaces  []byte
	lengths []byte
	groups  [][]byte
}

// A word is a token as spaCy has it: also white space beyond a single space is one.
type word struct {
	place annotation.Range
	space bool // a space follows
}

// Write adds a document.
func (s *docSink) Write(d *annotation.Document) error {
	words := wordsOf(d)
	flat, rest := layers(d.Entities)
	iob, kind := make([]uint64, len(words)), make([]string, len(words))
	for i := range iob {
		iob[i] = iobOutside
		if d.Unlabelled {
			iob[i] = iobMissing
		}
	}
	for _, e := range flat {
		from, to := within(words, e.Hull())
		for i := from; i < to; i++ {
			iob[i], kind[i] = iobInside, e.Label
		}
		iob[from] = iobBegin
	}
	starts := map[int]bool{}
	for _, sen := range d.Sentences {
		from, _ := annotation.Within(d.Tokens, sen)
		if from < len(d.Tokens) {
			starts[d.Tokens[from].Start] = true
		}
	}
	for i, w := range words {
		start := uint64(0)
		if len(d.Sentences) > 0 {
			start = ^uint64(0)
		}
		if starts[w.place.Start] || i == 0 && start != 0 {
			start = 1
		}
		for _, v := range []uint64{s.number(d.Text[w.place.Start:w.place.End]), iob[i], s.number(kind[i]), start} {
			s.tokens = binary.LittleEndian.AppendUint64(s.tokens, v)
		}
		s.spaces = append(s.spaces, boolByte(w.space))
	}
	s.lengths = binary.LittleEndian.AppendUint32(s.lengths, uint32(len(words)))
	s.groups = append(s.groups, s.group(d, words, rest))
	return nil
}

func boolByte(b bool) byte {
	if b {
		return 1
	}
	return 0
}

// number returns what stands for a string.
func (s *docSink) number(text string) uint64 {
	s.used[text] = true
	return s.store.add(text)
}

// wordsOf adds to the tokens of a document the white space that spaCy keeps as tokens.
func wordsOf(d *annotation.Document) []word {
	words := make([]word, 0, len(d.Tokens)+4)
	at := 0
	gap := func(to int) {
		if at == to {
			return
		}
		if n := len(words); n > 0 && d.Text[at] == ' ' {
			words[n-1].space = true
			at++
		}
		if at < to {
			words = append(words, word{place: annotation.Range{Start: at, End: to}})
		}
	}
	for _, t := range d.Tokens {
		gap(t.Start)
		words = append(words, word{place: t})
		at = t.End
	}
	gap(len(d.Text))
	return words
}

// within returns the words [from,to) of a range.
func within(words []word, r annotation.Range) (from, to int) {
	from, _ = slices.BinarySearchFunc(words, r.Start, func(w word, start int) int { return cmp.Compare(w.place.Start, start) })
	for to = from; to < len(words) && words[to].place.Start < r.End; to++ {
	}
	return from, to
}

// layers splits entities into those for doc.ents, which do not overlap, the longest
// first, and the others.
func layers(entities []annotation.Entity) (flat, rest []annotation.Entity) {
	for i, kept := range annotation.Flatten(entities) {
		if kept {
			flat = append(flat, entities[i])
		} else {
			rest = append(rest, entities[i])
		}
	}
	return flat, rest
}

// group makes the span groups of a document.
func (s *docSink) group(d *annotation.Document, words []word, spans []annotation.Entity) []byte {
	if len(spans) == 0 {
		return msgp.AppendArrayHeader(nil, 0)
	}
	g := msgp.AppendMapHeader(nil, 3)
	g = msgp.AppendString(msgp.AppendString(g, "name"), spansKey)
	g = msgp.AppendMapHeader(msgp.AppendString(g, "attrs"), 0)
	g = msgp.AppendArrayHeader(msgp.AppendString(g, "spans"), uint32(len(spans)))
	for _, e := range spans {
		hull := e.Hull()
		from, to := within(words, hull)
		start := utf8.RuneCountInString(d.Text[:hull.Start])
		span := make([]byte, 0, spanSize)
		for _, v := range []uint64{0, 0, s.number(e.Label)} {
			span = binary.BigEndian.AppendUint64(span, v)
		}
		for _, v := range []int{from, to, start, start + utf8.RuneCountInString(d.Text[hull.Start:hull.End])} {
			span = binary.BigEndian.AppendUint32(span, uint32(v))
		}
		g = msgp.AppendBytes(g, span)
	}
	all := msgp.AppendBytes(msgp.AppendMapHeader(nil, 1), g)
	return msgp.AppendString(msgp.AppendArrayHeader(all, 1), spansKey)
}

// Close writes the file.
func (s *docSink) Close() error {
	z := zlib.NewWriter(s.out.Body)
	var err error
	write := func(b []byte) {
		if err == nil {
			_, err = z.Write(b)
		}
	}
	b := msgp.AppendString(msgp.AppendString(msgp.AppendMapHeader(nil, 9), "version"), "0.1")
	b = msgp.AppendArrayHeader(msgp.AppendString(b, "attrs"), uint32(len(attributes())))
	for _, a := range attributes() {
		b = msgp.AppendUint64(b, a)
	}
	for _, column := range []struct {
		name string
		data []byte
	}{{"tokens", s.tokens}, {"spaces", s.spaces}, {"lengths", s.lengths}} {
		write(msgp.AppendBytesHeader(msgp.AppendString(b, column.name), uint32(len(column.data))))
		write(column.data)
		b = b[:0]
	}
	write(s.texts(b[:0]))
	write(s.rest(b[:0]))
	return errors.Join(err, z.Close())
}

// texts are the strings that numbers stand for.
func (s *docSink) texts(b []byte) []byte {
	all := slices.Sorted(maps.Keys(s.used))
	b = msgp.AppendArrayHeader(msgp.AppendString(b, "strings"), uint32(len(all)))
	for _, text := range all {
		b = msgp.AppendString(b, text)
	}
	return b
}

// rest is what each document has beside its tokens.
func (s *docSink) rest(b []byte) []byte {
	n := uint32(len(s.groups))
	b = msgp.AppendArrayHeader(msgp.AppendString(b, "cats"), n)
	for range n {
		b = msgp.AppendMapHeader(b, 0)
	}
	b = msgp.AppendArrayHeader(msgp.AppendString(b, "flags"), n)
	for range n {
		b = msgp.AppendBool(msgp.AppendString(msgp.AppendMapHeader(b, 1), "has_unknown_spaces"), false)
	}
	b = msgp.AppendArrayHeader(msgp.AppendString(b, "span_groups"), n)
	for _, g := range s.groups {
		b = msgp.AppendBytes(b, g)
	}
	return b
}
