package template

import (
	"strings"
	"testing"
)

func TestCasing(t *testing.T) {
	t.Parallel()
	x := compiled(t, parsed(t, "features:\n  - {of: casing, at: [0, 1]}\n"))
	for text, want := range map[string]string{
		"BREAKING NEWS FROM ULM :":           "capitals",
		"show me the way to ulm !":           "small",
		"Show me the way to it !":            "usual",
		"Mayor of Ulm Opens New Bridge":      "titles",
		"We met Ms Elm in a café near there": "usual",
		"see you at 8 pm":                    "small",
		"a Ulm":                              "-",
		"":                                   "",
		"3 , 4 , 5 , 6":                      "-",
		"北京 大学 在 北京 市":                       "-",
		"МОСКВА СЛЕЗАМ НЕ ВЕРИТ":                       "capitals",
		"my iPhone and your iPad are old":              "usual",
		"The A and the B":                              "usual",
		"ACME AND NASA AND ESA or not , all of it":     "usual",
		"all small words but One":                      "usual",
		"@elm is here again with #ulm and you are not": "small",
	} {
		words := strings.Fields(text)
		for i, got := range strings.Fields(marks(x, 0, words)) {
			if got != want {
				t.Errorf("token %d of %q: %s, want %s", i, text, got, want)
			}
		}
	}
}

func TestBag(t *testing.T) {
	t.Parallel()
	x := compiled(t, parsed(t, `
features:
  - {of: lower, at: [-1, -3, -2], bag: true}
  - {of: lower, at: [-2, -1, 1, 2], bag: true, min_count: 2}
  - {of: lower, at: -1}
`))
	words := strings.Fields("Dr Anna Elm spoke")
	want := "lower[-1]=elm lower[-2,-1,1,2]=_E1 lower[-2,-1,1,2]=anna lower[-2,-1,1,2]=elm lower[-2,-1,1,2]=_E2 " +
		"lower[-3..-1]=anna lower[-3..-1]=dr lower[-3..-1]=elm"
	got := features(x, words, nil, nil)
	for _, name := range strings.Fields(want) {
		if !strings.Contains(strings.Join(named(x, words, nil, nil)[3], " "), name) {
			t.Errorf("%s is not there", name)
		}
	}
	if len(got[3]) != 8 {
		t.Errorf("%d features, want 8: %v", len(got[3]), got[3])
	}
	at := map[string]uint64{} // by name, wherever
	for _, list := range got {
		for _, f := range list {
			if key, seen := at[f.name]; seen && key != f.key {
				t.Errorf("%s has several keys", f.name)
			}
			at[f.name] = f.key
		}
	}
	if at["lower[-3..-1]=elm"] == at["lower[-1]=elm"] || at["lower[-3..-1]=elm"] == at["lower[-2,-1,1,2]=elm"] {
		t.Error("different bags share a key")
	}
}
