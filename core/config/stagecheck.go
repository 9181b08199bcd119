package config

import (
	"fmt"
	"slices"
	"strings"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/plugin"
	"github.com/onomast/onomast/core/schema"
)

// checkStage finds out what kind of stage it is and checks its options.
func (k *checker) checkStage(s *checked) {
	uses, ok := s.raw["uses"].(string)
	if !ok {
		return
	}
	kind, program, known := k.kindOf(s, uses)
	if !known {
		return
	}
	s.kind = kind.Name
	options, err := k.kinds.schema(program, kind)
	if err != nil {
		k.report(stagePointer(s.token)+"/uses", schema.CodeBadSchema, fmt.Sprintf("the plugin describes the options of %q wrongly: %s", kind.Name, err), "report it to the author of the plugin")
		return
	}
	s.options = options
	k.checkOptions(s, options)
}

// stageKeys returns the keys that every stage has.
func (k *checker) stageKeys() []string {
	one := map[string]any{"stages": []any{map[string]any{}}}
	return k.layout.Keys(one, "/stages/0")
}

// misplaced adds a hint to an unknown key of a stage that is an option of its
// kind.
func (k *checker) misplaced(d diag.Diagnostic) diag.Diagnostic {
	rest, inStage := strings.CutPrefix(d.Pointer, "/stages/")
	token, key, found := strings.Cut(rest, "/")
	s := k.stages[token]
	if d.Code != schema.CodeUnknownKey || !inStage || !found || s == nil || s.options == nil {
		return d
	}
	if slices.Contains(s.options.Keys(map[string]any{}, ""), schema.Unescape(key)) {
		d.Hint = key + " belongs inside `with:`"
	}
	return d
}

// kindOf returns the kind of a stage, and the program if it is not built in.
func (k *checker) kindOf(s *checked, uses string) (kind plugin.KindInfo, program string, known bool) {
	if uses == UsesExec {
		return k.execKind(s)
	}
	kind, known = k.builtinKind(s, uses)
	return kind, "", known
}

func (k *checker) builtinKind(s *checked, uses string) (plugin.KindInfo, bool) {
	for _, key := range []string{"command", "sha256", "kind"} {
		if s.raw[key] != nil {
			k.report(join(stagePointer(s.token), key), "config.exec-only",
				fmt.Sprintf("%q is for stages with `uses: exec` only", key), fmt.Sprintf("remove it, or write `uses: exec` instead of `uses: %s`", shorten(uses)))
		}
	}
	if k.kinds.catalog == nil {
		return plugin.KindInfo{}, false
	}
	d, err := k.kinds.ofBuiltin(k.ctx)
	if err != nil {
		k.foreign(stagePointer(s.token)+"/uses", "config.no-plugins", err)
		return plugin.KindInfo{}, false
	}
	kind, ok := findKind(d, uses)
	if !ok {
		k.report(stagePointer(s.token)+"/uses", "config.unknown-plugin", fmt.Sprintf("there is no plugin %q", shorten(uses)),
			diag.Suggest(uses, append(kindNames(d), UsesExec)))
	}
	return kind, ok
}

// foreign reports an error that came from a plugin or its host.
func (k *checker) foreign(pointer, code string, err error) {
	for _, d := range diag.From(err, code) {
		if d.File == "" {
			d.Pointer = pointer
			d = k.place(d)
		}
		k.list = append(k.list, d)
	}
}

// checkOptions checks `with:` against the schema of the kind and fills in its
// defaults.
func (k *checker) checkOptions(s *checked, options *schema.Schema) {
	with := s.raw["with"]
	if _, given := s.raw["with"]; !given {
		with = map[string]any{}
	}
	if _, ok := with.(map[string]any); !ok {
		return // the schema of the stage says so
	}
	at := withPointer(s.token)
	for _, d := range options.Validate(with) {
		if k.chain.broken && d.Code == schema.CodeMissingKey && d.Pointer == "" {
			continue
		}
		if d.Pointer == "" {
			d.Summary = "with: " + d.Summary
		}
		if key, inWith := strings.CutPrefix(d.Pointer, "/"); inWith && d.Code == schema.CodeUnknownKey && slices.Contains(k.stageKeys(), key) {
			d.Hint = key + " belongs beside `with:`, not inside it"
		}
		d.Pointer = at + d.Pointer
		k.list = append(k.list, k.place(d))
	}
	s.with = options.Defaults(with)
	options.Walk(s.with, func(pointer, format string, value any) {
		written, ok := value.(string)
		if !ok || written == "" {
			return
		}
		switch format {
		case schema.FormatPath:
			k.checkPath(s, pointer, written, options.Hint(s.with, pointer))
		case schema.FormatRegex:
			k.checkRegex(at+pointer, written)
		case schema.FormatSecret:
			k.checkSecret(at + pointer)
		}
	})
}

// checkSecret warns of a secret that is written out in a file.
func (k *checker) checkSecret(pointer string) {
	k.secrets[pointer] = true
	m, ok := k.chain.index[pointer]
	if !ok || m.via != "" || m.value.Line == 0 {
		return
	}
	d := failure("config.literal-secret", "a secret is written out in the file")
	d.Severity, d.Position, d.Private = diag.Warning, m.value, true
	d.Hint = "write ${env:NAME} or ${file:path} instead"
	k.list = append(k.list, d)
}
