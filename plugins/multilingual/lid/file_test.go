package lid_test

import (
	"bytes"
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/onomast/onomast/plugins/multilingual/lid"
)

// little is a model of two languages and eight vectors.
func little() *lid.Model {
	m := &lid.Model{
		Name: "little", Description: "For tests.", Licence: "Apache-2.0", Languages: []string{"aa", "bb"},
		Dim: 2, Bits: 3, Unit: 0.5, Weights: []float32{1, -1, -1, 1}, Bias: []float32{0.25, 0}, Sharpness: []float32{1, 2},
		Data: []lid.Data{{Name: "d", Licence: "l", Texts: 3, Digest: "sha256:0"}},
	}
	for i := range 16 {
		m.Table = append(m.Table, int8(i*16-128))
	}
	return m
}

func encode(t testing.TB, m *lid.Model) []byte {
	t.Helper()
	file, err := m.AppendTo(nil)
	if err != nil {
		t.Fatal(err)
	}
	return file
}

func TestModelsAreReadAsTheyWereWritten(t *testing.T) {
	t.Parallel()
	file := encode(t, little())
	m, err := lid.Decode(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(little(), m); diff != "" {
		t.Error(diff)
	}
	if !bytes.Equal(file, encode(t, m)) {
		t.Error("what was read is written otherwise")
	}
	if again, err := m.AppendTo([]byte("before")); err != nil || !bytes.Equal(again, append([]byte("before"), file...)) {
		t.Error("it is not appended to what is there")
	}
}

// No byte can be lost or changed without a word.
func TestDamagedModelsAreRefused(t *testing.T) {
	t.Parallel()
	file := encode(t, little())
	for i := range file {
		if _, err := lid.Decode(file[:i]); !errors.Is(err, lid.ErrForeign) {
			t.Fatalf("of %d bytes %d were read: %v", len(file), i, err)
		}
		changed := bytes.Clone(file)
		changed[i] ^= 0x10
		if _, err := lid.Decode(changed); !errors.Is(err, lid.ErrForeign) {
			t.Fatalf("byte %d was changed: %v", i, err)
		}
	}
	if _, err := lid.Decode(append(file, 0)); !errors.Is(err, lid.ErrForeign) {
		t.Errorf("a byte too many: %v", err)
	}
}

func TestModelsThatCannotBe(t *testing.T) {
	t.Parallel()
	nan := float32(math.NaN())
	tests := []struct {
		name, want string
		spoil      func(*lid.Model)
	}{
		{"no languages", "0 languages", func(m *lid.Model) { m.Languages = nil }},
		{"a language twice", "not sorted", func(m *lid.Model) { m.Languages = []string{"aa", "aa"} }},
		{"out of order", "not sorted", func(m *lid.Model) { m.Languages = []string{"bb", "aa"} }},
		{"no code", "not sorted", func(m *lid.Model) { m.Languages = []string{"", "aa"} }},
		{"no numbers in a vector", "0 numbers", func(m *lid.Model) { m.Dim = 0 }},
		{"a huge table", "2^60", func(m *lid.Model) { m.Bits = 60 }},
		{"another size", "bytes follow", func(m *lid.Model) { m.Bits = 4 }},
		{"no scale", "a scale is 0", func(m *lid.Model) { m.Unit = 0 }},
		{"a weight that is no number", "NaN", func(m *lid.Model) { m.Weights[1] = nan }},
		{"a bias without end", "Inf", func(m *lid.Model) { m.Bias[0] = float32(math.Inf(1)) }},
		{"a sharpness below zero", "a scale is -1", func(m *lid.Model) { m.Sharpness[0] = -1 }},
	}
	for _, test := range tests {
		m := little()
		test.spoil(m)
		file, err := m.AppendTo(nil)
		if err != nil {
			t.Fatal(test.name, err)
		}
		if _, err := lid.Decode(file); !errors.Is(err, lid.ErrForeign) || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v", test.name, err)
		}
	}
	m := little()
	m.Unit = nan
	if _, err := m.AppendTo(nil); err == nil {
		t.Error("a unit that is no number was written")
	}
}

func FuzzDecode(f *testing.F) {
	file := encode(f, little())
	f.Add(file)
	f.Add(file[:20])
	f.Add([]byte("ONLID\x00\x01\n\xff\xff\xff\xff{}"))
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := lid.Decode(data)
		if err != nil {
			if !errors.Is(err, lid.ErrForeign) {
				t.Fatal(err)
			}
			return
		}
		for _, g := range m.Identify("Some words, einige Wörter") {
			if !(g.Score >= 0 && g.Score <= 1) {
				t.Fatalf("a score is %v", g.Score)
			}
		}
		if _, err := m.AppendTo(nil); err != nil {
			t.Fatal(err)
		}
	})
}
