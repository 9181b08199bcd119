package config

import (
	"fmt"
	"strconv"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

const (
	maxDepth   = 64     // levels of lists and mappings
	maxAliased = 50_000 // values that aliases may stand for
)

// value returns what a node stands for, and marks where it was.
func (w *walker) value(n, key *yaml.Node, pointer string, depth int) any {
	w.marks[pointer] = w.mark(n, key)
	if depth > maxDepth {
		w.report(n, "config.too-deep", fmt.Sprintf("more than %d levels of lists and mappings", maxDepth), "flatten it")
		return nil
	}
	if w.copies > 0 && !w.affordable(n) {
		return nil
	}
	switch n.Kind {
	case yaml.MappingNode:
		return w.mapping(n, pointer, depth)
	case yaml.SequenceNode:
		return w.sequence(n, pointer, depth)
	case yaml.AliasNode:
		return w.alias(n, pointer, depth)
	case yaml.ScalarNode, yaml.DocumentNode: // documents are never inside one
	}
	return w.scalar(n, pointer)
}

// affordable counts the values that aliases stand for.
func (w *walker) affordable(n *yaml.Node) bool {
	w.count++
	if w.count == maxAliased+1 {
		w.report(n, "config.alias-bomb", fmt.Sprintf("aliases stand for more than %d values", maxAliased), "write the values out, or keep them in a file of their own")
	}
	return w.count <= maxAliased
}

func (w *walker) alias(n *yaml.Node, pointer string, depth int) any {
	if n.Alias == nil || w.shared[n.Alias] {
		w.report(n, "config.alias-loop", fmt.Sprintf("the anchor &%s holds itself", n.Value), "remove this alias")
		return nil
	}
	w.shared[n.Alias] = true
	w.copies++
	at := w.marks[pointer]
	out := w.value(n.Alias, nil, pointer, depth)
	at.via = w.marks[pointer].via
	w.marks[pointer] = at // the alias, not its anchor
	w.copies--
	delete(w.shared, n.Alias)
	return out
}

func (w *walker) sequence(n *yaml.Node, pointer string, depth int) any {
	w.checkTag(n, "!!seq")
	out := make([]any, len(n.Content))
	for i, item := range n.Content {
		out[i] = w.value(item, nil, pointer+"/"+strconv.Itoa(i), depth+1)
	}
	return out
}

// mapping reads a mapping. The stages at the root are left to be read by id.
func (w *walker) mapping(n *yaml.Node, pointer string, depth int) map[string]any {
	w.checkTag(n, "!!map")
	out := make(map[string]any, len(n.Content)/2)
	first := map[string]*yaml.Node{}
	again := false // the keys begin again: the rest has been spoken of
	for i := 0; i+1 < len(n.Content) && !again; i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		if key.ShortTag() == "!!merge" {
			continue
		}
		name, ok := w.keyName(key)
		if !ok {
			continue
		}
		if before := first[name]; before != nil {
			again = again || w.duplicate(key, before, before == n.Content[0])
			continue
		}
		first[name] = key
		if pointer == "" && name == "stages" && w.set == "" {
			continue
		}
		out[name] = w.value(value, key, join(pointer, name), depth+1)
	}
	w.mergeKeys(n, out, pointer, depth)
	return out
}

// duplicate reports a key that is given twice. It reports true if that is the
// first key of the mapping: then an element of a list begins without its dash.
func (w *walker) duplicate(key, before *yaml.Node, begins bool) bool {
	hint := fmt.Sprintf("it was given in line %d before", w.position(before).Line)
	if begins && before.Column == key.Column && before.Line != key.Line {
		hint += "; if a new element of the list begins here, put a dash before it"
	} else {
		begins = false
	}
	w.report(key, "config.duplicate-key", fmt.Sprintf("the key %q is given twice", key.Value), hint)
	return begins
}

// keyName returns the text of a key.
func (w *walker) keyName(key *yaml.Node) (string, bool) {
	if key.Kind == yaml.AliasNode && key.Alias != nil {
		key = key.Alias
	}
	if key.Kind != yaml.ScalarNode {
		w.report(key, "config.bad-key", "a key is a "+nodeType(key)+", want a plain word", "inside { }, put ${...} in quotes")
		return "", false
	}
	if r, _ := utf8.DecodeRuneInString(key.Value); r >= utf8.RuneSelf && unicode.IsSpace(r) {
		w.report(key, "config.odd-blank", oddBlank(r), "replace it by blanks")
		return "", false
	}
	if hasReference(key.Value) {
		w.report(key, "config.bad-key", "${...} has no meaning in keys", "write the key out")
	}
	return key.Value, true
}

// mergeKeys reads `<<: *anchor`: its keys count where they are not given.
func (w *walker) mergeKeys(n *yaml.Node, out map[string]any, pointer string, depth int) {
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].ShortTag() == "!!merge" {
			w.mergeFrom(n.Content[i+1], out, pointer, depth)
		}
	}
}

func (w *walker) mergeFrom(from *yaml.Node, out map[string]any, pointer string, depth int) {
	list := []*yaml.Node{from}
	if from.Kind == yaml.SequenceNode {
		list = from.Content
	}
	for _, one := range list {
		target := one
		if one.Kind == yaml.AliasNode {
			target = one.Alias
		}
		if target == nil || target.Kind != yaml.MappingNode || w.shared[target] || depth > maxDepth {
			w.report(one, "config.bad-merge", "<< needs an alias of a mapping", "write `<<: *name`")
			continue
		}
		w.shared[target] = true
		w.copies++
		for i := 0; i+1 < len(target.Content); i += 2 {
			w.mergeOne(target.Content[i], target.Content[i+1], out, pointer, depth)
		}
		w.mergeKeys(target, out, pointer, depth+1)
		w.copies--
		delete(w.shared, target)
	}
}

func (w *walker) mergeOne(key, value *yaml.Node, out map[string]any, pointer string, depth int) {
	name, ok := w.keyName(key)
	if pointer == "" && name == "stages" {
		w.report(key, "config.bad-merge", "stages can not come from an anchor", "use `extends:`")
		return
	}
	if _, given := out[name]; ok && !given && key.ShortTag() != "!!merge" {
		out[name] = w.value(value, key, join(pointer, name), depth+1)
	}
}

// checkTag refuses tags that are not the one a node has anyway.
func (w *walker) checkTag(n *yaml.Node, want string) {
	if n.Style&yaml.TaggedStyle != 0 && n.ShortTag() != want {
		w.report(n, "config.unknown-tag", fmt.Sprintf("the tag %s is not known", n.ShortTag()), "remove it")
	}
}
