package template

import (
	"cmp"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// TestTable: what is in a table is found, and nothing else.
func TestTable(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		bits := rapid.SampledFrom([]uint{listNumber, clusterNumber}).Draw(r, "bits")
		near := rapid.SampledFrom([]uint64{0, 1 << 40, 0xFFFFFF << 40}).Draw(r, "near")
		low := func(x uint64) uint64 { return near | mix(x, 0)&(1<<40-1) } // at home in one cell
		hash := rapid.Custom(func(r *rapid.T) uint64 {
			x := rapid.Uint64().Draw(r, "x")
			if rapid.Bool().Draw(r, "crowded") {
				return low(x)
			}
			return mix(x, 1)
		})
		want := rapid.MapOf(hash, rapid.Uint32Range(1, 1<<bits-1)).Draw(r, "entries")
		var entries []entry
		for hash, number := range want {
			entries = append(entries, entry{hash, number})
		}
		data := appendTable(nil, entries, bits)
		table, err := readTable(data, bits)
		if err != nil {
			r.Fatal(err)
		}
		for hash, number := range want {
			if got := table.find(hash); got != number {
				r.Fatalf("%x has %d, want %d", hash, got, number)
			}
		}
		for range 20 {
			other := hash.Draw(r, "other")
			if _, known := want[other]; !known && table.find(other) != 0 {
				r.Fatalf("%x is found", other)
			}
		}
		for _, cut := range []int{0, 8, tableHeader, len(data) - 1, len(data) - cellSize} {
			if _, err := readTable(data[:cut], bits); err == nil {
				r.Fatalf("a table of %d bytes instead of %d is read", cut, len(data))
			}
		}
	})
}

// TestTableIsSmall: tables are sparse enough to be fast, and not sparser.
func TestTableIsSmall(t *testing.T) {
	t.Parallel()
	const n = 100_000
	var entries []entry
	for i := range uint64(n) {
		entries = append(entries, entry{mix(i, 7), 1})
	}
	data := appendTable(nil, entries, listNumber)
	if each := float64(len(data)) / n; each > 10.1 {
		t.Errorf("%.2f bytes an entry", each)
	}
	table, err := readTable(data, listNumber)
	if err != nil {
		t.Fatal(err)
	}
	if table.reach > 100 {
		t.Errorf("a hash is %d cells from home", table.reach)
	}
}

func TestFolding(t *testing.T) {
	t.Parallel()
	fold := func(parts ...string) folded {
		out := nothing()
		for _, part := range parts {
			f := nothing()
			for _, r := range part {
				f = f.add(r)
			}
			out = out.then(f)
		}
		return out
	}
	rapid.Check(t, func(r *rapid.T) {
		a, b, c := rapid.String().Draw(r, "a"), rapid.String().Draw(r, "b"), rapid.String().Draw(r, "c")
		if fold(a+b+c) != fold(a, b, c) || fold(a, b+c) != fold(a+b, c) {
			r.Fatal("it matters where a text is cut")
		}
	})
	for _, same := range [][2]string{{"St. John's", "St.John’s"}, {"a - b", "a–b"}, {"a\u00a0b\tc\u3000d", "abcd"}} {
		if fold(same[0]) != fold(same[1]) {
			t.Errorf("%q and %q differ", same[0], same[1])
		}
	}
	for _, other := range [][2]string{{"ab", "ba"}, {"a", "a\x00"}, {"", "\x00"}, {"Elm", "elm"}, {"a'", "a"}} {
		if fold(other[0]) == fold(other[1]) {
			t.Errorf("%q and %q are the same", other[0], other[1])
		}
	}
}

// TestSortHashed: sorting by hashes is sorting.
func TestSortHashed(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		few := rapid.SampledFrom([]uint64{0, 1, 1 << 63, math.MaxUint64})
		got := rapid.SliceOf(rapid.OneOf(few, rapid.Uint64())).Draw(r, "hashes")
		want := slices.Sorted(slices.Values(got))
		sortHashed(got, func(hash *uint64) uint64 { return *hash }, cmp.Compare)
		if !slices.Equal(got, want) {
			r.Errorf("got %x, want %x", got, want)
		}
	})
}
