package template

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const several = `# what it is for
name: several
features:
  - {of: word, at: [-1, 0]}
  - {of: cluster, file: 'shipped:english', bits: [2, 4]} # kept
  - {of: cluster, file: 'shipped:german'}
  - join: [{of: lower}, {of: cluster, file: 'shipped:german'}]
  - {of: list, file: 'shipped:names', typed: true}
`

func TestWithout(t *testing.T) {
	t.Parallel()
	all := parsed(t, several)
	less, err := all.Without("cluster:german", "list:names", "cluster:klingon")
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, r := range less.Resources() {
		ids = append(ids, r.ID)
	}
	if d := cmp.Diff([]string{"cluster:english"}, ids); d != "" {
		t.Error(d)
	}
	if less.Name != "several" || less.Scheme != all.Scheme || !strings.Contains(string(less.Source), "# kept") {
		t.Errorf("%+v of\n%s", less, less.Source)
	}
	want := parsed(t, "features:\n  - {of: word, at: [-1, 0]}\n  - {of: cluster, file: 'shipped:english', bits: [2, 4]}\n")
	for _, word := range []string{"house", "Haus"} {
		var got, plain Word
		compiled(t, less).Word(word, &got)
		compiled(t, want).Word(word, &plain)
		if d := cmp.Diff(plain.Keys, got.Keys); d != "" {
			t.Errorf("%s: %s", word, d)
		}
	}
	if same, err := all.Without("list:places"); err != nil || same != all {
		t.Errorf("%p, %v: nothing was to leave out", same, err)
	}
}

func TestCoverage(t *testing.T) {
	t.Parallel()
	c := compiled(t, parsed(t, several)).Coverage()
	c.Add(strings.Fields("the house of Maria"))
	c.Add(nil)
	c.Add(strings.Fields("Zyzzxq the"))
	if c.Tokens != 6 || c.Known["cluster:english"] != 5 || c.Known["list:names"] != 1 || c.Known["cluster:german"] > 5 {
		t.Errorf("%d tokens, %v", c.Tokens, c.Known)
	}
}
