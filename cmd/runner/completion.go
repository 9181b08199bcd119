package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/alecthomas/kong"
)

// completionCommand is `runner completion`.
type completionCommand struct {
	Shell string `arg:"" enum:"bash,zsh,fish" help:"The shell: bash, zsh, fish."`
}

// Run prints a script that asks this program what can follow.
func (c *completionCommand) Run(s *session) error {
	const bash = `_runner() {
  COMPREPLY=($(compgen -W "$(runner complete -- "${COMP_WORDS[@]:1:COMP_CWORD-1}")" -- "${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _runner runner
`
	script := bash
	switch c.Shell {
	case "zsh":
		script = "autoload -U +X bashcompinit && bashcompinit\n" + bash
	case "fish":
		script = "complete -c runner -a '(runner complete -- (commandline -opc)[2..])'\n"
	}
	_, err := fmt.Fprint(s.stdout, script)
	return err
}

// completeCommand is how completion scripts ask.
type completeCommand struct {
	Words []string `arg:"" optional:"" passthrough:""`
}

// Run prints the words that can follow, one a line: none where only a file can.
func (c *completeCommand) Run(s *session) error {
	words := slices.DeleteFunc(slices.Clone(c.Words), func(w string) bool { return w == "--" })
	for _, word := range following(s.model.Node, words) {
		if _, err := fmt.Fprintln(s.stdout, word); err != nil {
			return err
		}
	}
	return nil
}

// following returns commands, flags or values that can come after the words.
func following(node *kong.Node, words []string) []string {
	flags := slices.Clone(node.Flags)
	last := ""
	for _, word := range words {
		last = word
		for _, child := range node.Children {
			if child.Name == word {
				node = child
				flags = append(flags, child.Flags...)
				break
			}
		}
	}
	var out []string
	for _, f := range flags {
		if last == "--"+f.Name && !f.IsBool() {
			return enumOf(f)
		}
		if !f.Hidden {
			out = append(out, "--"+f.Name)
		}
	}
	for _, child := range node.Children {
		if !child.Hidden {
			out = append(out, child.Name)
		}
	}
	return out
}

func enumOf(f *kong.Flag) []string {
	if f.Enum == "" {
		return nil
	}
	return strings.Split(f.Enum, ",")
}
