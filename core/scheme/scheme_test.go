package scheme

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func set(t testing.TB, s Scheme, types ...string) Set {
	t.Helper()
	made, err := New(s, types)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

func names(s Set) []string {
	var all []string
	for i := range s.N() {
		all = append(all, s.Tag(i))
	}
	return all
}

// numbers reads tags written with blanks between them; "?" is no tag.
func numbers(t *testing.T, s Set, text string) []int32 {
	t.Helper()
	var tags []int32
	for _, name := range strings.Fields(text) {
		if name == "?" {
			tags = append(tags, int32(s.N()))
			continue
		}
		i, err := s.Index(name)
		if err != nil {
			t.Fatal(err)
		}
		tags = append(tags, int32(i))
	}
	return tags
}

func TestTheTagsOfASet(t *testing.T) {
	want := []string{"O", "B-CITY", "I-CITY", "B-RIVER", "I-RIVER"}
	if diff := cmp.Diff(want, names(set(t, BIO, "RIVER", "CITY", "RIVER"))); diff != "" {
		t.Error(diff)
	}
	want = []string{"O", "B-A-B", "I-A-B", "E-A-B", "S-A-B"}
	if diff := cmp.Diff(want, names(set(t, BIOES, "A-B"))); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"O"}, names(set(t, BIOES))); diff != "" {
		t.Error(diff)
	}
}

func TestASetIsRefused(t *testing.T) {
	if _, err := New("iob1", nil); err == nil || !strings.Contains(err.Error(), `"iob1"`) {
		t.Errorf("an unknown scheme: %v", err)
	}
	if _, err := New(BIO, []string{"X", ""}); err == nil {
		t.Error("a type without a name was taken")
	}
}

func TestATagsNameLeadsBackToIt(t *testing.T) {
	for _, s := range []Set{set(t, BIO, "X", "Y"), set(t, BIOES, "X", "Y"), set(t, BIOES)} {
		for i := range s.N() {
			if got, err := s.Index(s.Tag(i)); err != nil || got != i {
				t.Errorf("%s: %d, %v, want %d", s.Tag(i), got, err, i)
			}
		}
	}
	s := set(t, BIO, "X")
	for _, name := range []string{"", "B", "B-", "-X", "BI-X", "E-X", "S-X", "b-X", "B-Y", "O-X"} {
		if _, err := s.Index(name); err == nil {
			t.Errorf("%q was taken for a tag", name)
		}
	}
}

func TestWhatMayFollowWhat(t *testing.T) {
	for _, c := range []struct {
		scheme  Scheme
		tag     string
		follows string // tags that may come next
		starts  bool
		ends    bool
	}{
		{BIO, "O", "O B-X B-Y", true, true},
		{BIO, "B-X", "O B-X I-X B-Y", true, true},
		{BIO, "I-X", "O B-X I-X B-Y", false, true},
		{BIOES, "O", "O B-X S-X B-Y S-Y", true, true},
		{BIOES, "B-X", "I-X E-X", true, false},
		{BIOES, "I-X", "I-X E-X", false, false},
		{BIOES, "E-X", "O B-X S-X B-Y S-Y", false, true},
		{BIOES, "S-X", "O B-X S-X B-Y S-Y", true, true},
	} {
		s := set(t, c.scheme, "X", "Y")
		from, err := s.Index(c.tag)
		if err != nil {
			t.Fatal(err)
		}
		var next []string
		for to := range s.N() {
			if s.Allowed(from, to) {
				next = append(next, s.Tag(to))
			}
		}
		if got := strings.Join(next, " "); got != c.follows {
			t.Errorf("%s: after %s come %s, want %s", c.scheme, c.tag, got, c.follows)
		}
		if s.Starts(from) != c.starts || s.Ends(from) != c.ends {
			t.Errorf("%s: %s starts %v, ends %v", c.scheme, c.tag, s.Starts(from), s.Ends(from))
		}
	}
}

func TestEncodeWritesTheTags(t *testing.T) {
	spans := []Span{{4, 5, 1}, {0, 3, 0}}
	for s, want := range map[Scheme]string{
		BIO:   "B-X I-X I-X O B-Y O",
		BIOES: "B-X I-X E-X O S-Y O",
	} {
		set := set(t, s, "X", "Y")
		if diff := cmp.Diff(numbers(t, set, want), set.Encode(nil, 6, spans)); diff != "" {
			t.Errorf("%s: %s", s, diff)
		}
	}
}

func TestEncodeLeavesOutWhatDoesNotFit(t *testing.T) {
	s := set(t, BIO, "X", "Y")
	spans := []Span{{2, 4, 0}, {3, 5, 1}, {1, 3, 1}, {-1, 1, 0}, {5, 7, 0}, {1, 1, 0}, {5, 4, 0}, {0, 1, 2}, {0, 1, -1}}
	want := append([]int32{9}, numbers(t, s, "O O B-X I-X O O")...)
	if diff := cmp.Diff(want, s.Encode([]int32{9}, 6, spans)); diff != "" {
		t.Error(diff)
	}
}

func TestDecodeReadsBrokenTags(t *testing.T) {
	for _, c := range []struct {
		scheme Scheme
		tags   string
		want   []Span
	}{
		{BIO, "B-X I-X B-X", []Span{{0, 2, 0}, {2, 3, 0}}},
		{BIO, "I-X I-X O I-Y", []Span{{0, 2, 0}, {3, 4, 1}}},
		{BIO, "B-X I-Y I-Y", []Span{{0, 1, 0}, {1, 3, 1}}},
		{BIO, "B-X ? I-X", []Span{{0, 1, 0}, {2, 3, 0}}},
		{BIOES, "B-X E-X E-X", []Span{{0, 2, 0}, {2, 3, 0}}},
		{BIOES, "S-X I-X E-X", []Span{{0, 1, 0}, {1, 3, 0}}},
		{BIOES, "B-X O I-X", []Span{{0, 1, 0}, {2, 3, 0}}},
		{BIOES, "B-X B-X S-X E-Y", []Span{{0, 1, 0}, {1, 2, 0}, {2, 3, 0}, {3, 4, 1}}},
		{BIOES, "", nil},
	} {
		s := set(t, c.scheme, "X", "Y")
		if diff := cmp.Diff(c.want, s.Decode(nil, numbers(t, s, c.tags))); diff != "" {
			t.Errorf("%s %q: %s", c.scheme, c.tags, diff)
		}
	}
}

var anySet = rapid.Custom(func(t *rapid.T) Set {
	types := []string{"A", "B", "C", "D"}[:rapid.IntRange(0, 4).Draw(t, "types")]
	return Set{Scheme: rapid.SampledFrom([]Scheme{BIO, BIOES}).Draw(t, "scheme"), Types: types}
})

// drawSpans draws entities that share no token, in order.
func drawSpans(t *rapid.T, types, n int) []Span {
	var spans []Span
	for at := 0; at < n && types > 0; {
		start := rapid.IntRange(at, n-1).Draw(t, "start")
		end := rapid.IntRange(start+1, n).Draw(t, "end")
		spans = append(spans, Span{start, end, rapid.IntRange(0, types-1).Draw(t, "type")})
		at = end
	}
	return spans
}

func TestEntitiesComeBackFromTheirTags(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, n := anySet.Draw(t, "set"), rapid.IntRange(0, 12).Draw(t, "n")
		spans := drawSpans(t, len(s.Types), n)
		tags := s.Encode(nil, n, spans)
		if diff := cmp.Diff(spans, s.Decode(nil, tags)); diff != "" {
			t.Fatal(diff)
		}
		if !s.legal(tags) {
			t.Fatalf("%v breaks the scheme", tags)
		}
	})
}

// legal reports whether these are tags that keep to the scheme.
func (s Set) legal(tags []int32) bool {
	for i, tag := range tags {
		if tag < 0 || int(tag) >= s.N() {
			return false
		}
		if i == 0 && !s.Starts(int(tag)) || i > 0 && !s.Allowed(int(tags[i-1]), int(tag)) {
			return false
		}
	}
	return len(tags) == 0 || s.Ends(int(tags[len(tags)-1]))
}

// Tags that keep to the scheme say the same as their entities; any others are
// read as entities in order that share no token and cover all but O.
func TestAnyTagsMeanSomething(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anySet.Draw(t, "set")
		tags := rapid.SliceOfN(rapid.Int32Range(-1, int32(s.N())), 0, 12).Draw(t, "tags")
		spans := s.Decode(nil, tags)
		covered := make([]bool, len(tags))
		end := 0
		for _, e := range spans {
			if e.Start < end || e.End <= e.Start || e.End > len(tags) {
				t.Fatalf("%v: %v", tags, spans)
			}
			end = e.End
			for i := e.Start; i < e.End; i++ {
				covered[i] = true
			}
		}
		for i, tag := range tags {
			if p, _ := s.Split(int(tag)); covered[i] == (p == Outside) {
				t.Fatalf("%v: token %d, %v", tags, i, spans)
			}
		}
		if again := s.Encode(nil, len(tags), spans); s.legal(tags) && !slices.Equal(again, tags) {
			t.Fatalf("%v came back as %v", tags, again)
		}
	})
}

func TestReusedMemoryIsNotAllocated(t *testing.T) {
	if testing.Short() {
		t.Skip("tests run short under the race detector, which allocates itself")
	}
	s := set(t, BIOES, "X", "Y")
	tags, spans := make([]int32, 0, 64), make([]Span, 0, 64)
	entities := []Span{{0, 3, 0}, {5, 6, 1}}
	allocated := testing.AllocsPerRun(100, func() {
		tags = s.Encode(tags[:0], 10, entities)
		spans = s.Decode(spans[:0], tags)
	})
	if allocated != 0 {
		t.Errorf("%v allocations", allocated)
	}
}
