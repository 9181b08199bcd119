package plugintest

import (
	"encoding/json"
	"time"

	"github.com/onomast/onomast/core/plugin"
)

// Options say how a plugin is to be tried.
type Options struct {
	// Configs gives the configuration by the name of the kind: With, and Origins
	// and Files where they matter. A kind without one is tried with no options
	// set. Stage may stay empty.
	Configs map[string]plugin.Config
	// With is the With, as JSON, of kinds that Configs does not name.
	With json.RawMessage
	// Texts are tried beside the built-in ones: give some in which the stages
	// find something.
	Texts []string
	// Timeout is for one check; 0 is a minute.
	Timeout time.Duration

	patience time.Duration // how long a frame may be silent; 0: longSilence
}

func (o Options) silence() time.Duration {
	if o.patience > 0 {
		return o.patience
	}
	return longSilence
}

func (o Options) timeout() time.Duration {
	if o.Timeout > 0 {
		return o.Timeout
	}
	return time.Minute
}

// config returns how a kind is to be configured as a stage.
func (o Options) config(kind string) plugin.StageConfig {
	c := plugin.StageConfig{Config: o.Configs[kind], Kind: kind}
	if _, ok := o.Configs[kind]; !ok {
		c.With = o.With
	}
	if c.Stage == "" {
		c.Stage = "the-" + kind
	}
	return c
}
