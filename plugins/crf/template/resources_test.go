package template

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/onomast/onomast/core/diag"
)

const bothFiles = "features:\n  - {of: list, file: lists.tsv}\n  - {of: cluster, file: c.tsv}\n"

// TestBadFiles: what is wrong with a file is said where it is.
func TestBadFiles(t *testing.T) {
	t.Parallel()
	good := map[string]string{"lists.tsv": "Ulm\n", "c.tsv": "ulm\t1\n"}
	for name, c := range map[string]struct{ file, content, want string }{
		"missing":         {"lists.tsv", "", "mine.yaml:2:22: there is no file \"lists.tsv\"; did you mean \"list.tsv\"?"},
		"no terms":        {"lists.tsv", "# nothing\n\n", "lists.tsv: the list has no terms"},
		"no clusters":     {"c.tsv", "\n", "c.tsv: the file has no clusters; write: word TAB cluster"},
		"no cluster":      {"c.tsv", "ulm\t1\nbonn\n", "c.tsv:2:1: the line has no word, or no cluster; write: word TAB cluster"},
		"no word":         {"c.tsv", "\t1\n", "c.tsv:1:1: the line has no word, or no cluster; write: word TAB cluster"},
		"many ids":        {"c.tsv", "ulm" + strings.Repeat("\t1", 17), "c.tsv:1:1: the word has 17 clusters; at most 16 are read"},
		"not UTF-8":       {"lists.tsv", "Ulm\nK\xf6ln\n", "lists.tsv:2:2: the line is not UTF-8; save the file as UTF-8"},
		"a long line":     {"lists.tsv", "Ulm\n" + strings.Repeat("x", 5000), "lists.tsv:2:1: a line of 5000 bytes; at most 4096 are read"},
		"damaged gzip":    {"lists.tsv", "\x1f\x8b\x08", "lists.tsv: the file can not be unpacked: unexpected EOF"},
		"cut off gzip":    {"lists.tsv", gzipped("Ulm\nBonn\n")[:20], "lists.tsv: the file can not be unpacked: unexpected EOF"},
		"many bad lines":  {"lists.tsv", strings.Repeat("\xff\n", 100), "lists.tsv:1:1: the line is not UTF-8; save the file as UTF-8"},
		"a folder":        {"", "", `mine.yaml:2:22: can not read ".": `},
		"no such type":    {"types", "Ulm\tCITY\n", "lists.tsv: the list has no terms of the type RIVER"},
		"an empty folder": {"nowhere", "", `mine.yaml:2:22: there is no file "no/lists.tsv"; there is no folder `},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			files := map[string]string{"list.tsv": "Ulm\n"}
			for n, content := range good {
				files[n] = content
			}
			yaml := bothFiles
			switch c.file {
			case "":
				yaml = strings.Replace(yaml, "lists.tsv", ".", 1)
			case "types":
				yaml = strings.Replace(yaml, "lists.tsv", "lists.tsv, types: RIVER", 1)
				files["lists.tsv"] = c.content
			case "nowhere":
				yaml = strings.Replace(yaml, "lists.tsv", "no/lists.tsv", 1)
			default:
				files[c.file] = c.content
				if c.content == "" {
					delete(files, c.file)
				}
			}
			_, err := parsed(t, yaml).Compile(Disk(folder(t, files)))
			list := diag.From(err, "")
			if len(list) == 0 || !strings.HasPrefix(list[0].Error(), c.want) {
				t.Errorf("got %v, want %s", err, c.want)
			}
			if len(list) > maxMistakes {
				t.Errorf("%d mistakes", len(list))
			}
		})
	}
}

func gzipped(text string) string {
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	fmt.Fprint(w, text)
	w.Close()
	return out.String()
}

func TestResources(t *testing.T) {
	t.Parallel()
	from := parsed(t, `
features:
  - {of: list, id: cities, file: places/cities.tsv.gz, at: [-1, 0]}
  - {of: cluster, file: brown.tsv, bits: [4, 6]}
  - {of: cluster, file: brown.tsv, bits: 4, at: 1}
  - join: [{of: list, id: cities, file: places/cities.tsv.gz}, {of: cluster, file: brown.tsv}]
`)
	var got []string
	for _, r := range from.Resources() {
		got = append(got, fmt.Sprint(r.ID, " ", r.File, " ", r.Position))
	}
	want := []string{"list:cities places/cities.tsv.gz mine.yaml:3:34", "cluster:brown brown.tsv mine.yaml:4:25"}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if _, err := from.Compile(Stored(nil)); err == nil || !strings.Contains(err.Error(), "the model does not hold list:cities") {
		t.Error(err)
	}
	if _, err := from.Compile(nil); err == nil || !strings.Contains(err.Error(), "mine.yaml:3:34: nothing was given to read list:cities from") {
		t.Error(err)
	}
}

// TestGoldenBlobs: models hold blobs, so that their bytes never change but with
// the version.
func TestGoldenBlobs(t *testing.T) {
	t.Parallel()
	x := withFiles(t, "  - {of: list, file: l.tsv, ignore_case: true}\n  - {of: cluster, file: c.tsv}\n", map[string]string{
		"l.tsv": "New York\tCITY\nnew york city\tCITY\nYork\tNAME\nSt. John's\n",
		"c.tsv": "ulm\t0110\t7\nbonn\t0111\nUlm\t0110\t7\n",
	})
	var got []string
	for _, b := range x.Blobs() {
		got = append(got, fmt.Sprintf("%s %d %x", b.ID, len(b.Data), sha256.Sum256(b.Data)))
	}
	want := []string{
		"list:l 160 d593f73f95682db5ed8b57b54ea91f3852f02fe7f1f108913ed724cbec61054b",
		"cluster:c 96 d0d534ba1c3083fbe7ce668afed8bc8e2e61676ef960b6eb88d81094f23f619c",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// TestDamagedBlobs: a blob that ends anywhere is refused or harmless.
func TestDamagedBlobs(t *testing.T) {
	t.Parallel()
	from := parsed(t, bothFiles)
	x, err := from.Compile(Disk(folder(t, map[string]string{"lists.tsv": "New York\tCITY\nUlm\tCITY\n", "c.tsv": "ulm\t0110\t7\nbonn\t0111\n"})))
	if err != nil {
		t.Fatal(err)
	}
	for i := range x.Blobs() {
		whole := x.Blobs()[i].Data
		for n := range whole {
			blobs := []Blob{x.Blobs()[0], x.Blobs()[1]}
			blobs[i].Data = whole[:n]
			if _, err := from.Compile(Stored(blobs)); err == nil {
				t.Errorf("%s of %d bytes instead of %d is read", blobs[i].ID, n, len(whole))
			} else if !strings.Contains(err.Error(), blobs[i].ID) {
				t.Errorf("%s of %d bytes: %v", blobs[i].ID, n, err)
			}
		}
		blobs := []Blob{x.Blobs()[1-i], {ID: x.Blobs()[i].ID, Data: x.Blobs()[1-i].Data}}
		if _, err := from.Compile(Stored(blobs)); err == nil {
			t.Errorf("%s may be something else", x.Blobs()[i].ID)
		}
	}
}

func TestCheckLayers(t *testing.T) {
	t.Parallel()
	from := parsed(t, "features:\n  - {of: layer, layer: rule}\n  - {of: layer, layer: pos}\n  - join: [{of: layer, layer: words, at: 1}, {of: word}]\n")
	if d := cmp.Diff([]string{"pos", "rule", "words"}, from.Layers()); d != "" {
		t.Error(d)
	}
	want := []string{
		`mine.yaml:2:24: nothing writes the layer "rule"; did you mean "rules"?`,
		`mine.yaml:4:31: nothing writes the layer "words"; known here: rules, pos`,
	}
	if d := cmp.Diff(want, told(from.CheckLayers([]string{"rules", "pos"}))); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff("nothing writes the layer \"pos\"; name the id of a stage that comes before", from.CheckLayers(nil)[1].Summary+"; "+from.CheckLayers(nil)[1].Hint); d != "" {
		t.Error(d)
	}
}

func TestPresets(t *testing.T) {
	t.Parallel()
	for _, name := range Presets() {
		from := preset(t, name)
		if from.Name != name || from.Description == "" {
			t.Errorf("%s names itself %q and describes itself as %q", name, from.Name, from.Description)
		}
		again, problems := Parse("again.yaml", from.Source)
		if len(problems) > 0 || again.Scheme != from.Scheme {
			t.Errorf("%s is not what it was made of: %v", name, problems)
		}
	}
	_, err := Preset("defaul")
	if d := cmp.Diff(`there is no template named "defaul"; did you mean "default"?`, fmt.Sprint(err)); d != "" {
		t.Error(d)
	}
}
