package subword

import (
	"encoding/base64"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/plugins/transformer/subword/internal/chars"
	"github.com/onomast/onomast/plugins/transformer/subword/internal/section"
)

// maxDepth bounds how deep sequences lie in sequences.
const maxDepth = 32

func (l *loader) readNormaliser(s section.Section) (err error) {
	l.normaliser, err = l.normaliserOf(s, 0)
	return err
}

func (l *loader) normaliserOf(s section.Section, depth int) (normaliser, error) {
	if s.Null() {
		return nil, nil
	}
	o := s.Object()
	kind := o.Text("type", "")
	if err := o.Problems(); err != nil {
		return nil, err
	}
	if kind == "Sequence" {
		return l.normalisers(o, depth)
	}
	n, err := l.oneNormaliser(o, kind)
	if err != nil {
		return nil, err
	}
	return n, o.Err()
}

func (l *loader) normalisers(o *section.Object, depth int) (normaliser, error) {
	list := o.Need("normalizers")
	if err := o.Err(); err != nil {
		return nil, err
	}
	if depth == maxDepth {
		return nil, o.Problem("", "sequences lie %d deep in each other", maxDepth)
	}
	var all inTurn
	err := list.Each(func(s section.Section) error {
		n, err := l.normaliserOf(s, depth+1)
		if n != nil {
			all = append(all, n)
		}
		return err
	})
	return all, err
}

func (l *loader) oneNormaliser(o *section.Object, kind string) (normaliser, error) {
	switch kind {
	case "BertNormalizer":
		return readBERT(o, l.chars), nil
	case "NFC", "NFD", "NFKC", "NFKD":
		return newForm(l.chars, kind), nil
	case "Lowercase":
		return lowercase(l.chars), nil
	case "StripAccents":
		return stripAccents(l.chars), nil
	case "Strip":
		return strip{l.chars, o.Bool("strip_left", true), o.Bool("strip_right", true)}, nil
	case "Nmt":
		return nmt(), nil
	case "Prepend":
		return prepend(o.Text("prepend", "")), nil
	case "Replace":
		p, err := readPattern(o.Need("pattern"))
		return replace{p, []rune(o.Text("content", ""))}, err
	case "Precompiled":
		return readCharsmap(o)
	case "ByteLevel":
		return byteChars{byteLevel()}, nil
	}
	known := []string{"BertNormalizer", "NFC", "NFD", "NFKC", "NFKD", "Lowercase", "StripAccents", "Strip", "Nmt", "Prepend", "Replace", "Precompiled", "ByteLevel", "Sequence"}
	return nil, unsupported(o, "normalizer", kind, known)
}

// unsupported names a part of the file that cannot be had.
func unsupported(o *section.Object, what, kind string, known []string) error {
	if kind == "" {
		return o.Problem("", "a %s without a type", what)
	}
	return o.Member("type").Problem(diag.Suggest(kind, known), "a %s of type %q is not supported", what, kind)
}

func readBERT(o *section.Object, t *chars.Table) normaliser {
	clean, chinese, lower := o.Bool("clean_text", true), o.Bool("handle_chinese_chars", true), o.Bool("lowercase", true)
	return newBERT(t, clean, chinese, o.Bool("strip_accents", lower), lower)
}

func readCharsmap(o *section.Object) (normaliser, error) {
	s := o.Need("precompiled_charsmap")
	if err := o.Problems(); err != nil {
		return nil, err
	}
	text, err := s.Text()
	if err != nil {
		return nil, err
	}
	blob, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		return nil, s.Problem("", "is not base64: %v", err)
	}
	n, err := newCharsmap(blob)
	if err != nil {
		return nil, s.Problem("", "%v", err)
	}
	return n, nil
}

// readPattern reads {"String": "…"} or {"Regex": "…"}.
func readPattern(s section.Section) (pattern, error) {
	o := s.Object()
	text, expr := o.Member("String"), o.Member("Regex")
	if err := o.Err(); err != nil {
		return nil, err
	}
	if !text.Null() {
		t, err := text.Text()
		return literal(t), err
	}
	e, err := expr.Text()
	if err != nil {
		return nil, err
	}
	re, err := newRegex(e)
	if err != nil {
		return nil, expr.Problem("", "this regular expression is not supported: %v", err)
	}
	return re, nil
}
