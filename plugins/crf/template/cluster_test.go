package template

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const paths = "Ulm\t0110100\nulm\t111\nberlin\t0110101\nrun\t10\nrun\t0000\n#\t1111\n東京\t0110\n"

func TestCluster(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ options, file, word, want string }{
		"whole":             {"", paths, "Ulm", "cluster:c[0]=0110100"},
		"lower case":        {"", paths, "Berlin", "cluster:c[0]=0110101"},
		"as it is first":    {"", paths, "ulm", "cluster:c[0]=111"},
		"not lower":         {"", paths, "RUNS", ""},
		"the first line":    {"", paths, "run", "cluster:c[0]=10"},
		"punctuation":       {"", paths, "#", "cluster:c[0]=1111"},
		"other scripts":     {"", paths, "東京", "cluster:c[0]=0110"},
		"beginnings":        {", bits: [4, 6]", paths, "Ulm", "cluster:c/4[0]=0110 cluster:c/6[0]=011010"},
		"shorter than that": {", bits: [4]", paths, "run", "cluster:c/4[0]=10"},
		"several ids":       {"", "a\t12\t7\nb\t12\n", "a", "cluster:c[0]=12 cluster:c[0]=2:7"},
		"fewer ids":         {"", "a\t12\t7\nb\t12\n", "b", "cluster:c[0]=12"},
		"an empty id":       {"", "a\t\t7\n", "A", "cluster:c[0]=2:7"},
		"Windows":           {"", "\ufeffa\t12\r\nb\t13\r\n", "a", "cluster:c[0]=12"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			x := withFiles(t, "  - {of: cluster, file: c.tsv"+c.options+"}\n", map[string]string{"c.tsv": c.file})
			if d := cmp.Diff(c.want, strings.Join(named(x, []string{c.word}, nil, nil)[0], " ")); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestManyClusters(t *testing.T) {
	t.Parallel()
	var file strings.Builder
	for i := range 70_000 { // more names than 16 bits count
		file.WriteString(word(i) + "\t" + word(i+1) + "\n")
	}
	x := withFiles(t, "  - {of: cluster, file: c.tsv}\n", map[string]string{"c.tsv": file.String()})
	for _, i := range []int{0, 1, 65_535, 65_536, 69_999} {
		if got := named(x, []string{word(i)}, nil, nil)[0]; len(got) != 1 || got[0] != "cluster:c[0]="+word(i+1) {
			t.Errorf("%s: %v", word(i), got)
		}
	}
	if got := named(x, []string{word(70_001)}, nil, nil)[0]; len(got) != 0 {
		t.Error(got)
	}
}

// word returns a different word for each number.
func word(i int) string {
	var b []byte
	for i++; i > 0; i /= 26 {
		b = append(b, byte('a'+i%26))
	}
	return "w" + string(b)
}

func TestClustersInConjunctions(t *testing.T) {
	t.Parallel()
	x := withFiles(t, "  - join: [{of: cluster, file: c.tsv, bits: 4, at: -1}, {of: lower}]\n", map[string]string{"c.tsv": paths})
	got := named(x, strings.Fields("Berlin wall unknown thing"), nil, nil)
	want := [][]string{
		{"cluster:c/4[-1]|lower[0]=_B1|berlin"},
		{"cluster:c/4[-1]|lower[0]=0110|wall"},
		nil, nil,
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}
