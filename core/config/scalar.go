package config

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// scalar returns the value of a scalar node, with ${...} replaced.
func (w *walker) scalar(n *yaml.Node, pointer string) any {
	quoted := n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle|yaml.LiteralStyle|yaml.FoldedStyle) != 0
	text := n.Value
	if strings.ContainsRune(text, '\b') {
		w.report(n, "config.backspace", "\\b in double quotes is a backspace", "put regular expressions in single quotes: there \\b is a word boundary")
	}
	if n.Style&yaml.TaggedStyle != 0 {
		return w.tagged(n)
	}
	if strings.Contains(text, "${") {
		x := w.interpolate(n)
		m := w.marks[pointer]
		m.via = x.via
		w.marks[pointer] = m
		if quoted || !x.whole || x.text == "" {
			return x.text
		}
		text = x.text
	} else if quoted {
		return text
	}
	value, err := resolve(text)
	if err != nil {
		w.report(n, "config.bad-value", err.Error(), "put it in quotes if it is text")
	}
	return value
}

// tagged returns the value of a scalar whose tag is written out.
func (w *walker) tagged(n *yaml.Node) any {
	tag := n.ShortTag()
	if tag == "!!str" {
		return w.interpolate(n).text
	}
	value, err := resolve(n.Value)
	fits := false
	switch value.(type) {
	case nil:
		fits = tag == "!!null"
	case bool:
		fits = tag == "!!bool"
	case int64:
		fits = tag == "!!int" || tag == "!!float"
	case float64:
		fits = tag == "!!float"
	}
	if !fits || err != nil {
		w.report(n, "config.unknown-tag", fmt.Sprintf("the tag %s does not fit this value", tag), "remove it")
	}
	return value
}

// The plain scalars that are numbers. A number with a leading zero is text, so
// that codes such as 0123 stay what they are.
var (
	decimalSyntax = regexp.MustCompile(`^[-+]?(0|[1-9][0-9_]*)$`)
	basedSyntax   = regexp.MustCompile(`^[-+]?0(x[0-9a-fA-F]+|o[0-7]+|b[01]+)$`)
	floatSyntax   = regexp.MustCompile(`^[-+]?(\.[0-9]+|(0|[1-9][0-9]*)(\.[0-9]*)?)([eE][-+]?[0-9]+)?$`)
	infSyntax     = regexp.MustCompile(`^([-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))$`)
)

// resolve returns the value that an unquoted scalar stands for: YAML 1.2's core
// schema, with numbers kept within 64 bits.
func resolve(s string) (any, error) {
	switch s {
	case "", "~", "null", "Null", "NULL":
		return nil, nil
	case "true", "True", "TRUE":
		return true, nil
	case "false", "False", "FALSE":
		return false, nil
	}
	if strings.Trim(s[:1], "0123456789+-.") != "" {
		return s, nil
	}
	switch {
	case decimalSyntax.MatchString(s):
		return wholeNumber(strings.ReplaceAll(s, "_", ""), 10)
	case basedSyntax.MatchString(s):
		return wholeNumber(s, 0)
	case floatSyntax.MatchString(s):
		f, err := strconv.ParseFloat(s, 64)
		if err != nil {
			return 0.0, fmt.Errorf("the number %s is too large", s)
		}
		return f, nil
	case infSyntax.MatchString(s):
		return 0.0, fmt.Errorf("%s is no number that can be used here", s)
	}
	return s, nil
}

func wholeNumber(s string, base int) (any, error) {
	n, err := strconv.ParseInt(s, base, 64)
	if err != nil {
		return int64(0), fmt.Errorf("the number %s does not fit into 64 bits", s)
	}
	return n, nil
}
