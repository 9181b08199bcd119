package output

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// An Identity is everything that decides what a run writes. Two runs of one
// identity give the same bytes, so one may go on where the other stopped.
type Identity struct {
	// Pipeline is its name and digest, e.g. "support@sha256:1c9e...".
	Pipeline string `json:"pipeline"`
	// Plugins leads from each plugin's name to its version and digest.
	Plugins map[string]string `json:"plugins"`
	// Files leads from each model or list to its digest.
	Files map[string]string `json:"files"`
	// Inputs are the inputs as the user named them.
	Inputs []string `json:"inputs"`
	// Options are those that shape the output: format, offsets, layers, include ...
	// [Open] adds part_documents and part_bytes, and the extension where there is no
	// format.
	Options map[string]string `json:"options"`
}

// with returns the identity with the options that this package knows.
func (id Identity) with(o Options) Identity {
	id.Options = maps.Clone(id.Options)
	if id.Options == nil {
		id.Options = make(map[string]string)
	}
	if id.Options["format"] == "" {
		id.Options["format"] = o.Encoder.Extension()
	}
	id.Options["part_documents"] = strconv.Itoa(o.PartDocuments)
	id.Options["part_bytes"] = strconv.FormatInt(o.PartBytes, 10)
	return id
}

// differences says for people how the identity of the run in a directory (id)
// differs from the one that is asked for.
func (id Identity) differences(asked Identity) []string {
	var list []string
	if id.Pipeline != asked.Pipeline {
		list = append(list, change("pipeline", id.Pipeline, asked.Pipeline))
	}
	if !slices.Equal(id.Inputs, asked.Inputs) {
		list = append(list, change("inputs", strings.Join(id.Inputs, " "), strings.Join(asked.Inputs, " ")))
	}
	list = append(list, changes("option ", id.Options, asked.Options)...)
	list = append(list, changes("plugin ", id.Plugins, asked.Plugins)...)
	return append(list, changes("file ", id.Files, asked.Files)...)
}

func changes(what string, was, is map[string]string) []string {
	var list []string
	for _, key := range slices.Sorted(maps.Keys(was)) {
		if was[key] != is[key] {
			list = append(list, change(what+key, was[key], is[key]))
		}
	}
	for _, key := range slices.Sorted(maps.Keys(is)) {
		if _, known := was[key]; !known {
			list = append(list, change(what+key, "", is[key]))
		}
	}
	return list
}

func change(what, was, is string) string {
	return fmt.Sprintf("%s was %s and is %s", what, orNothing(was), orNothing(is))
}

func orNothing(s string) string {
	if s == "" {
		return "nothing"
	}
	return s
}
