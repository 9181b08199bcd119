package config

import (
	"slices"
	"strings"

	"github.com/onomast/onomast/core/diag"
)

// setAside notes what is wrong with a stage, if mistakes of stages are to be set
// aside and one of these is a mistake, and reports whether it did.
func (k *checker) setAside(token string, list diag.List) bool {
	if !k.chain.options.Tolerant || !list.HasErrors() || !validID(token) {
		return false
	}
	if k.broken == nil {
		k.broken = map[string]diag.List{}
	}
	k.broken[token] = append(k.broken[token], list...)
	return true
}

// stageOf returns the stage that a pointer leads into, "" for none.
func stageOf(pointer string) string {
	rest, _ := strings.CutPrefix(pointer, "/stages/")
	token, _, _ := strings.Cut(rest, "/")
	if rest == pointer {
		return ""
	}
	return token
}

// leaveOut takes the stages that were set aside out of the configuration.
func (k *checker) leaveOut() {
	stages, _ := k.values["stages"].(map[string]any)
	for token := range k.broken {
		delete(stages, token)
		delete(k.stages, token)
	}
	k.order = slices.DeleteFunc(slices.Clone(k.order), func(token string) bool { return k.broken[token] != nil })
}
