package main

import (
	"fmt"
	"os"

	"github.com/onomast/onomast/core/host"
	"github.com/onomast/onomast/core/plugin"
	"github.com/onomast/onomast/plugins/crf"
	"github.com/onomast/onomast/plugins/multilingual"
	"github.com/onomast/onomast/plugins/resolver"
	"github.com/onomast/onomast/plugins/rules"
	"github.com/onomast/onomast/plugins/rules/sections"
	"github.com/onomast/onomast/plugins/tokenizer"
	"github.com/onomast/onomast/plugins/transformer"
	"github.com/onomast/onomast/plugins/transformer/ort"
)

// builtinKinds lists the kinds of stage that ship in this binary.
func builtinKinds() []plugin.Kind {
	return []plugin.Kind{
		multilingual.Kind(),
		tokenizer.Kind(),
		sections.Kind(),
		rules.Kind(),
		crf.Kind(),
		transformer.Kind(),
		resolver.Kind(),
	}
}

// builtinCommand starts this binary again as a plugin: the host process never
// runs a stage.
func builtinCommand() (host.Command, error) {
	self, err := os.Executable()
	if err != nil {
		return host.Command{}, fmt.Errorf("the runner cannot find its own program to start its stages: %w", err)
	}
	return host.Command{Name: "builtin", Path: self, Args: []string{serveStages}, Env: ort.Environment()}, nil
}
