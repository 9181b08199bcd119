package template

import (
	"flag"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write into the guide which features its examples have")

const guidePath = "../../../docs/features.md"

var (
	guideFile    = regexp.MustCompile("(?s)<!-- file: (\\S+) -->\n```tsv\n(.*?)```\n")
	guideExample = regexp.MustCompile("(?s)```yaml\n([^`]*)```\n\n```text\n([^`]*)```\n")
)

// TestGuide: the examples of the guide have the features that it says.
func TestGuide(t *testing.T) {
	data, err := os.ReadFile(guidePath)
	if err != nil {
		t.Fatal(err)
	}
	guide, files, examples := string(data), map[string]string{}, 0
	for _, m := range guideFile.FindAllStringSubmatch(guide, -1) {
		files[m[1]] = m[2]
	}
	res := Disk(folder(t, files))
	updated := guideExample.ReplaceAllStringFunc(guide, func(text string) string {
		examples++
		m := guideExample.FindStringSubmatch(text)
		return strings.Replace(text, m[2], exampleFeatures(t, m[1], m[2], res), 1)
	})
	if examples < len(Kinds())/2 {
		t.Errorf("only %d examples were found", examples)
	}
	for _, kind := range Kinds() {
		if !strings.Contains(guide, "of: "+kind) {
			t.Errorf("the guide has no example of %s", kind)
		}
	}
	for _, name := range Presets() {
		if !strings.Contains(guide, "| `"+name+"` |") {
			t.Errorf("the guide does not list the preset %s", name)
		}
	}
	if *update {
		if err := os.WriteFile(guidePath, []byte(updated), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	if d := cmp.Diff(guide, updated); d != "" {
		t.Errorf("go test ./plugins/crf/template -run Guide -update mends this: %s", d)
	}
}

// exampleFeatures returns an example with the features it has: its tags of layers
// and its sentence, and the features of the token in brackets.
func exampleFeatures(t *testing.T, yaml, example string, res Resources) string {
	t.Helper()
	from, problems := Parse("example.yaml", []byte(yaml))
	if len(problems) > 0 {
		t.Fatalf("%s%v", yaml, problems)
	}
	x, err := from.Compile(res)
	if err != nil {
		t.Fatalf("%s%v", yaml, err)
	}
	lines := strings.Split(example, "\n")
	known, tags := Values{}, map[string][]uint64{}
	head := ""
	for name, written, isLayer := strings.Cut(lines[0], ": "); isLayer; name, written, isLayer = strings.Cut(lines[0], ": ") {
		for _, tag := range strings.Fields(written) {
			if tag == "O" {
				tag = ""
			}
			tags[name] = append(tags[name], known.Hash(tag))
		}
		head += lines[0] + "\n"
		lines = lines[1:]
	}
	var layers [][]uint64
	for _, name := range x.Layers() {
		layers = append(layers, tags[name])
	}
	words := strings.Fields(lines[0])
	i := slices.IndexFunc(words, func(w string) bool { return strings.HasPrefix(w, "[") })
	words[i] = strings.Trim(words[i], "[]")
	return head + lines[0] + "\n" + strings.Join(named(x, words, layers, known)[i], "\n") + "\n"
}
