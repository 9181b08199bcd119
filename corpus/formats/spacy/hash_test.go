package spacy

import "testing"

// TestNumbersAreSpacys compares with what spaCy's StringStore gives.
func TestNumbersAreSpacys(t *testing.T) {
	t.Parallel()
	s := newStore()
	for text, want := range map[string]uint64{
		"apple": 8566208034543834098, "Zoë 😊": 1549819202733931357, "a": 11901859001352538922, "12345678": 9871996032675327904,
		"123456789abcdef": 5606373913315892499, "ORG": 383, "case": 8110129090154140942, "": 0,
	} {
		if got := s.add(text); got != want {
			t.Errorf("%q is %d, want %d", text, got, want)
		}
		if s.strings[want] != text {
			t.Errorf("%d leads to %q, want %q", want, s.strings[want], text)
		}
	}
}
