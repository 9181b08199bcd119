package plugintest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/schema"
)

// unknownOption is an option no plugin has.
const unknownOption = "no-such-option"

func (s *subject) optionChecks() []check {
	return []check{
		{"options.schema", "options_schema must be a JSON Schema (draft 2020-12) of a mapping", s.schemaValid},
		{"options.defaults", "the options a user starts with must be valid: give defaults, or options to try the kind with", s.defaultsValid},
		{"options.unknown", "set additionalProperties: false in the schema, or report unknown keys with their pointer", s.unknownRefused},
		{"options.types", "give each option its type in the schema, or report a wrong one with its pointer", s.typesChecked},
		{"contract.valid", "a need names a layer or a role; a provided layer has a name and a role, once", s.contractValid},
		{"contract.stable", "the same options must give the same contract", s.contractStable},
	}
}

// ready skips what makes no sense without valid options.
func (s *subject) ready() error {
	if _, err := schema.Compile(s.info.Options); err != nil {
		return skip("the schema cannot be used")
	}
	if !s.configured {
		return skip("there are no valid options to try the kind with")
	}
	return nil
}

func (s *subject) schemaValid(context.Context, *runner) error {
	_, err := schema.Compile(s.info.Options)
	return err
}

func (s *subject) defaultsValid(ctx context.Context, _ *runner) error {
	given := len(s.config.With) > 0
	if keys := s.outline().Required; !given && len(keys) > 0 {
		return skip("options are required (" + strings.Join(keys, ", ") + ") and none were given: runner plugins test --with JSON")
	}
	contract, list, err := s.client.Check(ctx, s.config, false)
	if err != nil {
		return err
	}
	if err := list.Err(); err != nil {
		return err
	}
	s.contract, s.configured = contract, true
	return nil
}

// outline is the part of a schema the suite understands.
type outline struct {
	Required   []string                   `json:"required"`
	Properties map[string]json.RawMessage `json:"properties"`
}

func (s *subject) outline() (o outline) {
	_ = json.Unmarshal(s.info.Options, &o) // options.schema has its say on that
	return o
}

func (s *subject) unknownRefused(ctx context.Context, _ *runner) error {
	return s.refuses(ctx, unknownOption, 1)
}

// typesChecked gives every option a value of a type that no option has.
func (s *subject) typesChecked(ctx context.Context, _ *runner) error {
	keys := make([]string, 0)
	for key := range s.outline().Properties {
		keys = append(keys, key)
	}
	if len(keys) == 0 {
		return skip("the kind has no options")
	}
	slices.Sort(keys)
	for _, key := range keys {
		if err := s.refuses(ctx, key, []any{map[string]any{unknownOption: []any{}}}); err != nil {
			return err
		}
	}
	return nil
}

// refuses sets one option and wants a complaint that points at it: from the
// schema, which the host applies first, or from the plugin.
func (s *subject) refuses(ctx context.Context, key string, value any) error {
	if err := s.ready(); err != nil {
		return err
	}
	with := map[string]any{}
	if len(s.config.With) > 0 {
		if err := json.Unmarshal(s.config.With, &with); err != nil {
			return err
		}
	}
	with[key] = value
	list, err := s.complaints(ctx, with)
	if err != nil {
		return err
	}
	for _, d := range list {
		if d.Severity == diag.Error && strings.HasPrefix(d.Pointer, "/"+schema.Escape(key)) {
			return nil
		}
	}
	return fmt.Errorf("no error points at /%s: %d diagnostics for a wrong value", key, len(list))
}

func (s *subject) complaints(ctx context.Context, with map[string]any) (diag.List, error) {
	raw, err := json.Marshal(with)
	if err != nil {
		return nil, err
	}
	compiled, err := schema.Compile(s.info.Options)
	if err != nil {
		return nil, err
	}
	value, list := schema.Parse(raw)
	if list = append(list, compiled.Validate(value)...); list.HasErrors() {
		return list, nil
	}
	config := s.config
	config.With = raw
	_, list, err = s.client.Check(ctx, config, false)
	return list, err
}

func (s *subject) contractValid(context.Context, *runner) error {
	if err := s.ready(); err != nil {
		return err
	}
	if err := s.contract.Validate(); err != nil {
		return err
	}
	for _, l := range s.contract.Provides {
		if len(l.Labels) == 0 && !l.OpenLabels && labelled(l.Role) {
			return fmt.Errorf("the layer %q announces no label and is not open: it can hold nothing", l.Name)
		}
	}
	return nil
}

func (s *subject) contractStable(ctx context.Context, _ *runner) error {
	if err := s.ready(); err != nil {
		return err
	}
	again, _, err := s.client.Check(ctx, s.config, false)
	if err != nil {
		return err
	}
	if !reflect.DeepEqual(again, s.contract) {
		return errors.New("a second Check gave another contract")
	}
	return nil
}
