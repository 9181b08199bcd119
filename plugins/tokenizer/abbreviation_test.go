package tokenizer

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestManners(t *testing.T) {
	t.Parallel()
	tests := []struct {
		language, word string
		want           manner
	}{
		{"en", "Dr", title}, {"en", "DR", title}, {"en", "dr", never},
		{"en", "No", counted}, {"en", "no", counted}, {"en", "NO", counted},
		{"en", "e.g", inner}, {"en", "E.g", inner}, {"en", "vs", inner},
		{"en", "Inc", final}, {"en", "INC", final}, {"en", "inc", never},
		{"en", "Ct", final}, {"en", "CT", never}, // computed tomography
		{"en", "X.Y", final}, {"en", "b.i.d", final}, {"en", "Å.É", final},
		{"en", "J", initial}, {"en", "É", initial}, {"en", "5", never},
		{"en", "X.", never}, {"en", "X.YZ", never}, {"en", "word", never}, {"en", "", never},
		{"de", "bzw", inner}, {"en", "bzw", never}, {"de", "Inc", final},
		{"common", "Prof", title}, {"common", "bzw", never},
	}
	profiles := map[string]*profile{}
	for _, test := range tests {
		if profiles[test.language] == nil {
			profiles[test.language] = newProfile(test.language, defaults(), nil)
		}
		if got := profiles[test.language].manner(test.word); got != test.want {
			t.Errorf("%s %q: got %d, want %d", test.language, test.word, got, test.want)
		}
	}
}

func TestRemovedAbbreviationsStayRemoved(t *testing.T) {
	t.Parallel()
	o := defaults()
	o.NoAbbreviations = []string{"U.S.", "J"}
	p := newProfile("en", o, nil)
	for _, w := range []string{"U.S", "J"} {
		if got := p.manner(w); got != never {
			t.Errorf("%q: got %d", w, got)
		}
	}
}

func TestFollowing(t *testing.T) {
	t.Parallel()
	tests := []struct {
		text string
		want prospect
	}{
		{"", prospect{}},
		{"  ", prospect{}},
		{" The", prospect{first: 'T', word: "The"}},
		{"The", prospect{first: 'T', word: "The"}},
		{" No. 5", prospect{first: 'N', word: "No", dotted: true}},
		{" \"(“Über", prospect{first: 'Ü', word: "Über"}},
		{" ((((x", prospect{first: '('}},
		{"\nX", prospect{first: 'X', word: "X", gap: newLine}},
		{"\n\nX", prospect{first: 'X', word: "X", gap: paragraph}},
		{" §", prospect{first: '§'}},
		{" 12", prospect{first: '1'}},
	}
	for _, test := range tests {
		got := following(test.text, 0)
		if diff := cmp.Diff(test.want, got, cmp.AllowUnexported(prospect{})); diff != "" {
			t.Errorf("%q (-want +got):\n%s", test.text, diff)
		}
	}
}

// A word longer than any starter is cut, inside of a letter if need be, and must
// then not be taken for a shorter one.
func TestFollowingIsBounded(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"Theeeeeeeeeeeeeeeeeeeeeeeeeeee", "Théééééééééééééééééééé", "Thxéééééééééééééééééééé"} {
		if got := following(text, 0).word; len(got) > maxStarter {
			t.Errorf("%q: %d bytes", text, len(got))
		}
	}
}

func TestIsRoman(t *testing.T) {
	t.Parallel()
	for _, w := range []string{"I", "IV", "XLII", "A"} {
		if !isRoman(w) {
			t.Errorf("%q is none", w)
		}
	}
	for _, w := range []string{"", "a", "iv", "AB", "IVa", "The"} {
		if isRoman(w) {
			t.Errorf("%q is one", w)
		}
	}
}
