package subword

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/onomast/onomast/core/diag"
)

// FuzzParse reads anything as a tokenizer.json: it is refused at a place, or encodes.
func FuzzParse(f *testing.F) {
	for _, c := range parityCases(f) {
		if len(c.Tokenizer) < 3_000 {
			f.Add([]byte(c.Tokenizer))
		}
	}
	f.Add([]byte(`{"model":{"vocab":{"a":0},"unk_token":"a"}}`))
	f.Add([]byte(`{"model":{"type":"BPE","vocab":{"a":0,"b":1,"ab":2},"merges":["a b"],"continuing_subword_prefix":"b"}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		tok, err := Parse("fuzzed.json", data)
		if err != nil {
			var d diag.Diagnostic
			if !errors.As(err, &d) || d.File != "fuzzed.json" || d.Line == 0 {
				t.Fatalf("an error without a place: %v", err)
			}
			return
		}
		checkEncoding(t, tok, "a b\u0301 \xff ⅓ 한 ")
	})
}

// FuzzVocabulary reads anything as a vocab.txt.
func FuzzVocabulary(f *testing.F) {
	f.Add([]byte("[PAD]\n[UNK]\n[CLS]\n[SEP]\na\n##b\n"), "ab")
	f.Add([]byte("[UNK]\r\n[CLS]\r\n[SEP]\r\n\r\n##\n"), "##x")
	f.Fuzz(func(t *testing.T, data []byte, text string) {
		tok, err := Vocabulary("vocab.txt", data, GuessCase)
		if err == nil {
			checkEncoding(t, tok, text)
		}
	})
}

// FuzzEncode encodes anything with tokenizers of every kind.
func FuzzEncode(f *testing.F) {
	var all []*Tokenizer
	for _, c := range parityCases(f) {
		tok, err := Parse(c.Name, c.Tokenizer)
		if err != nil {
			f.Fatal(err)
		}
		all = append(all, tok)
	}
	for i, text := range parityTexts(f) {
		f.Add(text, uint16(i*7))
	}
	f.Add("\xff\xfe\x80a\xc3", uint16(3))
	f.Fuzz(func(t *testing.T, text string, which uint16) {
		checkEncoding(t, all[int(which)%len(all)], text)
	})
}

// checkEncoding checks what holds for any text: pieces in order, on whole characters
// inside the text; the same as those of the text with U+FFFD for what is not UTF-8, and
// of an encoder that has seen others.
func checkEncoding(t testing.TB, tok *Tokenizer, text string) {
	t.Helper()
	e := tok.Encoder()
	var enc, again Encoding
	if err := e.Encode(text, &enc); err != nil {
		t.Fatal(err)
	}
	checkOrder(t, text, &enc, len(tok.trims) == 0)
	if err := e.Encode(text+" x", &again); err != nil {
		t.Fatal(err)
	}
	valid, at := replaced(text)
	if err := e.Encode(valid, &again); err != nil {
		t.Fatal(err)
	}
	if again.Len() != enc.Len() {
		t.Fatalf("%q: %d pieces, and %d with U+FFFD", text, enc.Len(), again.Len())
	}
	for i := range enc.IDs {
		if enc.IDs[i] != again.IDs[i] || enc.Words[i] != again.Words[i] || at[again.Starts[i]] != enc.Starts[i] || at[again.Ends[i]] != enc.Ends[i] {
			t.Fatalf("%q: piece %d differs from that with U+FFFD", text, i)
		}
	}
}

// checkOrder checks places; a space that was put before a word inside the text and is
// then trimmed, as the models have it, takes a piece past the next.
func checkOrder(t testing.TB, text string, enc *Encoding, inOrder bool) {
	t.Helper()
	var start, word int32
	for i := range enc.IDs {
		from, to := enc.Starts[i], enc.Ends[i]
		switch {
		case inOrder && from < start || to < from || int(to) > len(text):
			t.Fatalf("%q: piece %d from %d to %d, after one from %d", text, i, from, to, start)
		case enc.Words[i] < word:
			t.Fatalf("%q: piece %d is of word %d, after one of word %d", text, i, enc.Words[i], word)
		case !border(text, from) || !border(text, to):
			t.Fatalf("%q: piece %d from %d to %d cuts a character", text, i, from, to)
		}
		start, word = from, enc.Words[i]
	}
}

// border reports whether a character begins or the text ends at i; each byte that is
// not UTF-8 is one.
func border(text string, i int32) bool {
	if int(i) == len(text) {
		return true
	}
	for at := range text {
		if at == int(i) {
			return true
		}
	}
	return false
}

// replaced returns a text with U+FFFD for what is not UTF-8, and for each place in it
// the one in the text as it was.
func replaced(text string) (string, []int32) {
	var b strings.Builder
	var at []int32
	for i, r := range text {
		for range utf8.RuneLen(r) {
			at = append(at, int32(i))
		}
		b.WriteRune(r)
	}
	return b.String(), append(at, int32(len(text)))
}
