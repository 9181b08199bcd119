package schema

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files")

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), got); d != "" {
		t.Errorf("%s (run with -update to accept):\n%s", path, d)
	}
}

// shared is embedded in everything.
type shared struct {
	Label string  `json:"label" required:"true" doc:"What to call it. More of it." min:"1" example:"PERSON"`
	Score float64 `json:"score" default:"0.5" min:"0" max:"1"`
}

// rule holds itself.
type rule struct {
	shared
	Regex  string   `json:"regex" format:"regex"`
	Except []except `json:"except"`
	Inside []rule   `json:"inside"`
}

// except is a pattern, or a pattern with a reason.
type except struct {
	Pattern string
	Reason  string
}

func (except) JSONSchema() map[string]any {
	return map[string]any{"oneOf": []any{
		map[string]any{"type": "string"},
		map[string]any{
			"type": "object", "additionalProperties": false, "required": []any{"pattern"},
			"properties": map[string]any{
				"pattern": map[string]any{"type": "string"},
				"reason":  map[string]any{"type": "string", "default": "none given"},
			},
		},
	}}
}

func (e *except) UnmarshalJSON(data []byte) error {
	if json.Unmarshal(data, &e.Pattern) == nil {
		return nil
	}
	var full struct {
		Pattern string `json:"pattern"`
		Reason  string `json:"reason"`
	}
	err := json.Unmarshal(data, &full)
	*e = except(full)
	return err
}

type level string

// options use everything a struct may.
type options struct {
	Mode     level                    `json:"mode" enum:"flat,nested" default:"flat" doc:"How | what."`
	Rules    []rule                   `json:"rules"`
	Timeout  time.Duration            `json:"timeout" default:"10s" min:"1ms" max:"1h"`
	Size     int64                    `json:"size" default:"128KiB" format:"size" max:"1MiB"`
	Sizes    []int64                  `json:"sizes" format:"size"`
	Byte     uint8                    `json:"byte" default:"3"`
	Short    int16                    `json:"short"`
	Weights  map[string]float64       `json:"weights" min:"1"`
	Nested   nested                   `json:"nested" doc:"More options."`
	Maybe    *nested                  `json:"maybe"`
	Count    *int                     `json:"count" min:"1"`
	Pair     [2]float32               `json:"pair"`
	Key      Secret                   `json:"key"`
	Token    string                   `json:"token" format:"secret"`
	Anything any                      `json:"anything"`
	Raw      json.RawMessage          `json:"raw"`
	File     string                   `json:"file" format:"path"`
	Code     string                   `json:"code" pattern:"^[A-Z]+$" hint:"write capitals" default:"A"`
	Tags     []string                 `json:"tags" enum:"a,b" default:"[\"a\"]"`
	Since    time.Time                `json:"since"`
	Levels   []int                    `json:"levels" min:"1" max:"3" default:"[1]"`
	Wait     map[string]time.Duration `json:"wait"`
	Ignored  int
	Dash     int `json:"-"`
}

type nested struct {
	Deep  int    `json:"deep" default:"7"`
	Other string `json:"other" default:"\"1\""`
}

func TestOf(t *testing.T) {
	t.Parallel()
	raw, err := Of(options{})
	if err != nil {
		t.Fatal(err)
	}
	var pretty bytes.Buffer
	if err := json.Indent(&pretty, raw, "", "  "); err != nil {
		t.Fatal(err)
	}
	golden(t, "options.schema.json", pretty.String()+"\n")
	for range 20 {
		again, err := Of(&options{})
		if err != nil || !bytes.Equal(raw, again) {
			t.Fatal("the bytes differ from call to call", err)
		}
	}
}

func TestOfNil(t *testing.T) {
	t.Parallel()
	raw, err := Of(nil)
	if err != nil {
		t.Fatal(err)
	}
	s, err := Compile(raw)
	if err != nil {
		t.Fatal(err)
	}
	if list := s.Validate(map[string]any{}); list != nil {
		t.Error("an empty mapping is wrong:", list)
	}
	if list := s.Validate(map[string]any{"a": int64(1)}); len(list) != 1 || list[0].Code != CodeUnknownKey {
		t.Error("a key is allowed:", list)
	}
}

func TestOfSharesDefinitions(t *testing.T) {
	t.Parallel()
	type two struct {
		A rule   `json:"a"`
		B []rule `json:"b"`
	}
	raw, err := Of(two{})
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(raw), `"label"`); n != 2 { // its property and required
		t.Errorf("rule is described %d times in %s", n/2, raw)
	}
}

func TestOfRefuses(t *testing.T) {
	t.Parallel()
	type custom struct {
		Time unmarshaler `json:"x"`
	}
	for name, c := range map[string]struct {
		v    any
		want string
	}{
		"no struct": {3, "options are a struct"},
		"channel": {struct {
			X chan int `json:"x"`
		}{}, "has no schema"},
		"map of int keys": {struct {
			X map[int]string `json:"x"`
		}{}, "keys of a map are strings"},
		"key twice": {struct {
			shared
			Other int `json:"label"`
		}{}, "taken twice"},
		"bad default": {struct {
			X int `json:"x" default:"many"`
		}{}, "default"},
		"default not in enum": {struct {
			X string `json:"x" enum:"a,b" default:"c"`
		}{}, "is not one of"},
		"default too small": {struct {
			X int `json:"x" min:"5" default:"4"`
		}{}, "too small"},
		"default too short": {struct {
			X time.Duration `json:"x" min:"5s" default:"4s"`
		}{}, "too small"},
		"bad duration": {struct {
			X time.Duration `json:"x" default:"soon"`
		}{}, "no duration"},
		"bad bound": {struct {
			X int `json:"x" min:"low"`
		}{}, "bounds"},
		"bad size bound": {struct {
			X int `json:"x" format:"size" max:"big"`
		}{}, "bounds"},
		"bounds of a bool": {struct {
			X bool `json:"x" min:"1"`
		}{}, "mean nothing"},
		"bad enum": {struct {
			X int `json:"x" enum:"a"`
		}{}, "enum"},
		"bad pattern": {struct {
			X string `json:"x" pattern:"(" default:"a"`
		}{}, "not usable"},
		"required default": {struct {
			X int `json:"x" required:"true" default:"1"`
		}{}, "no default"},
		"bad example": {struct {
			X int `json:"x" example:"a"`
		}{}, "example"},
		"own decoder": {custom{}, "JSONSchema"},
	} {
		if raw, err := Of(c.v); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %s, %v; want an error with %q", name, raw, err, c.want)
		}
	}
}

type unmarshaler struct{}

func (*unmarshaler) UnmarshalJSON([]byte) error { return nil }
