package subword

import (
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestPlacesAreThoseOfTheTextAsItWasGiven(t *testing.T) {
	small := parse(t, withModel(`"normalizer": {"type": "BertNormalizer"}, "pre_tokenizer": {"type": "BertPreTokenizer"}, `))
	tests := []struct{ text, want string }{
		{"", ""},
		{" \t\r\n\x00", ""},
		{"ÜNÁFF\u0301ABLÉ", `un="ÜN" ##aff="ÁFF" ##able="ABLÉ"`},
		{"a\xffc\xff ", `a ##c="c"`},
		{"a \xff a", "a a"},
		{"\xe2\x96a", `a`},
		{"zz\x00z", `?="zz\x00z"`},
		{strings.Repeat("a", 100_000), `?="` + strings.Repeat("a", 100_000) + `"`},
	}
	for _, test := range tests {
		if got := outline(t, small, test.text); got != test.want {
			t.Errorf("%.40q: %.200s, want %.200s", test.text, got, test.want)
		}
	}
}

// A compiled normaliser that drops the first character makes Hugging Face's library lose
// count for the rest of the text.
func TestDroppedCharactersDoNotShiftOthers(t *testing.T) {
	tok := parityTokenizer(t, "precompiled")
	var enc Encoding
	const text = "\x01\x01ab½\x01cd"
	if err := tok.Encoder().Encode(text, &enc); err != nil {
		t.Fatal(err)
	}
	var got []string
	for i := range enc.IDs {
		got = append(got, text[enc.Starts[i]:enc.Ends[i]])
	}
	if diff := cmp.Diff([]string{"a", "b", "½", "½", "½", "c", "d"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// Without a piece for the unknown, Hugging Face's library moves the others to its place.
func TestUnknownCharactersWithoutAPieceAreLeftOut(t *testing.T) {
	tok := parse(t, `{"model": {"type": "BPE", "vocab": {"a": 0, "b": 1, "ab": 2}, "merges": ["a b"]}}`)
	enc := encoded(t, tok, "xabyab")
	want := Encoding{IDs: []int32{2, 2}, Starts: []int32{1, 4}, Ends: []int32{3, 6}, Words: []int32{0, 0}}
	if diff := cmp.Diff(want, enc); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestAnEncoderRemembersNothingThatMatters(t *testing.T) {
	texts := parityTexts(t)
	for _, c := range parityCases(t) {
		tok := parse(t, string(c.Tokenizer))
		e := tok.Encoder()
		var enc Encoding
		for i := len(texts) - 1; i >= 0; i-- {
			if err := e.Encode(texts[i], &enc); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(encoded(t, tok, texts[i]), enc, cmp.Transformer("nil", func(l []int32) []int32 { return append([]int32{}, l...) })); diff != "" {
				t.Fatalf("%s, %q: (-new encoder +used one):\n%s", c.Name, texts[i], diff)
			}
		}
	}
}

func TestGoroutinesShareATokenizer(t *testing.T) {
	texts := parityTexts(t)
	for _, name := range []string{"unigram xlmr", "byte-level True True", "Split regex isolated False", "sequence nmt nfkc"} {
		tok := parityTokenizer(t, name)
		var want []Encoding
		for _, text := range texts {
			want = append(want, encoded(t, tok, text))
		}
		var wg sync.WaitGroup
		for range 4 {
			wg.Go(func() {
				e := tok.Encoder()
				var enc Encoding
				for i, text := range texts {
					if err := e.Encode(text, &enc); err != nil || len(enc.IDs) != len(want[i].IDs) {
						t.Errorf("%s, %q: %d pieces, want %d: %v", name, text, len(enc.IDs), len(want[i].IDs), err)
					}
				}
			})
		}
		wg.Wait()
	}
}

func TestNothingIsAllocatedForATextLikeThoseBefore(t *testing.T) {
	if testing.Short() {
		t.Skip("tests run short under the race detector, which allocates itself")
	}
	texts := parityTexts(t)[:23]
	for _, name := range []string{"wordpiece uncased", "byte-level True True", "bpe fallback", "unigram xlmr", "added, cased", "sequence nmt nfkc"} {
		e := parityTokenizer(t, name).Encoder()
		var enc Encoding
		all := func() {
			for _, text := range texts {
				if err := e.Encode(text, &enc); err != nil {
					t.Fatal(err)
				}
			}
		}
		all()
		if n := testing.AllocsPerRun(5, all); n > 1 {
			t.Errorf("%s: %.0f allocations", name, n)
		}
	}
}

func TestAnyTextIsEncoded(t *testing.T) {
	var all []*Tokenizer
	for _, c := range parityCases(t) {
		all = append(all, parse(t, string(c.Tokenizer)))
	}
	texts := rapid.OneOf(
		rapid.String(),
		rapid.Map(rapid.SliceOf(rapid.Byte()), func(b []byte) string { return string(b) }),
		rapid.StringMatching(`[ a-eé▁\n\x{301}\x{1100}-\x{1112}가한ｶﾞ½<>s/\[\]CLSEP]{0,60}`),
	)
	rapid.Check(t, func(rt *rapid.T) {
		tok := rapid.SampledFrom(all).Draw(rt, "tokenizer")
		checkEncoding(t, tok, texts.Draw(rt, "text"))
	})
}

func TestAMegabyteWithoutAnyBreak(t *testing.T) {
	for _, text := range []string{strings.Repeat("a", 1<<20), strings.Repeat("▁", 1<<18), strings.Repeat("e\u0301\u0323", 1<<17), strings.Repeat(" ", 1<<20), strings.Repeat("<s>", 1<<17), strings.Repeat("\xff", 1<<20)} {
		for _, name := range []string{"wordpiece uncased", "byte-level False True", "bpe", "bpe fallback", "unigram", "unigram xlmr", "added, unigram", "NFC", "sequence nmt nfkc"} {
			enc := encoded(t, parityTokenizer(t, name), text)
			if n := enc.Len(); n > 0 && int(enc.Ends[n-1]) > len(text) {
				t.Errorf("%s, %.10q…: the last piece ends at %d", name, text, enc.Ends[n-1])
			}
		}
	}
}

// TestATextThatGrowsTooLongIsRefused lets a text have 1,000 bytes at most, wherever it
// grows past them.
func TestATextThatGrowsTooLongIsRefused(t *testing.T) {
	grown := map[string]string{
		"prepend": strings.Repeat("x", 1001), "Metaspace always True": strings.Repeat(" ", 400), "ByteLevel True True": strings.Repeat("x", 1000),
		"NFKD": strings.Repeat("\ufdfa", 50), "replace longer": strings.Repeat("a", 300), "sequence nested": strings.Repeat("e", 600),
		"Sequence bytes digits": strings.Repeat("é", 400), "added, llama": strings.Repeat(" <s> ", 180), "wordlevel": strings.Repeat("\xff", 400),
	}
	for name, text := range grown {
		e := parityTokenizer(t, name).Encoder()
		e.scratch.limit = 1000
		var enc Encoding
		if err := e.Encode(text, &enc); err == nil || !strings.Contains(err.Error(), "1000 at most are possible; split it") || enc.Len() > 0 {
			t.Errorf("%s: %d pieces, %v", name, enc.Len(), err)
		}
		if err := e.Encode("a", &enc); err != nil || enc.Len() == 0 {
			t.Errorf("%s: %d pieces of the next text, %v", name, enc.Len(), err)
		}
	}
}
