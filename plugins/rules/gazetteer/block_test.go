package gazetteer

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/onomast/onomast/plugins/rules/alphabet"
)

// A block must say of its bytes what the table says of each one.
func TestBlocksEqualBytes(t *testing.T) {
	t.Parallel()
	s := newSpeller(alphabet.New(), alphabet.Mode{Fold: true})
	rapid.Check(t, func(t *rapid.T) {
		b := rapid.SliceOfN(rapid.Byte(), blockSize, blockSize).Draw(t, "bytes")
		x := blockAt(b, 0)
		words := 0
		for words < len(b) && s.word[b[words]] {
			words++
		}
		if got := x.wordBytes(x.letters()); got != words {
			t.Fatalf("%d bytes make words, want %d", got, words)
		}
		folded := x.folded(x.letters())
		for i, c := range b {
			if c < 0x80 && s.ascii[c] != ' ' && byte(folded>>(8*i)) != s.ascii[c] {
				t.Fatalf("byte %d, %#x, folds to %#x, want %#x", i, c, byte(folded>>(8*i)), s.ascii[c])
			}
		}
	})
}

// Every byte at every place of a block, whatever is beside it.
func TestEachByteOfABlock(t *testing.T) {
	t.Parallel()
	s := newSpeller(alphabet.New(), alphabet.Mode{Fold: true})
	for _, beside := range []byte{0, 'a', 'Z', '_', 0x7f, 0x80, 0xff} {
		for c := range 256 {
			for at := range blockSize {
				b := []byte{beside, beside, beside, beside, beside, beside, beside, beside}
				b[at] = byte(c)
				x := blockAt(b, 0)
				want := 0
				for want < len(b) && s.word[b[want]] {
					want++
				}
				if got := x.wordBytes(x.letters()); got != want {
					t.Fatalf("% x: %d bytes make words, want %d", b, got, want)
				}
			}
		}
	}
}

// However a word is cut and wherever it lies, its hash is that of its form.
func TestHashIsThatOfTheForm(t *testing.T) {
	t.Parallel()
	for _, m := range []alphabet.Mode{{}, {Fold: true}, {Fold: true, Strip: true}} {
		s := newSpeller(alphabet.New(), m)
		for _, word := range []string{"a", "Zürich", "eighteen", "SIXTEEN_letters1", "naïvetés", "straße", "日", "seventeen_letters"} {
			for _, text := range []string{word, word + " and what comes after", "before " + word, word + ".", word + "—"} {
				c := cutter{speller: s, text: text}
				found := false
				for _, tok := range c.tokens(make([]token, 0, 16)) {
					stretch := text[tok.start:tok.end]
					if want := hashForm(s.spell(nil, stretch)); tok.hash != want {
						t.Errorf("%q in %q has the hash %x, its form %x", stretch, text, tok.hash, want)
					}
					found = found || stretch == word
				}
				if !found {
					t.Errorf("%q is no token of %q", word, text)
				}
			}
		}
	}
}
