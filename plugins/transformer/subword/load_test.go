package subword

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/onomast/onomast/core/diag"
)

func TestWhatDoesNotFitIsToldAtItsPlace(t *testing.T) {
	tests := []struct{ name, file, want string }{
		{"empty", ``, `1:1: no whole JSON value: EOF; the file is empty or was cut short`},
		{"cut short", "{\n", `2:1: not JSON: unexpected EOF; the file was cut short`},
		{"a list", `[]`, `1:1: is a list, should be an object`},
		{"more behind", withModel("") + " x", `2:105: text after the end of the JSON value`},
		{"not UTF-8", "{\"a\": \"\xff\"}", `1:8: not JSON: invalid UTF-8`},
		{"twice", `{"model": 1, "model": 2}`, `1:14: not JSON: duplicate object member name`},
		{"version", withModel(`"version": "2.0", `), `1:13: /version: is "2.0", should be "1.0"`},
		{"no model", `{}`, `1:1: has no "model"`},
		{"model", `{"model": 3}`, `1:11: /model: is 3, should be an object`},
		{"model type", `{"model": {"type": "Neural"}}`, `1:20: /model/type: a model of type "Neural" is not supported`},
		{"unknown section", withModel(`"dropout": 1, `), `1:13: /dropout: is not supported`},
		{"unknown option", withModel(`"normalizer": {"type": "NFC", "form": 1}, `), `1:40: /normalizer/form: is not supported`},
		{"normalizer", withModel("\n \"normalizer\": {\"type\": \"BertNormaliser\"}, "), `2:25: /normalizer/type: a normalizer of type "BertNormaliser" is not supported; did you mean "BertNormalizer"?`},
		{"no type", withModel(`"normalizer": {}, `), `1:16: /normalizer: a normalizer without a type`},
		{"in a sequence", withModel(`"normalizer": {"type": "Sequence", "normalizers": [{"type": "NFC"}, {"type": "X"}]}, `), `/normalizer/normalizers/1/type: a normalizer of type "X"`},
		{"regex", withModel(`"normalizer": {"type": "Replace", "pattern": {"Regex": "[a"}, "content": ""}, `), `/normalizer/pattern/Regex: this regular expression is not supported: `},
		{"other regex", withModel(`"normalizer": {"type": "Replace", "pattern": {"Regex": "[[:alpha:]]"}, "content": ""}, `), `a class inside a class means something else here`},
		{"base64", withModel(`"normalizer": {"type": "Precompiled", "precompiled_charsmap": "!"}, `), `/normalizer/precompiled_charsmap: is not base64`},
		{"charsmap", withModel(`"normalizer": {"type": "Precompiled", "precompiled_charsmap": "AAAA"}, `), `/normalizer/precompiled_charsmap: is no compiled SentencePiece normaliser`},
		{"true or false", withModel(`"normalizer": {"type": "BertNormalizer", "lowercase": "yes"}, `), `/normalizer/lowercase: is a string, should be true or false`},
		{"pre_tokenizer", withModel(`"pre_tokenizer": {"type": "Whitespaces"}, `), `/pre_tokenizer/type: a pre_tokenizer of type "Whitespaces" is not supported; did you mean "Whitespace"?`},
		{"behavior", withModel(`"pre_tokenizer": {"type": "Punctuation", "behavior": "Isolate"}, `), `is "Isolate", should be one of Isolated, Removed, MergedWithPrevious, MergedWithNext, Contiguous; did you mean "Isolated"?`},
		{"one character", withModel(`"pre_tokenizer": {"type": "Metaspace", "replacement": "ab"}, `), `/pre_tokenizer/replacement: should be one character`},
		{"two schemes", withModel(`"pre_tokenizer": {"type": "Metaspace", "replacement": "_", "add_prefix_space": false, "prepend_scheme": "first"}, `), `/pre_tokenizer/add_prefix_space: is false, and prepend_scheme is "first"`},
		{"length", withModel(`"pre_tokenizer": {"type": "FixedLength", "length": 0}, `), `/pre_tokenizer/length: is 0, should be 1 or more`},
		{"no pattern", withModel(`"pre_tokenizer": {"type": "Split", "behavior": "Removed"}, `), `/pre_tokenizer: has no "pattern"`},
		{"post_processor", withModel(`"post_processor": {"type": "Template"}, `), `/post_processor/type: a post_processor of type "Template" is not supported`},
		{"no text", withModel(`"post_processor": {"type": "TemplateProcessing", "single": [], "special_tokens": {}}, `), `/post_processor/single: a template without the text in it is not supported`},
		{"text twice", withModel(`"post_processor": {"type": "TemplateProcessing", "single": [{"Sequence": {"id": "A"}}, {"Sequence": {"id": "A"}}]}, `), `/post_processor/single/1: a template with the text in it twice`},
		{"the other text", withModel(`"post_processor": {"type": "TemplateProcessing", "single": [{"Sequence": {"id": "B"}}]}, `), `a single text is "A", not "B"`},
		{"no such special", withModel(`"post_processor": {"type": "TemplateProcessing", "single": [{"SpecialToken": {"id": "x"}}]}, `), `"x" is not among the special tokens`},
		{"uneven special", withModel(`"post_processor": {"type": "TemplateProcessing", "single": [], "special_tokens": {"x": {"ids": [1], "tokens": []}}}, `), `there are 0 tokens and 1 ids`},
		{"two frames", withModel(`"post_processor": {"type": "Sequence", "processors": [{"type": "BertProcessing", "cls": ["a", 4], "sep": ["a", 4]}, {"type": "BertProcessing", "cls": ["a", 4], "sep": ["a", 4]}]}, `), `/post_processor/processors/1: a second post_processor that adds pieces is not supported`},
		{"end of three", withModel(`"post_processor": {"type": "BertProcessing", "cls": ["a", 0, 1], "sep": ["a", 0]}, `), `/post_processor/cls/2: is one too many`},
		{"end of one", withModel(`"post_processor": {"type": "BertProcessing", "cls": ["a", 0], "sep": ["a"]}, `), `/post_processor/sep: should be a token and its id`},
		{"no id", withModel(`"added_tokens": [{"content": "y"}], `), `/added_tokens/0: has no "id"`},
		{"other id", withModel(`"added_tokens": [{"id": 20, "content": "y"}], `), `/added_tokens/0/id: "y" would get the id 9, not 20`},
		{"wordpiece, no unknown", `{"model": {"type": "WordPiece", "vocab": {"a": 0}, "unk_token": "[UNK]"}}`, `/model/unk_token: "[UNK]" is not in the vocabulary; the model needs a piece for what it does not know`},
		{"negative id", `{"model": {"type": "WordLevel", "vocab": {"a/~": -1}, "unk_token": "a"}}`, `/model/vocab/a~1~0: is -1, should be a whole number from 0 to 16777215`},
		{"huge id", `{"model": {"type": "WordLevel", "vocab": {"a": 4294967296}, "unk_token": "a"}}`, `is 4294967296, should be a whole number`},
		{"unigram, no unknown", `{"model": {"type": "Unigram", "vocab": [["a", 1]]}}`, `/model: has no "unk_id"`},
		{"unigram, unknown far out", `{"model": {"type": "Unigram", "vocab": [["a", 1]], "unk_id": 1}}`, `/model/unk_id: is 1, should be a whole number from 0 to 0`},
		{"no score", `{"model": {"type": "Unigram", "vocab": [["a"]], "unk_id": 0}}`, `/model/vocab/0: should be a piece and its score`},
		{"score", `{"model": {"type": "Unigram", "vocab": [["a", 1e999]], "unk_id": 0}}`, `/model/vocab/0/1: is 1e999, should be a number that a computer can hold`},
		{"no pieces", `{"model": {"type": "Unigram", "vocab": [], "unk_id": 0}}`, `/model/unk_id: is 0`},
		{"merge of unknown", `{"model": {"type": "BPE", "vocab": {"a": 0}, "merges": ["a b"]}}`, `/model/merges/0: "b" is not in the vocabulary`},
		{"merge into unknown", `{"model": {"type": "BPE", "vocab": {"a": 0}, "merges": [["a", "a"]]}}`, `/model/merges/0: "aa" is not in the vocabulary`},
		{"merge of one", `{"model": {"type": "BPE", "vocab": {"a": 0}, "merges": [["a"]]}}`, `/model/merges/0: should be two pieces`},
		{"merge of three", `{"model": {"type": "BPE", "vocab": {"a": 0}, "merges": [["a", "a", "a"]]}}`, `/model/merges/0/2: is one too many`},
		{"merge line", `{"model": {"type": "BPE", "vocab": {"a": 0}, "merges": ["#version: 0.2", "a a a"]}}`, `/model/merges/1: should be two pieces with a space between them`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := Parse("m/tokenizer.json", []byte(test.file))
			var d diag.Diagnostic
			if !errors.As(err, &d) {
				t.Fatalf("no diagnostic: %v", err)
			}
			if !strings.HasPrefix(d.Error(), "m/tokenizer.json:") || !strings.Contains(d.Error(), test.want) {
				t.Errorf("got  %s\nwant %s", d.Error(), test.want)
			}
			if strings.Contains(test.want, "/") && !strings.HasPrefix(d.Pointer, "/") {
				t.Errorf("the pointer is %q", d.Pointer)
			}
		})
	}
}

func TestSequencesWithoutEndAreRefused(t *testing.T) {
	const deep = 1000
	for part, list := range map[string]string{"normalizer": "normalizers", "pre_tokenizer": "pretokenizers", "post_processor": "processors"} {
		file := withModel(`"` + part + `": ` + strings.Repeat(`{"type": "Sequence", "`+list+`": [`, deep) + strings.Repeat(`]}`, deep) + `, `)
		_, err := Parse("tokenizer.json", []byte(file))
		if err == nil || !strings.Contains(err.Error(), "deep") {
			t.Errorf("%s: %.200v", part, err)
		}
	}
}

func TestLoadFindsTheFileInAFolder(t *testing.T) {
	dir := t.TempDir()
	if _, err := Load(dir); err == nil || !strings.Contains(err.Error(), "neither a tokenizer.json nor a vocab.txt") {
		t.Errorf("an empty folder: %v", err)
	}
	if _, err := Load(filepath.Join(dir, "none.json")); err == nil || !strings.Contains(err.Error(), "cannot be read") {
		t.Errorf("no file: %v", err)
	}
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("vocab.txt", "[UNK]\n[CLS]\n[SEP]\nun\n##able\n")
	tok, err := Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	if got := outline(t, tok, "UNable"); got != `un="UN" ##able="able"` {
		t.Errorf("by vocab.txt: %s", got)
	}
	write("tokenizer.json", "\ufeff"+withModel(""))
	tok, err = Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	if got := outline(t, tok, "unaffable"); got != `un ##aff="aff" ##able="able"` {
		t.Errorf("by tokenizer.json: %s", got)
	}
}

func TestOldFilesDoNotNameTheirModel(t *testing.T) {
	tests := map[string]string{
		`{"model": {"vocab": {"a": 0, "b": 1, "ab": 2}, "merges": ["#version: 0.2", "a b"]}}`:                 `ab`,
		`{"model": {"vocab": {"?": 0, "ab": 1}, "unk_token": "?"}}`:                                           `ab`,
		`{"model": {"vocab": [["?", 0], ["ab", -1]], "unk_id": 0}}`:                                           `ab`,
		`{"model": {"vocab": {"?": 0, "a": 1, "+b": 2}, "unk_token": "?", "continuing_subword_prefix": "+"}}`: `a +b="b"`,
	}
	for file, want := range tests {
		if got := outline(t, parse(t, file), "ab"); got != want {
			t.Errorf("%s: %s, want %s", file, got, want)
		}
	}
}

func TestTokensAndIDs(t *testing.T) {
	tok := parse(t, withModel(`"added_tokens": [{"id": 9, "content": "<new>"}, {"id": 7, "content": "<x>", "special": true}], `))
	for id, want := range map[int32]string{0: "?", 3: "##aff", 7: "<x>", 9: "<new>"} {
		if got, ok := tok.Token(id); got != want || !ok {
			t.Errorf("token %d is %q, want %q", id, got, want)
		}
		if got, ok := tok.ID(want); got != id || !ok {
			t.Errorf("the id of %q is %d, want %d", want, got, id)
		}
	}
	if _, ok := tok.Token(10); ok {
		t.Error("there is a token 10")
	}
	if _, ok := tok.ID("none"); ok {
		t.Error(`there is a token "none"`)
	}
	if tok.Size() != 10 {
		t.Errorf("size %d, want 10", tok.Size())
	}
}

func TestWhatContinuesAWordAndWhatIsUnknown(t *testing.T) {
	tests := map[string]struct {
		file, continuation string
		unknown            int32
	}{
		"WordPiece":           {withModel(""), "##", 0},
		"BPE":                 {`{"model": {"type": "BPE", "vocab": {"a": 0, "u": 1}, "merges": [], "unk_token": "u", "continuing_subword_prefix": "@"}}`, "@", 1},
		"BPE without unknown": {`{"model": {"type": "BPE", "vocab": {"a": 0}, "merges": []}}`, "", none},
		"Unigram":             {`{"model": {"type": "Unigram", "vocab": [["a", -1], ["?", -2]], "unk_id": 1}}`, "", 1},
		"WordLevel":           {`{"model": {"type": "WordLevel", "vocab": {"a": 0, "?": 1}, "unk_token": "?"}}`, "", 1},
	}
	for name, want := range tests {
		tok := parse(t, want.file)
		if got := tok.Continuation(); got != want.continuation {
			t.Errorf("%s: continuation %q, want %q", name, got, want.continuation)
		}
		if got, ok := tok.Unknown(); got != want.unknown || ok != (want.unknown != none) {
			t.Errorf("%s: unknown %d, %v, want %d", name, got, ok, want.unknown)
		}
	}
}
