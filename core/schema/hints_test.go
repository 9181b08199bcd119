package schema

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

type hintOptions struct {
	Rules   []hintRule     `json:"rules"`
	Lists   []hintList     `json:"lists"`
	Score   float64        `json:"score"`
	Count   int            `json:"count"`
	Loud    bool           `json:"loud"`
	Within  hintWithin     `json:"within"`
	Weights map[string]int `json:"weights"`
}

type hintRule struct {
	Regex   string     `json:"regex"`
	Regexes []string   `json:"regexes"`
	Within  hintWithin `json:"within"`
}

type hintList struct {
	File string `json:"file"`
}

type hintWithin struct {
	Words  []string `json:"words"`
	Window int      `json:"window"`
}

// What a mistake probably was, and how the value is to be written.
func TestHints(t *testing.T) {
	t.Parallel()
	for given, want := range map[string]string{
		// A value that fits the key beside it.
		`{"rules": [{"regex": ["a"]}]}`:   `did you mean "regexes"?`,
		`{"rules": [{"regexes": "a"}]}`:   `did you mean "regex"?`,
		`{"rules": [{"regexes": {}}]}`:    ``,
		`{"rules": [{"regex": {"a":1}}]}`: ``,
		// A key that is known elsewhere.
		`{"rules": [{"window": 3}]}`:              `window is known inside within`,
		`{"rules": [{"file": "x"}]}`:              `file is known inside lists`,
		`{"rules": [{"within": {"regex": "x"}}]}`: `regex belongs beside within, not inside it`,
		`{"within": {"count": 1}}`:                `count belongs beside within, not inside it`,
		`{"words": []}`:                           `words is known inside within`,
		`{"scroe": 1}`:                            `did you mean "score"?`,
		// How to write it.
		`{"score": "0,5"}`:     `write it with a point: 0.5`,
		`{"score": "90%"}`:     `write a fraction: 0.9 for 90 %`,
		`{"score": "0.5"}`:     `write it without quotes`,
		`{"score": [0.5]}`:     `give one value, without brackets`,
		`{"score": null}`:      `give it a value, or leave the key out`,
		`{"count": "90%"}`:     ``,
		`{"loud": "yes"}`:      `write true or false, without quotes`,
		`{"within": "x"}`:      `write it as a mapping with words, window`,
		`{"within": ["x"]}`:    `write it as a mapping with words, window`,
		`{"weights": "heavy"}`: ``,
		`{"rules": "x"}`:       `write it as a list: [...]`,
		`{"rules": ["x"]}`:     `write it as a mapping with regex, regexes, within`,
	} {
		raw, err := Of(hintOptions{})
		if err != nil {
			t.Fatal(err)
		}
		s, err := Compile(raw)
		if err != nil {
			t.Fatal(err)
		}
		value, list := Parse([]byte(given))
		if list != nil {
			t.Fatal(list)
		}
		found := s.Validate(value)
		if len(found) != 1 {
			t.Errorf("%s: got %v, want one mistake", given, found)
			continue
		}
		if d := cmp.Diff(want, found[0].Hint); d != "" {
			t.Errorf("%s: %s\n%s", given, found[0].Summary, d)
		}
	}
}

func TestKeys(t *testing.T) {
	t.Parallel()
	raw, err := Of(hintOptions{})
	if err != nil {
		t.Fatal(err)
	}
	s, err := Compile(raw)
	if err != nil {
		t.Fatal(err)
	}
	value, _ := Parse([]byte(`{"rules": [{}]}`))
	for pointer, want := range map[string]string{
		"":         "rules lists score count loud within weights",
		"/rules/0": "regex regexes within",
		"/nothing": "",
	} {
		if got := strings.Join(s.Keys(value, pointer), " "); got != want {
			t.Error(fmt.Sprintf("%q", pointer), cmp.Diff(want, got))
		}
	}
}
