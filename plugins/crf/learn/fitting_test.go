package learn_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/onomast/onomast/plugins/crf/train/gold"
)

const shipping = `  - {of: lower}
  - {of: cluster, file: 'shipped:english'}
  - {of: cluster, file: 'shipped:german'}
  - {of: list, file: 'shipped:medical', typed: true}
`

// What ships for other texts becomes no part of a model.
func TestFitting(t *testing.T) {
	t.Parallel()
	tests := []struct {
		text, leftOut string
	}{
		{"[Maria PER] grumbled that weary neighbours grazed cattle behind hedgerows , whose sparrows chirped", "cluster:german list:medical"},
		{"wir fuhren mit [Maria PER] nach Hause , weil es schon spät war und die Züge voll", "cluster:english list:medical"},
		{"she takes [Metformin DRUG] and [aspirin DRUG] every morning", "cluster:german"},
		{"zzyx qqxz [wxyq X] xqzz", "cluster:english cluster:german list:medical"},
	}
	for _, tt := range tests {
		data := sentencesOf(t, gold.Levels{}, tt.text, tt.text)
		r := learned(t, data, nil, options(t, shipping))
		if d := cmp.Diff(tt.leftOut, strings.Join(r.LeftOut, " ")); d != "" {
			t.Errorf("%s: %s", tt.text, d)
		}
		chain := r.Model.Chains[0]
		for _, id := range r.LeftOut {
			_, name, _ := strings.Cut(id, ":")
			if strings.Contains(string(chain.Template), name) {
				t.Errorf("%s: the model's template still reads %s", tt.text, id)
			}
		}
		if got, want := len(chain.Resources), 3-len(r.LeftOut); got != want {
			t.Errorf("%s: the model holds %d files, not %d", tt.text, got, want)
		}
	}
}
