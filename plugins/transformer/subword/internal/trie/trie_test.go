package trie

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func words(texts ...string) []Word {
	var out []Word
	for i, t := range texts {
		out = append(out, Word{t, int32(i)})
	}
	return out
}

func TestFindsWhatItHolds(t *testing.T) {
	tr := Build(words("a", "ab", "abc", "b", "##a", "\x00", "\xff\xff", ""))
	for i, w := range []string{"a", "ab", "abc", "b", "##a", "\x00", "\xff\xff", ""} {
		if got := tr.Find([]byte(w)); got != int32(i) {
			t.Errorf("Find(%q) = %d, want %d", w, got, i)
		}
	}
	for _, w := range []string{"abcd", "c", "#", "##", "\xff", "aa", "\x00\x00"} {
		if got := tr.Find([]byte(w)); got != None {
			t.Errorf("Find(%q) = %d, want none", w, got)
		}
	}
}

func TestLastOfEqualWordsCounts(t *testing.T) {
	if got := Build([]Word{{"x", 1}, {"y", 2}, {"x", 3}}).Find([]byte("x")); got != 3 {
		t.Errorf("got %d, want 3", got)
	}
}

func TestLongest(t *testing.T) {
	tr := Build(words("un", "unhappy", "##hap", "##happy", "happy"))
	tests := []struct {
		from, text    string
		value, length int
	}{
		{"", "unhappily", 0, 2},
		{"", "unhappy", 1, 7},
		{"##", "happy!", 3, 5},
		{"##", "hapless", 2, 3},
		{"", "ha", -1, 0},
		{"", "", -1, 0},
	}
	for _, test := range tests {
		n, ok := tr.Walk(Root, []byte(test.from))
		if !ok {
			t.Fatalf("no word begins with %q", test.from)
		}
		value, length := tr.Longest(n, []byte(test.text))
		if int(value) != test.value || length != test.length {
			t.Errorf("%s: %q: %d of %d bytes, want %d of %d", test.from, test.text, value, length, test.value, test.length)
		}
	}
}

func TestEmptyTrieFindsNothing(t *testing.T) {
	tr := Build(nil)
	for b := range 256 {
		if _, ok := tr.Step(Root, byte(b)); ok {
			t.Errorf("byte %d leads somewhere", b)
		}
	}
}

func TestAgreesWithAMap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		texts := rapid.SliceOfN(rapid.StringMatching(`[ab\x{00}é世]{0,6}`), 0, 60).Draw(t, "words")
		held := map[string]int32{}
		for i, text := range texts {
			held[text] = int32(i)
		}
		tr := Build(words(texts...))
		text := rapid.StringMatching(`[ab\x{00}é世]{0,9}`).Draw(t, "text")
		want, length := None, 0
		for end := 1; end <= len(text); end++ {
			if v, ok := held[text[:end]]; ok {
				want, length = v, end
			}
		}
		if got, n := tr.Longest(Root, []byte(text)); got != want && want != None || n != length {
			t.Fatalf("Longest(%q) = %d, %d; want %d, %d", text, got, n, want, length)
		}
		for w, v := range held {
			if got := tr.Find([]byte(w)); got != v {
				t.Fatalf("Find(%q) = %d, want %d", w, got, v)
			}
		}
	})
}

func TestAWordOfAMillionBytes(t *testing.T) {
	long := strings.Repeat("x", 1_000_000)
	if got := Build(words("x", long)).Find([]byte(long)); got != 1 {
		t.Errorf("got %d, want 1", got)
	}
}

func BenchmarkBuild(b *testing.B) {
	var list []Word
	for i := range 100_000 {
		list = append(list, Word{fmt.Sprintf("%x", i*2654435761%0xFFFFFFF), int32(i)})
	}
	for b.Loop() {
		Build(list)
	}
}
