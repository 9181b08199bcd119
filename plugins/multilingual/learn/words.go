package learn

import (
	"compress/gzip"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
)

const (
	phrases     = 5000 // made of the words of one language
	phraseWords = 9
	// flat makes rare words less rare, so that more of them come up.
	flat = 0.8
)

// Words adds phrases of words drawn by how frequent they are, from the lists of the
// Python package wordfreq: they have many more words than there are sentences.
func (s *Splits) Words(dir string, seed uint64) error {
	files, err := filepath.Glob(filepath.Join(dir, "data", "small_*.msgpack.gz"))
	if err != nil || len(files) == 0 {
		return fmt.Errorf("there is no data/small_*.msgpack.gz in %s", dir)
	}
	slices.Sort(files)
	source := &Source{"PyPI wordfreq 3.1.1", "CC-BY-SA-4.0"}
	for _, file := range files {
		code := strings.TrimSuffix(strings.TrimPrefix(filepath.Base(file), "small_"), ".msgpack.gz")
		switch code {
		case "zh", "ja", "sh": // not written with spaces; three languages in one
			continue
		case "fil":
			code = "tl"
		}
		words, err := readWords(file)
		if err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		random := rand.New(rand.NewPCG(seed, 4))
		for range phrases {
			s.Train = append(s.Train, Text{code, source, words.phrase(random)})
		}
	}
	return nil
}

// frequencies are words and the running sum of how often they come up.
type frequencies struct {
	words []string
	sums  []float64
}

func (f *frequencies) phrase(random *rand.Rand) string {
	var words [phraseWords]string
	for i := range words {
		at := random.Float64() * f.sums[len(f.sums)-1]
		k, _ := slices.BinarySearch(f.sums, at)
		words[i] = f.words[k]
	}
	return strings.Join(words[:], " ")
}

// readWords reads a list: an array whose first element is a header, and whose k-th
// other holds the words of the frequency 10^(-k/100).
func readWords(file string) (*frequencies, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(z)
	if err != nil {
		return nil, err
	}
	r := &packed{data: data}
	bins := r.array()
	r.header()
	var out frequencies
	total := 0.0
	for k := range bins - 1 {
		for range r.array() {
			word := r.text()
			if strings.ContainsFunc(word, unicode.IsDigit) {
				continue
			}
			total += math.Pow(10, -flat*float64(k)/100)
			out.words, out.sums = append(out.words, word), append(out.sums, total)
		}
	}
	if r.err == nil && len(out.words) == 0 {
		r.err = errors.New("it has no words")
	}
	return &out, r.err
}

// packed reads what of MessagePack is in the lists.
type packed struct {
	data []byte
	err  error
}

func (p *packed) take(n int) []byte {
	if n > len(p.data) {
		p.err, p.data = io.ErrUnexpectedEOF, nil
		return make([]byte, n)
	}
	out := p.data[:n]
	p.data = p.data[n:]
	return out
}

// array returns the number of elements of an array that begins here.
func (p *packed) array() int {
	switch b := p.take(1)[0]; {
	case b>>4 == 0x9:
		return int(b & 0xf)
	case b == 0xdc:
		return int(binary.BigEndian.Uint16(p.take(2)))
	case p.err == nil:
		p.err = fmt.Errorf("there is a %#x where an array should be", b)
	}
	return 0
}

// header passes over the mapping of texts to texts and small numbers at the front.
func (p *packed) header() {
	b := p.take(1)[0]
	for range int(b & 0xf) {
		p.text()
		if len(p.data) > 0 && p.data[0] < 0x80 {
			p.take(1)
		} else {
			p.text()
		}
	}
}

func (p *packed) text() string {
	switch b := p.take(1)[0]; {
	case b>>5 == 0x5:
		return string(p.take(int(b & 0x1f)))
	case b == 0xd9:
		return string(p.take(int(p.take(1)[0])))
	case p.err == nil:
		p.err = fmt.Errorf("there is a %#x where a text should be", b)
	}
	return ""
}
