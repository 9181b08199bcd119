package template

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

const maxColumns = 16 // ids of a word

// buildClusters makes the blob of lines `word TAB id TAB id ...`. The first line
// of a word counts.
func buildClusters(data []byte, r Resource) ([]byte, error) {
	in := &lineReader{file: r.File}
	c := &clusterBuilder{numbers: map[string]uint32{}, known: map[string]uint32{}}
	in.each(data, func(line int, text []byte) {
		if c.words == nil {
			c.words, c.entries = make(map[uint64]bool, in.lines), make([]entry, 0, in.lines)
		}
		cells := bytes.Split(text, []byte("\t"))
		switch {
		case len(cells) < 2 || len(cells[0]) == 0:
			in.fail(line, 1, "template.cluster-line", "the line has no word, or no cluster", "write: word TAB cluster")
		case len(cells) > maxColumns+1:
			in.fail(line, 1, "template.cluster-line", "the word has "+strconv.Itoa(len(cells)-1)+" clusters", "at most "+strconv.Itoa(maxColumns)+" are read")
		default:
			c.add(cells[0], cells[1:])
		}
	})
	if len(in.found) == 0 && len(c.entries) == 0 {
		in.fail(0, 0, "template.empty-list", "the file has no clusters", "write: word TAB cluster")
	}
	if len(in.found) == 0 && len(c.lines) >= 1<<clusterNumber {
		in.fail(0, 0, "template.too-long", "the file has more than 16 million words that differ in their clusters", "leave out rare words")
	}
	if err := in.found.Err(); err != nil {
		return nil, err
	}
	return c.blob(), nil
}

// A clusterBuilder gathers words and their clusters.
type clusterBuilder struct {
	columns int
	names   []string
	numbers map[string]uint32 // of names, from 1
	words   map[uint64]bool
	entries []entry
	lines   [][]uint32        // numbers of names, each different
	known   map[string]uint32 // the number of a line, from 1
}

func (c *clusterBuilder) add(word []byte, ids [][]byte) {
	hash := hashOf(word)
	if c.words[hash] {
		return
	}
	c.words[hash] = true
	c.columns = max(c.columns, len(ids))
	line := make([]uint32, len(ids))
	var key []byte
	for i, id := range ids {
		line[i] = c.number(string(bytes.TrimSpace(id)))
		key = binary.AppendUvarint(key, uint64(line[i]))
	}
	n, ok := c.known[string(key)]
	if !ok {
		c.lines = append(c.lines, line)
		n = uint32(len(c.lines))
		c.known[string(key)] = n
	}
	c.entries = append(c.entries, entry{hash, n})
}

func (c *clusterBuilder) number(id string) uint32 {
	if id == "" {
		return 0
	}
	n := c.numbers[id]
	if n == 0 {
		c.names = append(c.names, id)
		n = uint32(len(c.names))
		c.numbers[id] = n
	}
	return n
}

func (c *clusterBuilder) blob() []byte {
	var rows []uint32
	for _, line := range c.lines {
		rows = append(rows, line...)
		rows = append(rows, make([]uint32, c.columns-len(line))...)
	}
	return appendBlob(nil, &blob{kind: clusterBlob, columns: c.columns, names: c.names}, rows, c.entries)
}

// clusters are the ids of a word, or their first characters; those of the word
// in lower case where the word itself has none. Ids of the second column on are
// told apart by its number: 2:17.
type clusters struct {
	*blob
	slot int        // of the resource among those of the extractor
	bits int        // characters; 0: all
	ids  [][]uint64 // hashes of values, by column and number - 1
}

// clusters makes the attribute of a unit.
func (c *compiler) clusters(u unit) (attribute, error) {
	data, err := c.blob(u)
	if err != nil {
		return nil, err
	}
	out, err := newClusters(data, u.length)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", u.resource, err)
	}
	out.slot = slices.IndexFunc(c.x.blobs, func(b Blob) bool { return b.ID == u.resource })
	c.x.lookup.addClusters(out.slot, &out.table)
	return out, nil
}

func newClusters(data []byte, bits int) (*clusters, error) {
	b, err := readBlob(data, clusterBlob)
	if err != nil {
		return nil, err
	}
	c := &clusters{blob: b, bits: bits, ids: make([][]uint64, b.columns)}
	var value []byte
	for column := range c.ids {
		c.ids[column] = make([]uint64, len(b.names))
		for i := range b.names {
			value = c.appendValue(value[:0], column, i+1)
			c.ids[column][i] = hashOf(value)
		}
	}
	return c, nil
}

// appendValue appends the value of an id.
func (c *clusters) appendValue(dst []byte, column, id int) []byte {
	if column > 0 {
		dst = append(strconv.AppendInt(dst, int64(column+1), 10), ':')
	}
	return append(dst, firstCharacters(c.names[id-1], c.bits)...)
}

func firstCharacters(s string, n int) string {
	if n == 0 || n >= len(s) {
		return s
	}
	return strings.ToValidUTF8(s[:n], "")
}

// hashes are those of the values, without writing them.
func (c *clusters) hashes(a *analysis, dst []uint64) []uint64 {
	n := a.numberIn(c.slot, &c.table)
	if n == 0 {
		return dst
	}
	for column, ids := range c.ids {
		if id := c.row(int(n)-1, column); id > 0 {
			dst = append(dst, ids[id-1])
		}
	}
	return dst
}

func (c *clusters) values(a *analysis, dst [][]byte) [][]byte {
	n := a.numberIn(c.slot, &c.table)
	if n == 0 {
		return dst
	}
	for column := range c.ids {
		if id := c.row(int(n)-1, column); id > 0 {
			from := len(a.scratch)
			a.scratch = c.appendValue(a.scratch, column, id)
			dst = append(dst, a.scratch[from:len(a.scratch):len(a.scratch)])
		}
	}
	return dst
}

func (*clusters) always() bool { return false }
