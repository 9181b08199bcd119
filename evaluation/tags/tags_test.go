package tags_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"
	"pgregory.net/rapid"

	. "github.com/onomast/onomast/evaluation/tags"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func sentence(s string) []Tag { return ParseAll(strings.Fields(s)) }

func TestParse(t *testing.T) {
	t.Parallel()
	for tag, want := range map[string]Tag{
		"O": {'O', "_"}, "": {'O', "_"}, "B-PER": {'B', "PER"}, "I-A-B": {'I', "A-B"}, "B": {'B', "_"}, "B-": {'B', "_"},
		"S-人名": {'S', "人名"}, "é-x": {'é', "x"}, "BPER": {'B', "PER"},
	} {
		if got := Parse(tag); got != want {
			t.Errorf("%q: %q %q", tag, got.Prefix, got.Type)
		}
	}
}

func TestReading(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		tags            string
		scheme          Scheme
		lenient, strict []Chunk
		invalid         int
	}{
		{"B-A I-A O", IOB2, []Chunk{{0, 2, "A"}}, []Chunk{{0, 2, "A"}}, 0},
		{"O I-A O", IOB2, []Chunk{{1, 2, "A"}}, nil, 1},
		{"B-A I-B", IOB2, []Chunk{{0, 1, "A"}, {1, 2, "B"}}, []Chunk{{0, 1, "A"}}, 1},
		{"B-A B-A", IOB2, []Chunk{{0, 1, "A"}, {1, 2, "A"}}, []Chunk{{0, 1, "A"}, {1, 2, "A"}}, 0},
		{"I-A B-A", IOB1, []Chunk{{0, 1, "A"}, {1, 2, "A"}}, []Chunk{{0, 1, "A"}, {1, 2, "A"}}, 0},
		{"O B-A", IOB1, []Chunk{{1, 2, "A"}}, nil, 1},
		{"S-A B-A E-A", IOBES, []Chunk{{0, 1, "A"}, {1, 3, "A"}}, []Chunk{{0, 1, "A"}, {1, 3, "A"}}, 0},
		{"B-A O", IOBES, []Chunk{{0, 1, "A"}}, nil, 1},
		{"E-A B-A", IOBES, []Chunk{{0, 1, "A"}, {1, 2, "A"}}, nil, 2},
		{"U-A B-A L-A", BILOU, []Chunk{{0, 1, "A"}, {1, 3, "A"}}, []Chunk{{0, 1, "A"}, {1, 3, "A"}}, 0},
		{"I-A E-A E-A", IOE2, []Chunk{{0, 2, "A"}, {2, 3, "A"}}, []Chunk{{0, 2, "A"}, {2, 3, "A"}}, 0},
		{"I-A O", IOE2, []Chunk{{0, 1, "A"}}, nil, 1},
		{"I-A I-A O", IOE1, []Chunk{{0, 2, "A"}}, []Chunk{{0, 2, "A"}}, 0},
		{"", IOB2, nil, nil, 0},
	} {
		s := sentence(c.tags)
		if diff := cmp.Diff(c.lenient, c.scheme.Lenient(s)); diff != "" {
			t.Errorf("%q, lenient: %s", c.tags, diff)
		}
		strict, err := c.scheme.Strict(s)
		if diff := cmp.Diff(c.strict, strict); diff != "" || err != nil {
			t.Errorf("%q, strict %s: %v %s", c.tags, c.scheme, err, diff)
		}
		if n := c.scheme.Invalid(s); n != c.invalid {
			t.Errorf("%q: %d invalid in %s, want %d", c.tags, n, c.scheme, c.invalid)
		}
	}
}

func TestOtherPrefixes(t *testing.T) {
	t.Parallel()
	if _, err := IOB2.Strict(sentence("B-A S-A")); err == nil || !strings.Contains(err.Error(), `token 2 has a tag that begins with 'S', which iob2 does not have`) {
		t.Error(err)
	}
	if n := IOB2.Invalid(sentence("B-A S-A")); n != 1 {
		t.Errorf("%d invalid", n)
	}
}

func TestDetect(t *testing.T) {
	t.Parallel()
	for tags, want := range map[string]Scheme{"O B-A I-A": IOB2, "O O": IOB2, "I-A E-A": IOE2, "S-A": IOBES, "B-A E-A": IOBES, "B-A L-A U-A": BILOU} {
		if got, ok := Detect([][]Tag{sentence(tags)}); got != want || !ok {
			t.Errorf("%q: %s %v", tags, got, ok)
		}
	}
	if _, ok := Detect([][]Tag{sentence("S-A"), sentence("U-A")}); ok {
		t.Error("S and U are of one scheme")
	}
}

func TestSchemeNames(t *testing.T) {
	t.Parallel()
	for _, s := range Schemes() {
		if again, err := ParseScheme(strings.ToUpper(s.String())); again != s || err != nil {
			t.Errorf("%s: %s %v", s, again, err)
		}
	}
	for name, want := range map[string]Scheme{"BIO": IOB2, "bioes": IOBES} {
		if got, err := ParseScheme(name); got != want || err != nil {
			t.Errorf("%s: %s %v", name, got, err)
		}
	}
	if _, err := ParseScheme("xml"); err == nil {
		t.Error("xml is a scheme")
	}
}

// TestValidSequencesNeedNoRepair: where nothing is invalid, both rules find the same.
// IOE1 is left out, of which seqeval itself says that it is not right.
func TestValidSequencesNeedNoRepair(t *testing.T) {
	t.Parallel()
	for _, s := range []Scheme{IOB1, IOB2, IOE2, IOBES, BILOU} {
		prefixes := map[Scheme]string{IOB1: "IBO", IOB2: "IBO", IOE2: "IEO", IOBES: "BIESO", BILOU: "BILUO"}[s]
		rapid.Check(t, func(t *rapid.T) {
			tags := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Tag {
				p := rapid.SampledFrom([]rune(prefixes)).Draw(t, "prefix")
				if p == 'O' {
					return Parse("O")
				}
				return Tag{p, rapid.SampledFrom([]string{"A", "B"}).Draw(t, "type")}
			}), 0, 8).Draw(t, "tags")
			if s.Invalid(tags) > 0 {
				t.Skip("not valid")
			}
			strict, err := s.Strict(tags)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(strict, s.Lenient(tags)); diff != "" {
				t.Fatalf("%s %v: (-strict +lenient)\n%s", s, tags, diff)
			}
		})
	}
}

// FuzzReading holds that chunks are in order, apart, and inside of the sentence.
func FuzzReading(f *testing.F) {
	f.Add("B-A I-A O", uint8(1))
	f.Add("I-\xff U B- - O-X", uint8(4))
	f.Fuzz(func(t *testing.T, text string, scheme uint8) {
		tags := sentence(text)
		check := func(chunks []Chunk) {
			at := 0
			for _, c := range chunks {
				if c.Start < at || c.End <= c.Start || c.End > len(tags) {
					t.Fatalf("%v in %d tags", chunks, len(tags))
				}
				at = c.End
			}
		}
		check(Lenient(tags))
		s := Scheme(scheme % 6)
		check(s.Lenient(tags))
		if strict, err := s.Strict(tags); err == nil {
			check(strict)
		}
		if n := s.Invalid(tags); n > len(tags) {
			t.Fatal(n)
		}
	})
}
