package config

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/onomast/onomast/core/plugin"
	"github.com/onomast/onomast/core/schema"
)

type tokenizerOptions struct {
	Abbreviations []string `json:"abbreviations" doc:"Words whose full stop ends no sentence."`
	Lower         bool     `json:"lower" doc:"Compare in lower case." default:"true"`
}

type contextOptions struct {
	Words  []string `json:"words" required:"true" min:"1"`
	Window int      `json:"window" default:"10" min:"1" max:"100"`
}

type patternOptions struct {
	Label    string          `json:"label" required:"true" doc:"Label of what the pattern matches." min:"1"`
	Regex    string          `json:"regex" required:"true" format:"regex" doc:"The pattern."`
	Except   []string        `json:"except" format:"regex"`
	Score    float64         `json:"score" default:"0.5" min:"0" max:"1"`
	Examples exampleOptions  `json:"examples"`
	Context  *contextOptions `json:"context"`
}

type exampleOptions struct {
	Match  []string `json:"match"`
	Reject []string `json:"reject"`
}

type listOptions struct {
	Label      string `json:"label" required:"true"`
	File       string `json:"file" required:"true" format:"path"`
	IgnoreCase bool   `json:"ignore_case"`
}

type rulesOptions struct {
	Patterns []patternOptions `json:"patterns" doc:"Regular expressions."`
	Lists    []listOptions    `json:"lists" doc:"Lists of terms."`
	Timeout  time.Duration    `json:"timeout" default:"100ms" min:"1ms"`
	Budget   int64            `json:"budget" default:"16MiB" format:"size"`
}

type taggerOptions struct {
	Model     string        `json:"model" required:"true" format:"path"`
	Threshold float64       `json:"threshold" default:"0.3" min:"0" max:"1"`
	APIKey    schema.Secret `json:"api_key"`
}

type resolverOptions struct {
	Mode       string             `json:"mode" enum:"flat,nested,all" default:"flat"`
	Priority   []string           `json:"priority"`
	Thresholds map[string]float64 `json:"thresholds" min:"0"`
}

type shoutOptions struct {
	Loud bool `json:"loud"`
}

// fakeCatalog knows kinds that look like the real ones.
type fakeCatalog struct {
	builtin  []plugin.KindInfo
	programs map[string][]plugin.KindInfo // by the base name of the last word
	commands *[]Command
}

func newCatalog(t testing.TB) fakeCatalog {
	t.Helper()
	kind := func(name string, options any) plugin.KindInfo {
		raw, err := schema.Of(options)
		if err != nil {
			t.Fatal(err)
		}
		return plugin.KindInfo{Name: name, Doc: "Doc of " + name + ". More of it.", Options: raw}
	}
	shout, whisper := kind("shout", shoutOptions{}), kind("whisper", nil)
	return fakeCatalog{
		builtin: []plugin.KindInfo{
			kind("tokenizer", tokenizerOptions{}), kind("rules", rulesOptions{}),
			kind("tagger", taggerOptions{}), kind("resolver", resolverOptions{}),
		},
		programs: map[string][]plugin.KindInfo{
			"python3": {shout, whisper}, "one": {shout}, "none": {},
			"broken": {{Name: "broken", Options: json.RawMessage(`{"type":7}`)}},
		},
		commands: &[]Command{},
	}
}

func (c fakeCatalog) Builtin(context.Context) (plugin.Description, error) {
	return plugin.Description{Name: "builtin", Kinds: c.builtin}, nil
}

func (c fakeCatalog) Program(_ context.Context, command Command) (plugin.Description, error) {
	*c.commands = append(*c.commands, command)
	kinds, ok := c.programs[command.Path]
	if !ok {
		return plugin.Description{}, errors.New("there is no program " + command.Path)
	}
	return plugin.Description{Name: command.Path, Kinds: slices.Clone(kinds)}, nil
}

func testEnv(name string) (string, bool) {
	value, ok := map[string]string{"TAGGER_KEY": "s3cret", "NUMBER": "7", "EMPTY": "", "WORD": "seven"}[name]
	return value, ok
}

func testOptions(t testing.TB, set ...string) Options {
	t.Helper()
	return Options{Set: set, Catalog: newCatalog(t), Env: testEnv}
}
