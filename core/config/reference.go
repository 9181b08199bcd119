package config

import (
	"fmt"
	"strings"

	"github.com/onomast/onomast/core/plugin"
	"github.com/onomast/onomast/core/schema"
)

// Reference returns the configuration reference in Markdown: the keys of a
// pipeline, then the options of each of the given kinds in their order.
func Reference(kinds []plugin.KindInfo) (string, error) {
	rules, err := layoutSchema()
	if err != nil {
		return "", err
	}
	var b strings.Builder
	b.WriteString(introduction)
	b.WriteString(rules.Markdown(3))
	for _, kind := range kinds {
		fmt.Fprintf(&b, "\n## `uses: %s`\n\n", kind.Name)
		if doc := strings.TrimSpace(kind.Doc); doc != "" {
			b.WriteString(doc + "\n\n")
		}
		if err := kindReference(&b, kind); err != nil {
			return "", err
		}
	}
	return b.String(), nil
}

func kindReference(b *strings.Builder, kind plugin.KindInfo) error {
	raw := kind.Options
	if len(raw) == 0 {
		b.WriteString("No options.\n")
		return nil
	}
	options, err := schema.Compile(raw)
	if err != nil {
		return fmt.Errorf("the options of %s: %w", kind.Name, err)
	}
	b.WriteString(options.Markdown(3))
	return nil
}

const introduction = `# Configuration reference

<!-- Made from the descriptions of the plugins. Do not edit. -->

A pipeline is one YAML file. Every mistake in it is reported at its line by
` + "`runner check`" + `. Values are checked strictly: a number in quotes is a text, and
an unknown key is an error.

- **Durations** are written ` + "`250ms`, `10s`, `1m30s`" + `.
- **Sizes** are a number of bytes, or ` + "`64KiB`, `16MiB`, `1GB`" + `.
- **Paths** are relative to the YAML file that holds them.
- **` + "`${env:NAME}`, `${env:NAME:-default}` and `${file:path}`" + `** are replaced in
  values, once. The default counts when the variable is unset or empty. Without
  quotes, and alone, they take the type of what they stand for; in quotes they
  are text. ` + "`$${`" + ` stands for ` + "`${`" + `.
- **` + "`extends:`" + `** names files this one builds on. Mappings merge, lists replace
  lists, stages merge by their ` + "`id`" + `. A stage that changes ` + "`uses`" + ` starts with
  new options.
- **` + "`--set stages.rules.with.key=value`" + `** overrides one value. Stages are named
  by their id, elements of lists by their number from 0; a key with dots is
  written in double quotes.

## Pipeline

`
