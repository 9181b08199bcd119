package tags

import (
	"strings"
	"unicode/utf8"
)

// A Chunk is an entity: tokens [Start,End) and its type.
type Chunk struct {
	Start, End int
	Type       string
}

// A Tag is a prefix and a type. "O" has the prefix 'O' and the type "_".
type Tag struct {
	Prefix rune
	Type   string
}

// outside is before the first and after the last token of a sentence.
var outside = Tag{Prefix: 'O', Type: "_"}

// Parse reads a tag. The type is what follows the first hyphen, "_" when there is
// none: "B" is an entity without a type. The empty tag is O.
func Parse(tag string) Tag {
	if tag == "" || tag == "O" {
		return outside
	}
	prefix, size := utf8.DecodeRuneInString(tag)
	_, kind, found := strings.Cut(tag[size:], "-")
	if !found {
		kind = tag[size:]
	}
	if kind == "" {
		kind = "_"
	}
	return Tag{Prefix: prefix, Type: kind}
}

// ParseAll reads the tags of a sentence.
func ParseAll(tags []string) []Tag {
	out := make([]Tag, len(tags))
	for i, t := range tags {
		out[i] = Parse(t)
	}
	return out
}
