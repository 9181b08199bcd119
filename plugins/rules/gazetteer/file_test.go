package gazetteer

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/cespare/xxhash/v2"
	"github.com/google/go-cmp/cmp"

	"github.com/onomast/onomast/plugins/rules/alphabet"
)

// sample is an index with something in every column.
func sample() *Index {
	b := NewBuilder(alphabet.New(), Mode{Words: true, Mode: alphabet.Mode{Fold: true}})
	list := b.AddList(List{All: true, Distance: 1})
	b.Add("New York", Entry{List: list, Label: "CITY", Lines: []int32{1}, Attrs: []Attr{{"country", "US"}}})
	b.Add("new york", Entry{List: list, Label: "CITY", Lines: []int32{7}, Attrs: []Attr{{"id", "5"}}})
	b.Add("York", Entry{List: list, Label: "CITY", Lines: []int32{2}})
	return b.Build(nil)
}

func encoded(t testing.TB, x *Index, k Key) []byte {
	t.Helper()
	var buf bytes.Buffer
	if err := x.writeTo(&buf, k); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

func TestFileKeepsAll(t *testing.T) {
	t.Parallel()
	x, k := sample(), Key{1}
	y, err := decode(encoded(t, x, k), k, alphabet.New())
	if err != nil {
		t.Fatal(err)
	}
	if y.mode != x.mode || y.longest != x.longest {
		t.Errorf("mode %+v, longest %d", y.mode, y.longest)
	}
	entries := func(x *Index) (all []Entry) {
		x.Find(context.Background(), "in NEW YORKX YORK", func(h Hit) bool { all = append(all, x.Entry(h.Entry)); return true })
		return all
	}
	if diff := cmp.Diff(entries(x), entries(y)); diff != "" || len(entries(x)) != 3 {
		t.Errorf("(-written +read):\n%s", diff)
	}
}

func TestDamagedFilesAreRefused(t *testing.T) {
	t.Parallel()
	k := Key{1}
	good := encoded(t, sample(), k)
	table := alphabet.New()
	for n := range len(good) { // every cut and every changed byte
		if _, err := decode(good[:n], k, table); !errors.Is(err, ErrFile) {
			t.Fatalf("cut at %d: error %v", n, err)
		}
		if n >= 56 && n < headerSize {
			continue // mode and longest are not in the sum; the key stands for them
		}
		bad := bytes.Clone(good)
		bad[n] ^= 0x40
		if _, err := decode(bad, k, table); !errors.Is(err, ErrFile) {
			t.Fatalf("byte %d changed: error %v", n, err)
		}
	}
	if _, err := decode(good, Key{2}, table); !errors.Is(err, ErrFile) || !strings.Contains(err.Error(), "of these lists") {
		t.Errorf("another key: %v", err)
	}
}

// resum makes the checksum right, as one who forges a file would.
func resum(data []byte) {
	if len(data) >= bodyStart {
		binary.LittleEndian.PutUint64(data[40:], xxhash.Sum64(data[headerSize:]))
		binary.LittleEndian.PutUint64(data[48:], uint64(len(data)))
	}
}

// Whatever the file holds, decoding and searching must not fail.
func FuzzDecode(f *testing.F) {
	k := Key{1}
	good := encoded(f, sample(), k)
	f.Add(good, 0, byte(0), "new york")
	f.Add(good, 100, byte(0xff), "york")
	table := alphabet.New()
	f.Fuzz(func(_ *testing.T, data []byte, at int, value byte, text string) {
		data = bytes.Clone(data)
		if at >= headerSize && at < len(data) {
			data[at] = value
		}
		resum(data)
		x, err := decode(data, k, table)
		if err != nil {
			return
		}
		x.Find(context.Background(), text, func(h Hit) bool { x.Entry(h.Entry); return true })
	})
}

func TestEveryForgedByteIsHarmless(t *testing.T) {
	t.Parallel()
	k := Key{1}
	good := encoded(t, sample(), k)
	table := alphabet.New()
	for at := headerSize; at < len(good); at++ {
		for _, value := range []byte{0, 1, 0x7f, 0xff} {
			data := bytes.Clone(good)
			data[at] = value
			resum(data)
			if x, err := decode(data, k, table); err == nil {
				x.Find(context.Background(), "new york yrok", func(h Hit) bool { x.Entry(h.Entry); return true })
			}
		}
	}
}

func TestCache(t *testing.T) {
	t.Parallel()
	c := Cache{Dir: filepath.Join(t.TempDir(), "made", "when needed")}
	table, k := alphabet.New(), Key{9}
	if _, err := c.Load(k, table); !errors.Is(err, fs.ErrNotExist) {
		t.Fatalf("an empty cache: %v", err)
	}
	if err := c.Save(k, sample()); err != nil {
		t.Fatal(err)
	}
	x, err := c.Load(k, table)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"0-8", "4-8"}, found(x, "new york")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if err := os.Truncate(c.path(Key{8}), 0); !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	for _, bad := range [][]byte{nil, []byte("half-writ"), encoded(t, sample(), Key{7})} {
		if err := os.WriteFile(c.path(Key{8}), bad, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := c.Load(Key{8}, table); !errors.Is(err, ErrFile) {
			t.Errorf("a file of %d bytes: %v", len(bad), err)
		}
	}
}

func TestCacheForgetsWhatNobodyUses(t *testing.T) {
	t.Parallel()
	c := Cache{Dir: t.TempDir()}
	old, used, foreign := c.path(Key{1}), c.path(Key{2}), filepath.Join(c.Dir, "notes.txt")
	for _, path := range []string{old, used, foreign} {
		if err := os.WriteFile(path, encoded(t, sample(), Key{2}), 0o600); err != nil {
			t.Fatal(err)
		}
		long := time.Now().Add(-2 * unusedFor)
		if err := os.Chtimes(path, long, long); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := c.Load(Key{2}, alphabet.New()); err != nil {
		t.Fatal(err)
	}
	if err := c.Save(Key{3}, sample()); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]bool{old: false, used: true, foreign: true, c.path(Key{3}): true} {
		if _, err := os.Stat(path); (err == nil) != want {
			t.Errorf("%s is there: %v, want %v", filepath.Base(path), err == nil, want)
		}
	}
}

func TestCacheSaysWhenItCannotWrite(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	err := Cache{Dir: filepath.Join(file, "below")}.Save(Key{}, sample())
	if err == nil || !strings.Contains(err.Error(), "keeping a compiled gazetteer") {
		t.Errorf("error %v", err)
	}
}
