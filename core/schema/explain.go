package schema

import (
	"cmp"
	"fmt"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/santhosh-tekuri/jsonschema/v6/kind"
	"golang.org/x/text/language"
	"golang.org/x/text/message"

	"github.com/onomast/onomast/core/diag"
)

// explain says in plain words what one failed keyword means, without showing
// secrets. Keys that are meant by others are not missing.
func (s *Schema) explain(e *jsonschema.ValidationError, root any, meant map[string]bool) diag.List {
	list := s.explainPlainly(e, root, meant)
	if s.formatAt(e.InstanceLocation, root) == FormatSecret {
		for i := range list {
			list[i].Private = true
		}
	}
	return list
}

func (s *Schema) explainPlainly(e *jsonschema.ValidationError, root any, meant map[string]bool) diag.List {
	at := e.InstanceLocation
	nodes, value := s.at(at, root)
	name := subject(at)
	switch k := e.ErrorKind.(type) {
	case *kind.AdditionalProperties:
		return s.unknownKeys(at, nodes, k.Properties, root)
	case *kind.Required:
		return missingKeys(at, k.Missing, meant)
	case *kind.Type:
		return diag.List{s.wrongType(at, k, value, root)}
	case *kind.Enum:
		return diag.List{notInEnum(at, k, nodes)}
	case *kind.Const:
		return diag.List{mistake(at, CodeBadValue, fmt.Sprintf("%s: must be %s", name, show(k.Want)))}
	case *kind.Pattern:
		return diag.List{wrongPattern(at, k, nodes)}
	}
	if said := bounds(e.ErrorKind); said != "" {
		return diag.List{mistake(at, CodeBadValue, name+": "+said)}
	}
	said := e.ErrorKind.LocalizedString(message.NewPrinter(language.English))
	return diag.List{mistake(at, CodeBadValue, name+": "+said)}
}

// subject names the value at a location for people: its key, with its index if
// it is the element of a list.
func subject(at []string) string {
	index := ""
	for i := len(at) - 1; i >= 0; i-- {
		if _, err := strconv.Atoi(at[i]); err != nil {
			return shorten(at[i]) + index
		}
		index = "[" + at[i] + "]" + index
	}
	if index != "" {
		return "element " + index
	}
	return "the configuration"
}

// keys returns the keys that the nodes know.
func keys(nodes []*node) []string {
	var known []string
	for _, n := range nodes {
		for _, p := range n.Properties {
			known = append(known, p.name)
		}
	}
	return known
}

func (s *Schema) unknownKeys(at []string, nodes []*node, unknown []string, root any) diag.List {
	slices.Sort(unknown)
	var list diag.List
	for _, key := range unknown {
		d := mistake(append(slices.Clone(at), key), CodeUnknownKey, fmt.Sprintf("unknown key %q", shorten(key)))
		if d.Hint = diag.Suggest(key, keys(nodes)); diag.DidYouMean(key, keys(nodes)) == "" {
			d.Hint = cmp.Or(s.elsewhere(at, key, root), d.Hint)
		}
		list = append(list, d)
	}
	return list
}

func missingKeys(at []string, missing []string, meant map[string]bool) diag.List {
	var list diag.List
	for _, key := range missing {
		if meant[pointer(append(slices.Clone(at), key))] {
			continue
		}
		d := mistake(at, CodeMissingKey, fmt.Sprintf("the key %q is missing", key))
		if len(at) > 0 {
			d.Summary = fmt.Sprintf("%s: the key %q is missing", subject(at), key)
		}
		list = append(list, d)
	}
	return list
}

func (s *Schema) wrongType(at []string, k *kind.Type, value, root any) diag.Diagnostic {
	format := s.formatAt(at, root)
	var want []string
	for _, t := range k.Want {
		if t = plain(t); !slices.Contains(want, t) {
			want = append(want, t)
		}
	}
	got := friendlyType(value)
	if f, ok := value.(float64); ok && format != FormatSecret {
		got = "number " + strconv.FormatFloat(f, 'g', -1, 64)
	}
	shown := strings.Join(want, " or ")
	if format == FormatDuration || format == FormatSize {
		shown = format
	}
	d := mistake(at, CodeWrongType, fmt.Sprintf("%s: got %s, want %s", subject(at), got, shown))
	d.Hint = s.typeHint(at, root, value, want)
	if _, whole := value.(int64); whole && format == FormatDuration {
		d.Hint = fmt.Sprintf("write it with its unit: %vs or %vms", value, value)
	}
	return d
}

func notInEnum(at []string, k *kind.Enum, nodes []*node) diag.Diagnostic {
	var known []string
	for _, want := range k.Want {
		known = append(known, fmt.Sprint(want))
	}
	got := show(k.Got)
	if secret(nodes) {
		got = "this value"
	}
	d := mistake(at, CodeBadValue, fmt.Sprintf("%s: %s is not one of %s", subject(at), got, strings.Join(known, ", ")))
	if word, ok := k.Got.(string); ok {
		if near := diag.DidYouMean(word, known); near != "" {
			d.Hint = diag.Meant(near)
		}
	}
	return d
}

func wrongPattern(at []string, k *kind.Pattern, nodes []*node) diag.Diagnostic {
	got := show(k.Got)
	if secret(nodes) {
		got = "the value"
	}
	d := mistake(at, CodeBadValue, fmt.Sprintf("%s: %s does not match %s", subject(at), got, k.Want))
	for _, n := range nodes {
		if n.Pattern == k.Want && n.PatternHint != "" {
			d.Summary = fmt.Sprintf("%s: %s is not allowed", subject(at), got)
			d.Hint = n.PatternHint
		}
	}
	return d
}

func secret(nodes []*node) bool {
	return slices.ContainsFunc(nodes, func(n *node) bool { return n.Format == FormatSecret || n.WriteOnly })
}

func bounds(k jsonschema.ErrorKind) string {
	switch k := k.(type) {
	case *kind.Minimum:
		return fmt.Sprintf("%s is too small; the least is %s", rational(k.Got), rational(k.Want))
	case *kind.Maximum:
		return fmt.Sprintf("%s is too large; the most is %s", rational(k.Got), rational(k.Want))
	case *kind.ExclusiveMinimum:
		return fmt.Sprintf("%s is too small; it must be more than %s", rational(k.Got), rational(k.Want))
	case *kind.ExclusiveMaximum:
		return fmt.Sprintf("%s is too large; it must be less than %s", rational(k.Got), rational(k.Want))
	case *kind.MinLength:
		return fmt.Sprintf("it has %d characters; the least is %d", k.Got, k.Want)
	case *kind.MaxLength:
		return fmt.Sprintf("it has %d characters; the most is %d", k.Got, k.Want)
	case *kind.MinItems:
		return fmt.Sprintf("it has %d elements; the least is %d", k.Got, k.Want)
	case *kind.MaxItems:
		return fmt.Sprintf("it has %d elements; the most is %d", k.Got, k.Want)
	case *kind.MinProperties:
		return fmt.Sprintf("it has %d keys; the least is %d", k.Got, k.Want)
	case *kind.MaxProperties:
		return fmt.Sprintf("it has %d keys; the most is %d", k.Got, k.Want)
	case *kind.UniqueItems:
		return fmt.Sprintf("elements %d and %d are the same", k.Duplicates[0], k.Duplicates[1])
	case *kind.FalseSchema:
		return "it is not allowed here"
	}
	return ""
}

func rational(r *big.Rat) string {
	const exact = 53 // bits
	if r.IsInt() && r.Num().BitLen() <= exact {
		return r.Num().String()
	}
	f, _ := r.Float64()
	return strconv.FormatFloat(f, 'g', -1, 64)
}

// show writes a value as the user would, shortened.
func show(v any) string {
	if s, ok := v.(string); ok {
		return strconv.Quote(shorten(s))
	}
	return shorten(fmt.Sprint(v))
}

// friendlyType names the type of a parsed value as YAML users know it.
func friendlyType(v any) string {
	if v == nil {
		return "nothing"
	}
	return plain(typeName(v))
}

func plain(t string) string {
	switch t {
	case object:
		return "mapping"
	case array:
		return "list"
	}
	return t
}
