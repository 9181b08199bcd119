package lint

import (
	"github.com/onomast/onomast/core/table"
)

// shown is a name as it may be printed.
func shown(name string) string { return table.Cut(name, 40) }

// quoted is a text of a document as it may be printed.
func quoted(text string) string { return "\"" + table.Plain(text) + "\"" }

func entities(n int) string { return table.Count(n, "entity", "entities") }

func documents(n int) string { return table.Count(n, "document", "documents") }

func have(n int) string { return table.Count(n, "document has", "documents have") }

func times(n int) string {
	switch n {
	case 1:
		return "once"
	case 2:
		return "twice"
	}
	return table.Count(n, "time", "times")
}
