package model

import (
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/onomast/onomast/core/diag"
)

// contents is all that a file says.
func contents(f *File) ([]Chain, Card, [][]Feature, error) {
	var all [][]Feature
	for i := range f.Chains {
		features, err := f.Features(i)
		if err != nil {
			return nil, Card{}, nil, err
		}
		all = append(all, features)
	}
	return f.Chains, f.Card, all, nil
}

func TestADamagedByteIsFoundOrHarmless(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		good := write(t, drawModel(t), WriteOptions{Quantise: rapid.SampledFrom([]Quantise{Exact, Int8}).Draw(t, "quantise")})
		chains, card, features, err := contents(load(t, good))
		if err != nil {
			t.Fatal(err)
		}
		bad := append([]byte(nil), good...)
		at := rapid.IntRange(0, len(bad)-1).Draw(t, "at")
		bad[at] ^= byte(rapid.IntRange(1, 255).Draw(t, "flip"))
		f, err := Load(bad)
		if err == nil {
			probe(f)
			err = f.Verify()
		}
		if err != nil {
			return
		}
		gotChains, gotCard, gotFeatures, err := contents(f)
		if diff := cmp.Diff([]any{chains, card, features, nil}, []any{gotChains, gotCard, gotFeatures, err}); diff != "" {
			t.Fatalf("byte %d changes the model without notice: %s", at, diff)
		}
	})
}

// probe uses a file that may be damaged: nothing may panic.
func probe(f *File) {
	for i := range f.Chains {
		row := make([]float32, f.Chains[i].Set.N())
		for key := range uint64(200) {
			f.Table(i).Add(row, key*key*0x9e3779b97f4a7c15)
		}
		_, _ = f.Features(i)
	}
}

func TestAFileThatIsCutOffIsRefused(t *testing.T) {
	t.Parallel()
	whole := write(t, rapid.Custom(drawModel).Example(5), WriteOptions{})
	for n := range whole {
		f, err := Load(whole[:n])
		if r := (*refusal)(nil); !errors.As(err, &r) || r.code != "crf.damaged-model" {
			t.Fatalf("the first %d of %d bytes: got %v and %v", n, len(whole), f, err)
		}
	}
	if _, err := Load(append(whole, 0)); !errors.Is(err, errLonger) {
		t.Fatalf("one byte more: %v", err)
	}
}

func TestWhatIsNoModelIsRefusedForAReason(t *testing.T) {
	t.Parallel()
	whole := write(t, rapid.Custom(drawModel).Example(5), WriteOptions{})
	other := func(v uint32) string {
		changed := append([]byte(nil), whole...)
		binary.LittleEndian.PutUint32(changed[8:], v)
		return string(changed)
	}
	folder := t.TempDir()
	for name, c := range map[string]struct{ content, code, say string }{
		"empty":    {"", "crf.damaged-model", "is empty"},
		"newer":    {other(withDense + 1), "crf.newer-model", "has format 3, and this program reads formats up to 2"},
		"older":    {other(0), "crf.older-model", "no longer reads"},
		"crfsuite": {"lCRFxxxx", "crf.foreign-model", "CRFsuite"},
		"lfs":      {"version https://git-lfs.github.com/spec/v1\noid sha256:0\n", "crf.foreign-model", "Git LFS"},
		"gzip":     {"\x1f\x8b\x08", "crf.foreign-model", "compressed"},
		"text":     {"name: default\n", "crf.foreign-model", "no model"},
		"crlf":     {strings.ReplaceAll(string(whole), "\r\n", "\n"), "crf.damaged-model", "line ends"},
		"short":    {magic[:3], "crf.damaged-model", "cut off"},
		"head":     {string(whole[:headerSize]), "crf.damaged-model", "cut off"},
	} {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte(c.content), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := Open(path)
		var d diag.Diagnostic
		if !errors.As(err, &d) || d.Code != c.code || !strings.Contains(d.Summary, c.say) || d.File != path || d.Hint == "" {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

func TestWhatIsNoFileIsRefused(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	for path, code := range map[string]string{folder: "crf.foreign-model", filepath.Join(folder, "none"): "crf.no-model"} {
		_, err := Open(path)
		var d diag.Diagnostic
		if !errors.As(err, &d) || d.Code != code {
			t.Errorf("%s: got %v, want code %s", path, err, code)
		}
	}
}

func TestDamageIsNamedByItsPlace(t *testing.T) {
	t.Parallel()
	good := write(t, rapid.Custom(drawModel).Filter(func(m *Model) bool {
		c := m.Chains[0]
		return len(c.Features) > 3 && len(c.Resources) > 0 && len(c.Resources[0].Data) > 0 && len(c.Template) > 0
	}).Example(7), WriteOptions{})
	sections, err := unframe(good)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range sections {
		if len(s.data) == 0 {
			continue
		}
		s.data[0] ^= 1 // within good
		f, err := Load(good)
		if err == nil {
			err = f.Verify()
		}
		if err == nil || !strings.Contains(err.Error(), s.about()+" is not as it was written") {
			t.Errorf("section %s: got %v, want %s", s.kind, err, s.about())
		}
		s.data[0] ^= 1
	}
}

func FuzzLoad(f *testing.F) {
	for seed := range 3 {
		f.Add(write(f, rapid.Custom(drawModel).Example(seed), WriteOptions{Quantise: []Quantise{Exact, Int16, Int8}[seed]}))
	}
	f.Add([]byte(magic))
	f.Fuzz(func(_ *testing.T, data []byte) {
		file, err := Load(mend(data))
		if err == nil {
			probe(file)
			_ = file.Verify()
		}
	})
}

// mend puts right what checksums there are, so that the fuzzer gets behind them.
func mend(data []byte) []byte {
	if len(data) < headerSize {
		return data
	}
	out := append([]byte(nil), data...)
	n := int(binary.LittleEndian.Uint32(out[12:]))
	if n > 64 || headerSize+entrySize*n > len(out) {
		return out
	}
	binary.LittleEndian.PutUint64(out[16:], uint64(len(out)))
	head := out[:headerSize+entrySize*n]
	for range 2 { // sections lie within the file; then their sums are known
		binary.LittleEndian.PutUint64(head[24:], headSum(head))
		sections, err := unframe(out)
		if err != nil {
			return out
		}
		for i, s := range sections {
			binary.LittleEndian.PutUint64(head[headerSize+entrySize*i+24:], sumOf(s.data))
		}
	}
	return out
}
