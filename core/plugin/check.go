package plugin

import (
	"context"
	"fmt"
	"reflect"
	"strings"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/schema"
)

// check looks at the options of one stage, first by their types alone.
func (r *registry) check(ctx context.Context, s StageConfig, thorough bool) (Contract, diag.List) {
	k, ok := r.find(s.Kind)
	if !ok {
		return Contract{}, r.unknownKind(s.Kind)
	}
	if list := diagnose(k.decodes(s.Config), "plugin.options"); list.HasErrors() {
		return Contract{}, list
	}
	contract, err := k.contract(s.Config)
	list := diagnose(err, "plugin.options")
	if list.HasErrors() {
		return Contract{}, list
	}
	if list := diagnose(contract.Validate(), "plugin.contract"); list.HasErrors() {
		return Contract{}, list
	}
	if thorough && k.Test != nil {
		list = append(list, k.test(ctx, s.Config)...)
	}
	return contract, list
}

func (r *registry) unknownKind(name string) diag.List {
	names := make([]string, len(r.kinds))
	for i, k := range r.kinds {
		names[i] = k.Name
	}
	return diag.List{{
		Severity: diag.Error, Code: "plugin.unknown-kind",
		Summary: fmt.Sprintf("the plugin has no kind %q", name),
		Hint:    "it offers " + strings.Join(names, ", "),
	}}
}

// decodes tries the options on a fresh value of the kind's struct.
func (k Kind) decodes(cfg Config) (err error) {
	defer catch(&err)
	if k.Options == nil {
		return schema.Decode(cfg.With, &struct{}{})
	}
	t := reflect.TypeOf(k.Options)
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	return schema.Decode(cfg.With, reflect.New(t).Interface())
}

func (k Kind) test(ctx context.Context, cfg Config) (list diag.List) {
	var err error
	defer func() { list = append(list, diagnose(err, "plugin.test")...) }()
	defer catch(&err)
	return k.Test(ctx, cfg)
}

// diagnose makes diagnostics of an error; a panic is the plugin's own fault.
func diagnose(err error, code string) diag.List {
	if isPanic(err) {
		return diag.List{{
			Severity: diag.Error, Code: "plugin.panic", Summary: err.Error(),
			Hint: "this is a bug of the plugin: tell its author, with the plugin's log",
		}}
	}
	return diag.From(err, code)
}
