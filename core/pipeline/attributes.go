package pipeline

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/onomast/onomast/core/document"
)

// differs says in which attribute an entity is not as wanted, or "". Where an
// attribute has several values, one of them counts.
func differs(got []document.Attr, want map[string]string) string {
	for _, key := range slices.Sorted(maps.Keys(want)) {
		if slices.Contains(got, document.Attr{Key: key, Value: want[key]}) {
			continue
		}
		for _, a := range got {
			if a.Key == key {
				return fmt.Sprintf("%s %q, not %q", key, a.Value, want[key])
			}
		}
		return fmt.Sprintf("no attribute %s", key)
	}
	return ""
}

func attributes(list []document.Attr) string {
	if len(list) == 0 {
		return "none"
	}
	words := make([]string, len(list))
	for i, a := range list {
		words[i] = fmt.Sprintf("%s: %q", a.Key, a.Value)
	}
	return strings.Join(words, ", ")
}
