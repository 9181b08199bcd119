package subword

import (
	"unicode/utf8"

	"github.com/onomast/onomast/plugins/transformer/subword/internal/chars"
	"github.com/onomast/onomast/plugins/transformer/subword/internal/section"
)

func (l *loader) readCutter(s section.Section) (err error) {
	l.cutter, err = l.cutterOf(s, true, 0)
	return err
}

// cutterOf reads a pre-tokeniser; last says that none comes after it.
func (l *loader) cutterOf(s section.Section, last bool, depth int) (preTokeniser, error) {
	if s.Null() {
		return nil, nil
	}
	o := s.Object()
	kind := o.Text("type", "")
	if err := o.Problems(); err != nil {
		return nil, err
	}
	if kind == "Sequence" {
		return l.cutters(o, last, depth)
	}
	p, err := l.oneCutter(o, kind, last)
	if err != nil {
		return nil, err
	}
	return p, o.Err()
}

func (l *loader) cutters(o *section.Object, last bool, depth int) (preTokeniser, error) {
	list := o.Need("pretokenizers")
	if err := o.Err(); err != nil {
		return nil, err
	}
	if depth == maxDepth {
		return nil, o.Problem("", "sequences lie %d deep in each other", maxDepth)
	}
	n, i := 0, 0
	if err := list.Each(func(section.Section) error { n++; return nil }); err != nil {
		return nil, err
	}
	var all oneByOne
	err := list.Each(func(s section.Section) error {
		i++
		p, err := l.cutterOf(s, last && i == n, depth+1)
		if p != nil {
			all = append(all, p)
		}
		return err
	})
	return all, err
}

func (l *loader) oneCutter(o *section.Object, kind string, last bool) (preTokeniser, error) {
	t := l.chars
	switch kind {
	case "BertPreTokenizer":
		return newWordsAndMarks(t), nil
	case "Whitespace":
		return words{t}, nil
	case "WhitespaceSplit":
		return cutter{pattern: of(t, chars.Space), behaviour: removed}, nil
	case "Punctuation":
		return cutter{pattern: of(t, chars.Punct), behaviour: readBehaviour(o, isolated)}, nil
	case "Digits":
		return readDigits(o, t), nil
	case "CharDelimiterSplit":
		r, err := readChar(o, "delimiter")
		return cutter{pattern: literal(string(r)), behaviour: removed}, err
	case "UnicodeScripts":
		return byScript{t}, nil
	case "FixedLength":
		return readLength(o)
	case "Metaspace":
		return readMetaspace(o)
	case "Split":
		return l.readSplit(o)
	case "ByteLevel":
		return l.readByteLevel(o, last), nil
	}
	known := []string{"BertPreTokenizer", "Whitespace", "WhitespaceSplit", "Punctuation", "Digits", "CharDelimiterSplit", "UnicodeScripts", "FixedLength", "Metaspace", "Split", "ByteLevel", "Sequence"}
	return nil, unsupported(o, "pre_tokenizer", kind, known)
}

func readBehaviour(o *section.Object, otherwise behaviour) behaviour {
	all := []string{string(otherwise)}
	for _, b := range []behaviour{removed, isolated, withBefore, withNext, contiguous} {
		if b != otherwise {
			all = append(all, string(b))
		}
	}
	return behaviour(o.OneOf("behavior", all...))
}

func readDigits(o *section.Object, t *chars.Table) preTokeniser {
	p := cutter{pattern: of(t, chars.Numeric), behaviour: contiguous}
	if o.Bool("individual_digits", false) {
		p.behaviour = isolated
	}
	return p
}

func readLength(o *section.Object) (preTokeniser, error) {
	n := o.Int("length", 5, 1<<31-1)
	if n == 0 {
		return nil, o.Member("length").Problem("", "is 0, should be 1 or more")
	}
	return fixedLength(n), nil
}

// readChar reads a member that is one character.
func readChar(o *section.Object, name string) (rune, error) {
	text := o.Text(name, "")
	r, n := utf8.DecodeRuneInString(text)
	if n == 0 || n < len(text) {
		o.Fail(o.Member(name).Problem("", "should be one character"))
	}
	return r, o.Problems()
}

func readMetaspace(o *section.Object) (preTokeniser, error) {
	p := metaspace{scheme: o.OneOf("prepend_scheme", "always", "first", "never"), cuts: o.Bool("split", true)}
	o.Member("str_rep") // of old files; it is the replacement
	if !o.Bool("add_prefix_space", true) {
		if p.scheme != "never" && o.Has("prepend_scheme") {
			o.Fail(o.Member("add_prefix_space").Problem("", "is false, and prepend_scheme is %q", p.scheme))
		}
		p.scheme = "never"
	}
	var err error
	p.mark, err = readChar(o, "replacement")
	p.bytes = []byte(string(p.mark))
	return p, err
}

// readSplit reads a pattern that cuts; those that are well known need no regular
// expressions.
func (l *loader) readSplit(o *section.Object) (preTokeniser, error) {
	p := cutter{behaviour: readBehaviour(o, removed), inverted: o.Bool("invert", false)}
	s := o.Need("pattern")
	if err := o.Problems(); err != nil {
		return nil, err
	}
	if p.pattern = l.wellKnown(s.Object().Text("Regex", "")); p.pattern != nil {
		return p, nil
	}
	var err error
	p.pattern, err = readPattern(s)
	return p, err
}

func (l *loader) wellKnown(expr string) pattern {
	switch expr {
	case gpt2Pattern:
		return gpt2{newKinds(l.chars)}
	case qwenPattern:
		return gpt4{newKinds(l.chars), 1}
	case llama3Pattern:
		return gpt4{newKinds(l.chars), 3}
	}
	return nil
}

func (l *loader) readByteLevel(o *section.Object, last bool) preTokeniser {
	var all oneByOne
	if o.Bool("add_prefix_space", true) {
		all = append(all, spaceBefore{})
	}
	if o.Bool("use_regex", true) {
		all = append(all, cutter{pattern: gpt2{newKinds(l.chars)}, behaviour: isolated})
	}
	o.Bool("trim_offsets", true) // is for the post-processor
	if last {
		l.asBytes = true // until the model is known
		return all
	}
	return append(all, bytesAsChars{byteLevel()})
}
