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
	if len(tag) > 2 && tag[1] == '-' && tag[0] < utf8.RuneSelf {
		return Tag{Prefix: rune(tag[0]), Type: tag[2:]}
	}
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
func ParseAll(tags []string) []Tag { return AppendParsed(make([]Tag, 0, len(tags)), tags) }

// AppendParsed appends the tags of a sentence to dst.
func AppendParsed(dst []Tag, tags []string) []Tag {
	for _, t := range tags {
		dst = append(dst, Parse(t))
	}
	return dst
}
