// Package regexset finds the matches of many regular expressions in one pass
// over a text: for each expression exactly those that Go's regexp finds with it
// alone.
//
// [Compile] makes a [Regexp], [New] a [Set] of them, and [Set.Scan] puts the
// matches into [Matches], memory that the next text can use again.
//
// Expressions are compiled to one program over bytes (program.go, trie.go). A
// lazily made deterministic automaton (automaton.go, run.go) carries it out,
// either for all expressions at once, as a filter that says which of them may
// begin to match at a byte (filter.go), or for one expression, to say where the
// match that begins there ends. What the filter looks for need not be how an
// expression begins: see [trigger]. Groups are found afterwards, in the matches
// only (groups.go).
//
// All of this is linear in the text but for one thing: an expression may be
// tried at many bytes and read far each time. So the steps of each are counted,
// and one that takes too many goes over to a way that is linear whatever the
// text, though slower at first (trail.go). Go's regexp is the last resort, for
// automata with more states than are worth keeping and text that is not UTF-8.
package regexset
