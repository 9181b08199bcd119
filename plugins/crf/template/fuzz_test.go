package template

import (
	"strings"
	"testing"
)

func FuzzParse(f *testing.F) {
	for _, name := range Presets() {
		data, err := presets.ReadFile("presets/" + name + ".yaml")
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Add([]byte("features:\n  - &a {of: list, file: x, types: [a]}\n  - {join: [{of: word, at: -1}, *a], min_count: 2}\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		from, problems := Parse("t.yaml", data)
		if (from == nil) != problems.HasErrors() {
			t.Fatalf("a template %v with %v", from, problems)
		}
		for _, d := range problems {
			if d.Summary == "" || d.File != "t.yaml" || d.Line < 1 {
				t.Errorf("a mistake without a place: %+v", d)
			}
		}
		if from == nil {
			return
		}
		x, err := from.Compile(nothingThere{})
		if err != nil {
			return // no term has one of the types
		}
		for i, list := range features(x, []string{"Ulm", "a\xff"}, nil, nil) {
			seen := map[uint64]string{}
			for _, f := range list {
				if before, twice := seen[f.key]; twice {
					t.Errorf("token %d: %s and %s have the same key", i, before, f.name)
				}
				seen[f.key] = f.name
			}
		}
	})
}

func FuzzBlob(f *testing.F) {
	x, err := parsedForFuzz(f).Compile(nothingThere{})
	if err != nil {
		f.Fatal(err)
	}
	for _, b := range x.Blobs() {
		f.Add(b.Data, b.ID == "list:lists")
	}
	f.Fuzz(func(t *testing.T, data []byte, isList bool) {
		x, err := parsedForFuzz(t).Compile(damaged{data, isList})
		if err != nil {
			return
		}
		features(x, strings.Fields("in Ulm and New York ulm 北京"), nil, nil)
	})
}

func parsedForFuzz(t testing.TB) *Template {
	t.Helper()
	out, problems := Parse("t.yaml", []byte("features:\n  - {of: list, file: lists.tsv, typed: true}\n  - {of: cluster, file: c.tsv}\n"))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return out
}

// damaged yields one kind of blob as it is given.
type damaged struct {
	data []byte
	list bool
}

func (d damaged) Blob(r Resource) ([]byte, error) {
	if d.list == (r.unit.name == "list") {
		return d.data, nil
	}
	return nothingThere{}.Blob(r)
}

func FuzzFiles(f *testing.F) {
	f.Add([]byte("Ulm\tCITY\nNew York\n"))
	f.Add([]byte("term\tlabel\r\nx\t1\t2\r\n"))
	f.Add([]byte(gzipped("ulm\t0110\n")))
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, r := range parsedForFuzz(t).Resources() {
			build := buildClusters
			if r.unit.name == "list" {
				build = buildList
			}
			blob, err := build(data, r)
			if err != nil {
				continue
			}
			if _, err := readBlob(blob, blob[5]); err != nil {
				t.Errorf("what was built can not be read: %v", err)
			}
		}
	})
}
