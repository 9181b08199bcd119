package rules

import (
	"strings"

	"github.com/onomast/onomast/plugins/rules/internal/example"
)

// A trial is what a rule made of one example.
type trial struct {
	example *example.Example
	found   example.Found
}

func (t *trial) take(r *rule, f *find, v *verdict) {
	at := example.Extent{Start: f.start, End: f.end}
	if v.dropped == kept {
		t.found.Kept = append(t.found.Kept, at)
		t.found.Matched = append(t.found.Matched, example.Extent{Start: f.matchStart, End: f.matchEnd})
		return
	}
	t.found.Dropped = append(t.found.Dropped, "“"+t.example.Of(at)+"” "+v.why(r))
}

// why says why a find was dropped.
func (v *verdict) why(r *rule) string {
	switch v.dropped {
	case droppedByBoundary:
		return "begins or ends inside a word"
	case droppedByException:
		return "is dropped by the exception “" + v.by + "”"
	case droppedByForbidden:
		return "is dropped by the forbidden " + v.by + " near it"
	case droppedForContext:
		return "is dropped: none of its context words is near (" + abbreviate(r.context.wordList) + ")"
	case droppedInSection:
		return "is dropped: it lies in a section " + v.by
	case droppedOutsideSections:
		return "is dropped: it lies in no section " + abbreviate(r.context.sections)
	case droppedByRule:
		return "is dropped for an overlapping match of " + v.by
	case droppedByValidator:
		return "is dropped by the validator " + v.by
	case droppedByValue:
		return "is dropped for having no value: " + v.by
	default:
		return "is kept"
	}
}

// abbreviate lists the first words.
func abbreviate(words []string) string {
	const most = 5
	if len(words) <= most {
		return strings.Join(words, ", ")
	}
	return strings.Join(words[:most], ", ") + ", ..."
}
