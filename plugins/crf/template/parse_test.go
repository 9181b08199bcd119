package template

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/onomast/onomast/core/diag"
)

// TestMistakes: every mistake has its place and says what to do.
func TestMistakes(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ yaml, want string }{
		"empty":               {"", "1:1: the template is empty; it has at least `features:`"},
		"comments":            {"# nothing\n", "1:1: the template is empty; it has at least `features:`"},
		"no features":         {"name: x\n", "1:1: the key \"features\" is missing"},
		"none":                {"features: []\n", "1:11: features: it has 0 elements; the least is 1"},
		"unknown key":         {"feature:\n  - {of: word}\n", "1:1: unknown key \"feature\"; did you mean \"features\"?"},
		"unknown kind":        {"features:\n  - {of: word}\n  - {of: sufix, length: 2}\n", "3:10: there is no feature \"sufix\"; did you mean \"suffix\"?"},
		"odd kind":            {"features:\n  - {of: embedding}\n", "2:10: there is no feature \"embedding\"; known here: word, lower, shape, prefix, suffix, stem, ngrams, class, is, length, cluster, position, casing, list, layer, vector, bias"},
		"nothing looked at":   {"features:\n  - {at: 1}\n", "2:5: it does not say what is looked at; give it `of:`, or `join:` for a conjunction"},
		"misspelt key":        {"features:\n  - {of: suffix, lengt: 2}\n", "2:18: unknown key \"lengt\"; did you mean \"length\"?"},
		"needless key":        {"features:\n  - of: word\n    length: 2\n", "3:5: word has no `length:`; remove it; it takes of, at, bag, min_count"},
		"missing key":         {"features:\n  - of: word\n  - of: prefix\n", "3:5: prefix needs `length:`; such as length: [1, 2, 3]"},
		"far offset":          {"features:\n  - {of: word, at: [0, 11]}\n", "2:24: at: 11 is out of bounds; from -10 to 10 will do"},
		"one far offset":      {"features:\n  - {of: word, at: -11}\n", "2:20: at: -11 is out of bounds; from -10 to 10 will do"},
		"offset twice":        {"features:\n  - {of: word, at: [0, 1, 0]}\n", "2:27: at: 0 is there twice; remove one"},
		"no number":           {"features:\n  - {of: word, at: [left]}\n", "2:21: at[0]: got string, want integer"},
		"half a word":         {"features:\n  - {of: word, at: 0.5}\n", "2:20: at: got number 0.5, want integer or list; write it as a list: [...]"},
		"no offsets":          {"features:\n  - {of: word, at: []}\n", "2:20: at: it has 0 elements; the least is 1"},
		"length 0":            {"features:\n  - {of: suffix, length: [0, 1]}\n", "2:27: length: 0 is out of bounds; from 1 to 32 will do"},
		"declared twice":      {"features:\n  - {of: word, at: [0, 1]}\n  - {of: lower}\n  - {of: word, at: 1}\n", "4:5: word[1] is declared twice; the first is at t.yaml:2:5; remove one"},
		"conjunction twice":   {"features:\n  - join: [{of: word}, {of: lower, at: 1}]\n  - join: [{of: lower, at: 1}, {of: word}]\n", "3:5: lower[1]|word[0] is declared twice; the first is at t.yaml:2:5; remove one"},
		"part twice":          {"features:\n  - join: [{of: word}, {of: word, at: 0}]\n", "2:24: word[0] is in the conjunction twice; remove one"},
		"join of":             {"features:\n  - of: word\n    join: [{of: word}, {of: lower}]\n", "2:9: a conjunction has no `of:` of its own; put it among the parts of `join:`"},
		"join at":             {"features:\n  - at: 1\n    join: [{of: word}, {of: lower}]\n", "2:5: a conjunction has no `at:`; remove it; it takes join, min_count"},
		"join of one":         {"features:\n  - join: [{of: word}]\n", "2:11: join: it has 1 elements; the least is 2"},
		"several offsets":     {"features:\n  - join: [{of: word, at: [0, 1]}, {of: lower}]\n", "2:27: a part of a conjunction looks at one offset; write a conjunction for each offset"},
		"several lengths":     {"features:\n  - join: [{of: suffix, length: [1, 2]}, {of: lower}]\n", "2:12: a part of a conjunction has one value, and this one has 2; write a conjunction for each"},
		"a bag in a join":     {"features:\n  - join: [{of: ngrams, length: 3}, {of: lower}]\n", "2:12: ngrams can have several values, which a conjunction can not; use a part that has one"},
		"min_count in a join": {"features:\n  - join: [{of: word, min_count: 2}, {of: lower}]\n", "2:23: unknown key \"min_count\"; min_count belongs beside join, not inside it"},
		"unknown test":        {"features:\n  - {of: is, tests: [titel]}\n", "2:22: there is no test \"titel\"; did you mean \"title\"?"},
		"test twice":          {"features:\n  - {of: is, tests: [title, title]}\n", "2:29: title is asked twice; remove one"},
		"bias elsewhere":      {"features:\n  - {of: bias, at: 1}\n", "2:20: bias is the same at every offset; leave `at:` out"},
		"a bag of one":        {"features:\n  - {of: lower, at: -1, bag: true}\n", "2:30: a bag needs several offsets; such as at: [-3, -2, -1]"},
		"a bag of tracks":     {"features:\n  - {of: position, at: [0, 1], bag: true}\n", "2:37: position has no `bag:`; declare the offsets one by one"},
		"a bag twice":         {"features:\n  - {of: lower, at: [-1, 1], bag: true}\n  - {of: lower, at: [1, -1], bag: true}\n", "3:5: lower[-1,1] is declared twice; the first is at t.yaml:2:5; remove one"},
		"unknown scheme":      {"scheme: iob\nfeatures:\n  - {of: word}\n", "1:9: scheme: \"iob\" is not one of bio, bioes"},
		"list without file":   {"features:\n  - {of: list, id: cities}\n", "2:5: list needs `file:`; such as file: lists/cities.tsv"},
		"lists of one name":   {"features:\n  - {of: list, file: a/x.tsv}\n  - {of: list, file: b/x.tsv, at: 1}\n", "3:22: list:x is the name of two that differ; give one of them another `id:`"},
		"layer without name":  {"features:\n  - {of: layer}\n", "2:5: layer needs `layer:`; such as layer: rules"},
		"key twice":           {"features:\n  - {of: word, of: lower}\n", "2:16: the key \"of\" is given twice; it was given in line 2 before"},
		"two documents":       {"features:\n  - {of: word}\n---\nfeatures: []\n", "3:1: a second YAML document begins here; keep each template in a file of its own"},
		"a list":              {"- {of: word}\n", "1:1: a template is a mapping; begin with `features:`"},
		"no YAML":             {"features: [\n", "1: not valid YAML: did not find expected node content"},
		"not UTF-8":           {"name: x\ndescription: na\xefve\n", "2:16: the template is not UTF-8; save it as UTF-8"},
		"NUL":                 {"name: \x00\n", "1: not valid YAML: control characters are not allowed"},
		"an endless alias":    {"features: &a [*a]\n", "1:11: the template nests too deep, or its aliases stand for too much; flatten it"},
		"a bomb":              {bomb(), "1:5: the template nests too deep, or its aliases stand for too much; flatten it"},
		"merge keys":          {"features:\n  - &w {of: word}\n  - {<<: *w, at: 1}\n", "3:6: a key is a plain word here; write the keys out"},
		"an infinite number":  {"features:\n  - {of: word, at: .inf}\n", "2:20: the value can not be read: no number that can be used here; put it in quotes if it is text"},
		"CRLF":                {"features:\r\n  - {of: word}\r\n  - {of: wrod}\r\n", "3:10: there is no feature \"wrod\"; did you mean \"word\"?"},
		"nulls":               {"features:\n  - {of: word, at: ~}\n", "2:20: at: got nothing, want integer or list; give it a value, or leave the key out"},
		"long":                {"# " + strings.Repeat("x", maxBytes), "1:1: the template has more than 1048576 bytes; keep lists in files of their own"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, problems := Parse("t.yaml", []byte(c.yaml))
			if got != nil || len(problems) == 0 {
				t.Fatal("nothing is wrong")
			}
			if d := cmp.Diff(strings.Split(c.want, "\n"), told(problems)); d != "" {
				t.Error(d)
			}
		})
	}
}

func told(list diag.List) []string {
	var out []string
	for _, d := range list {
		out = append(out, strings.TrimPrefix(d.Error(), "t.yaml:"))
	}
	return out
}

// bomb is a short text that aliases make long.
func bomb() string {
	var b strings.Builder
	b.WriteString("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n")
	for i := range 9 {
		b.WriteString(strings.ReplaceAll(strings.ReplaceAll("aN: &aN [*aM, *aM, *aM, *aM, *aM, *aM, *aM]\n", "N", string(rune('1'+i))), "M", string(rune('0'+i))))
	}
	return b.String()
}
