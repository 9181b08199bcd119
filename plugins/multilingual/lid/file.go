package lid

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"math"
	"slices"
)

// A file is the magic, the length of a header of JSON (4 bytes, little-endian), the
// header, the table, the weights and the biases as little-endian 32-bit floats, and
// the CRC-32C of everything before it.
const magic = "ONLID\x00\x01\n"

// What a model may be at most. A file that says more is none.
const (
	maxLanguages = 4096
	maxDim       = 512
	maxBits      = 24
)

// ErrForeign is wrapped when bytes are no model of this kind.
var ErrForeign = errors.New("not a model that identifies languages")

// header is all of a model but its numbers.
type header struct {
	Name        string    `json:"name"`
	Description string    `json:"description"`
	Licence     string    `json:"licence"`
	Languages   []string  `json:"languages"`
	Dim         int       `json:"dim"`
	Bits        uint      `json:"bits"`
	Unit        float32   `json:"unit"`
	Sharpness   []float32 `json:"sharpness"`
	Data        []Data    `json:"data"`
}

// Data is something a model was trained on.
type Data struct {
	Name    string `json:"name"`
	Licence string `json:"licence"`
	Texts   int    `json:"texts"`
	Digest  string `json:"digest"` // of a chain of digests over the texts
}

// AppendTo appends the model's file to dst.
func (m *Model) AppendTo(dst []byte) ([]byte, error) {
	start := len(dst)
	head, err := json.Marshal(header{
		m.Name, m.Description, m.Licence, m.Languages, m.Dim, m.Bits, m.Unit, m.Sharpness, m.Data,
	})
	if err != nil {
		return nil, fmt.Errorf("a model cannot be written: %w", err)
	}
	dst = append(dst, magic...)
	dst = binary.LittleEndian.AppendUint32(dst, uint32(len(head)))
	dst = append(dst, head...)
	for _, v := range m.Table {
		dst = append(dst, byte(v))
	}
	for _, v := range slices.Concat(m.Weights, m.Bias) {
		dst = binary.LittleEndian.AppendUint32(dst, math.Float32bits(v))
	}
	sum := crc32.Checksum(dst[start:], crc32.MakeTable(crc32.Castagnoli))
	return binary.LittleEndian.AppendUint32(dst, sum), nil
}

// Decode reads the file of a model. The error says what is wrong with it.
func Decode(data []byte) (*Model, error) {
	h, rest, err := decodeHeader(data)
	if err != nil {
		return nil, err
	}
	l := len(h.Languages)
	table := h.Dim << h.Bits
	if want := table + 4*(l*h.Dim+l) + 4; len(rest) != want {
		return nil, fmt.Errorf("%w: %d bytes follow the header, where there are %d in a whole file", ErrForeign, len(rest), want)
	}
	body := len(data) - 4
	if crc32.Checksum(data[:body], crc32.MakeTable(crc32.Castagnoli)) != binary.LittleEndian.Uint32(data[body:]) {
		return nil, fmt.Errorf("%w: the checksum is wrong: the file is damaged, copy it again", ErrForeign)
	}
	m := &Model{
		Name: h.Name, Description: h.Description, Licence: h.Licence, Languages: h.Languages,
		Dim: h.Dim, Bits: h.Bits, Unit: h.Unit, Sharpness: h.Sharpness, Data: h.Data,
		Table: make([]int8, table),
	}
	for i, b := range rest[:table] {
		m.Table[i] = int8(b)
	}
	numbers := floats(rest[table : len(rest)-4])
	m.Weights, m.Bias = numbers[:l*h.Dim:l*h.Dim], numbers[l*h.Dim:]
	return m, m.check()
}

// decodeHeader returns the header and what follows it.
func decodeHeader(data []byte) (header, []byte, error) {
	var h header
	start := len(magic) + 4
	if len(data) < start || string(data[:len(magic)]) != magic {
		return h, nil, fmt.Errorf("%w: it does not begin as one does", ErrForeign)
	}
	size := int(binary.LittleEndian.Uint32(data[len(magic):start]))
	if size > len(data)-start {
		return h, nil, fmt.Errorf("%w: it ends inside its header", ErrForeign)
	}
	if err := json.Unmarshal(data[start:start+size], &h); err != nil {
		return h, nil, fmt.Errorf("%w: its header cannot be read: %w", ErrForeign, err)
	}
	switch {
	case len(h.Languages) < 2 || len(h.Languages) > maxLanguages:
		return h, nil, fmt.Errorf("%w: it has %d languages", ErrForeign, len(h.Languages))
	case h.Dim < 1 || h.Dim > maxDim, h.Bits < 1, h.Bits > maxBits:
		return h, nil, fmt.Errorf("%w: its vectors have %d numbers, and there are 2^%d", ErrForeign, h.Dim, h.Bits)
	case !slices.IsSorted(h.Languages) || len(slices.Compact(slices.Clone(h.Languages))) != len(h.Languages) || h.Languages[0] == "":
		return h, nil, fmt.Errorf("%w: its languages are not sorted, or not different", ErrForeign)
	}
	return h, data[start+size:], nil
}

func floats(data []byte) []float32 {
	out := make([]float32, len(data)/4)
	for i := range out {
		out[i] = math.Float32frombits(binary.LittleEndian.Uint32(data[4*i:]))
	}
	return out
}

// check refuses numbers that no training comes to, and that would make scores none.
func (m *Model) check() error {
	const most = 1e9
	for _, list := range [][]float32{{m.Unit}, m.Sharpness, m.Weights, m.Bias} {
		for _, v := range list {
			if !(v >= -most && v <= most) {
				return fmt.Errorf("%w: one of its numbers is %v", ErrForeign, v)
			}
		}
	}
	for _, v := range append([]float32{m.Unit}, m.Sharpness...) {
		if v <= 0 {
			return fmt.Errorf("%w: a scale is %v", ErrForeign, v)
		}
	}
	return nil
}
