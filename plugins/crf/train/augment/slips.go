package augment

import (
	"math/rand/v2"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	shortest = 4   // letters of a word that may have a slip: shorter ones become others
	often    = 0.2 // of such words have one
)

// slips lets the fingers slip in some words, one at least if there is a word for it.
func slips(r *rand.Rand, words []string) []string {
	out := slices.Clone(words)
	var able []int
	for i, w := range words {
		if utf8.ValidString(w) && letters(w) >= shortest {
			able = append(able, i)
		}
	}
	if len(able) == 0 {
		return out
	}
	sure := able[r.IntN(len(able))]
	for _, i := range able {
		if i == sure || r.Float64() < often {
			for try := 0; try < 8 && out[i] == words[i]; try++ { // two equal letters may change places
				out[i] = slip(r, []rune(words[i]))
			}
		}
	}
	return out
}

func letters(word string) (n int) {
	for _, c := range word {
		if unicode.IsLetter(c) {
			n++
		}
	}
	return n
}

// slip makes one mistake behind the first letter, where most are made: two letters
// change places, one is missing, one is there twice, or its neighbour was hit.
func slip(r *rand.Rand, word []rune) string {
	at := 1 + r.IntN(len(word)-1)
	switch r.IntN(4) {
	case 0:
		if at+1 < len(word) {
			word[at], word[at+1] = word[at+1], word[at]
		} else {
			word[at-1], word[at] = word[at], word[at-1]
		}
	case 1:
		word = slices.Delete(word, at, at+1)
	case 2:
		word = slices.Insert(word, at, word[at])
	default:
		word[at] = beside(r, word[at])
	}
	return string(word)
}

// rows are keys beside each other.
const rows = "qwertyuiop asdfghjkl zxcvbnm 1234567890"

// beside returns a key next to that of a letter; other characters stay.
func beside(r *rand.Rand, c rune) rune {
	small := unicode.ToLower(c)
	at := strings.IndexRune(rows, small)
	if small >= utf8.RuneSelf || at < 0 || small == ' ' {
		return c
	}
	var near []rune
	for _, i := range []int{at - 1, at + 1} {
		if i >= 0 && i < len(rows) && rows[i] != ' ' {
			near = append(near, rune(rows[i]))
		}
	}
	hit := near[r.IntN(len(near))]
	if c != small {
		return unicode.ToUpper(hit)
	}
	return hit
}
