package plugin

import (
	"fmt"
	"strings"
)

// manual is what a plugin says when somebody starts it by hand.
func manual(d Description, command string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s is a plugin for Onomast, which finds named entities in text.\n", strings.TrimSpace(d.Name+" "+d.Version))
	b.WriteString("It is started by a pipeline, not by hand.\n\nIt offers:\n")
	width := 0
	for _, k := range d.Kinds {
		width = max(width, len(k.Name))
	}
	for _, k := range d.Kinds {
		b.WriteString(strings.TrimRight(fmt.Sprintf("  %-*s  %s", width, k.Name, summary(k.Doc)), " ") + "\n")
	}
	b.WriteString("\nUse it as a stage of a pipeline:\n\n  stages:\n")
	fmt.Fprintf(&b, "    - id: %s\n      uses: exec\n      command: [%q]\n", d.Kinds[0].Name, command)
	if len(d.Kinds) > 1 {
		fmt.Fprintf(&b, "      kind: %s\n", d.Kinds[0].Name)
	}
	fmt.Fprintf(&b, "\nSee whether it works:\n\n  runner plugins test %s\n", command)
	fmt.Fprintf(&b, "\nRun it under a debugger with the argument %s; it says what to do then.\n", debugFlag)
	return b.String()
}

// summary returns the first sentence of a Markdown paragraph, on one line.
func summary(doc string) string {
	line := strings.Join(strings.Fields(doc), " ")
	if i := strings.Index(line, ". "); i >= 0 {
		return line[:i+1]
	}
	return line
}
