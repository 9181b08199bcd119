package decode

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/scheme"
)

// outside is the label of what belongs to no entity.
const outside = "O"

// A label is what Transformers reads from the name of one. See get_tag and
// group_sub_entities there.
type label struct {
	name string
	// group is the label of an entity that begins with it: what is behind the first
	// hyphen, whatever is before it.
	group string
	// tag numbers what neighbours must have in common to be one entity: the name without
	// B- or I-.
	tag int32
	// begins: an entity always begins with it (B-).
	begins bool
	// ignored: neither the label nor an entity that begins with it counts.
	ignoredPiece, ignoredGroup bool
}

// unnamed matches the names that labels have where nobody named them.
var unnamed = regexp.MustCompile(`^LABEL_\d+$`)

// named reports what is wrong with names, whatever the strategy.
func named(names []string) error {
	if len(names) == 0 {
		return problem("labels", "the model has no labels", "name them under id2label in config.json")
	}
	if !slices.ContainsFunc(names, func(n string) bool { return !unnamed.MatchString(n) }) {
		return problem("labels", "the labels of the model have no names, only numbers: "+diag.Some(names, 4),
			"name them under id2label in config.json, as in the data the model was trained on (B-PER, I-PER, O ...)")
	}
	return nil
}

func readLabels(c *Config) []label {
	out := make([]label, len(c.Labels))
	tags := map[string]int32{}
	for i, name := range c.Labels {
		tag, isB := strings.CutPrefix(name, "B-")
		if !isB {
			tag = strings.TrimPrefix(name, "I-")
		}
		if _, known := tags[tag]; !known {
			tags[tag] = int32(len(tags))
		}
		group := name
		if _, behind, cut := strings.Cut(name, "-"); cut {
			group = behind
		}
		out[i] = label{
			name: name, group: group, tag: tags[tag], begins: isB,
			ignoredPiece: slices.Contains(c.Ignore, name), ignoredGroup: slices.Contains(c.Ignore, group),
		}
	}
	return out
}

// A reading is what the name of a label says in a scheme. The zero reading is O.
type reading struct {
	part scheme.Part
	typ  string
}

// partOf is what a letter stands for: those of BIO and BIOES, and of BILOU and BMES.
func partOf(letter byte) scheme.Part {
	switch letter &^ 0x20 { // as a capital
	case 'B':
		return scheme.Begin
	case 'I', 'M':
		return scheme.Inside
	case 'E', 'L':
		return scheme.End
	case 'S', 'U':
		return scheme.Single
	}
	return scheme.Outside
}

// A form is a way to write a part and a type. It yields [scheme.Outside] for what is
// written another way.
type form func(name string) reading

// before reads B-PER, after PER-B; for the hyphen there may be an underscore.
func before(name string) reading {
	if len(name) < 3 || !joins(name[1]) {
		return reading{}
	}
	return reading{partOf(name[0]), name[2:]}
}

func after(name string) reading {
	n := len(name) - 2
	if n < 1 || !joins(name[n]) {
		return reading{}
	}
	return reading{partOf(name[n+1]), name[:n]}
}

func joins(c byte) bool { return c == '-' || c == '_' }

// plain takes the whole name for a type.
func plain(name string) reading { return reading{scheme.Inside, name} }

// isOutside reports whether a name stands for no entity, or for nothing.
func isOutside(name string) bool { return name == "" || strings.EqualFold(name, outside) }

// readings takes the names of labels apart.
func readings(names []string) ([]reading, error) {
	read, err := formOf(names)
	if err != nil {
		return nil, err
	}
	out := make([]reading, len(names))
	seen := map[reading]string{}
	for i, name := range names {
		if isOutside(name) {
			continue
		}
		r := read(name)
		if earlier, twice := seen[r]; twice {
			return nil, problem("labels", fmt.Sprintf("the labels %s and %s of the model mean the same", earlier, name), "give each its own name under id2label in config.json")
		}
		seen[r], out[i] = name, r
	}
	return out, nil
}

// formOf tells in which form the labels are. That some have a part and some have none
// is an error, as are parts without a type.
func formOf(names []string) (form, error) {
	for _, f := range []form{before, after} {
		var with, bare, without []string
		for _, name := range names {
			switch {
			case isOutside(name):
			case f(name).part != scheme.Outside:
				with = append(with, name)
			case len(name) == 1 && partOf(name[0]) != scheme.Outside:
				bare = append(bare, name)
			default:
				without = append(without, name)
			}
		}
		switch {
		case len(bare) > 0 && len(without) == 0:
			return nil, problem("labels", "labels of the model name no type: "+diag.Some(bare, 4), "name them B-NAME and I-NAME under id2label in config.json")
		case len(with) > 0 && len(without) == 0:
			return f, nil
		case len(with) > len(without):
			return nil, problem("labels", fmt.Sprintf("most labels are written like %s, but not %s", with[0], diag.Some(without, 4)),
				"name all in one way under id2label in config.json, or take a strategy of Transformers")
		}
	}
	return plain, nil
}
