package subword

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/plugins/transformer/subword/internal/chars"
	"github.com/onomast/onomast/plugins/transformer/subword/internal/section"
)

// Load reads a tokenizer: a tokenizer.json, a vocab.txt (see [Vocabulary]), or a folder
// with one of them, the first preferred. What is wrong with the file is a
// [diag.Diagnostic] at its place.
func Load(path string) (*Tokenizer, error) {
	info, err := os.Stat(path)
	if err == nil && info.IsDir() {
		return loadFolder(path)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, unreadable(path, err)
	}
	if strings.HasSuffix(path, ".txt") {
		return Vocabulary(path, data, GuessCase)
	}
	return Parse(path, data)
}

func loadFolder(path string) (*Tokenizer, error) {
	for _, name := range []string{"tokenizer.json", "vocab.txt"} {
		file := filepath.Join(path, name)
		if _, err := os.Stat(file); !errors.Is(err, fs.ErrNotExist) {
			return Load(file)
		}
	}
	return nil, diag.Diagnostic{
		Severity: diag.Error, Code: "tokenizer.missing", Position: diag.Position{File: path},
		Summary: "the folder has neither a tokenizer.json nor a vocab.txt",
		Hint:    "save the model's fast tokenizer beside it; Transformers writes tokenizer.json by save_pretrained",
	}
}

func unreadable(path string, err error) error {
	return diag.Diagnostic{
		Severity: diag.Error, Code: "tokenizer.missing", Position: diag.Position{File: path},
		Summary: fmt.Sprintf("the tokenizer cannot be read: %v", err),
	}
}

// Parse reads the contents of a tokenizer.json; the name is that of messages.
// Truncation, padding and the decoder are left alone: texts are encoded whole.
func Parse(name string, data []byte) (*Tokenizer, error) {
	root, err := section.Parse(name, bytes.TrimPrefix(data, []byte(byteOrderMark)))
	if err != nil {
		return nil, err
	}
	o := root.Object()
	l := &loader{chars: chars.Load(), Tokenizer: &Tokenizer{chars: chars.Load()}}
	for _, ignored := range []string{"truncation", "padding", "decoder"} {
		o.Member(ignored)
	}
	o.OneOf("version", "1.0")
	normaliser, cutter, post := o.Member("normalizer"), o.Member("pre_tokenizer"), o.Member("post_processor")
	words, tokens := o.Need("model"), o.Member("added_tokens")
	if err := o.Err(); err != nil {
		return nil, err
	}
	for _, read := range []func() error{
		func() error { return l.readNormaliser(normaliser) },
		func() error { return l.readCutter(cutter) },
		func() error { return l.readModel(words) },
		func() error { return l.readAdded(tokens) },
		func() error { return l.readPost(post) },
	} {
		if err := read(); err != nil {
			return nil, err
		}
	}
	return l.finish(), nil
}

// byteOrderMark is what some editors put before a file.
const byteOrderMark = "\ufeff"

// A loader is a tokenizer on its way.
type loader struct {
	*Tokenizer
	chars *chars.Table
	vocab *vocabulary
	// asBytes says that the last pre-tokeniser writes bytes as characters, which the
	// model can do without.
	asBytes bool
	addedBy map[string]int // the added tokens by content
	nextID  int32          // above those of the added tokens
	framed  bool           // what goes around a text is known
}

// finish makes what looks at the whole vocabulary.
func (l *loader) finish() *Tokenizer {
	t := l.Tokenizer
	t.tokens = l.vocab.sorted(l.list)
	if len(t.trims) > 0 {
		t.spaces = make([]ends, 0, len(t.tokens))
		for _, tok := range t.tokens {
			for int(tok.id) > len(t.spaces) {
				t.spaces = append(t.spaces, ends{})
			}
			t.spaces = append(t.spaces, spacesOf(t.chars, tok.text))
		}
	}
	return t
}
