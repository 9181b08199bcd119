package tags_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/onomast/onomast/corpus/tags"
)

func parse(list []string) []tags.Tag {
	out := make([]tags.Tag, len(list))
	for i, s := range list {
		out[i], _ = tags.Parse(s)
	}
	return out
}

// drawChunks draws entities of n tokens, many of them touching.
func drawChunks(t *rapid.T) (n int, chunks []tags.Chunk) {
	for range rapid.IntRange(0, 8).Draw(t, "parts") {
		size := rapid.IntRange(1, 3).Draw(t, "size")
		if label := rapid.SampledFrom([]string{"", "ORG", "LOC", "B-x", "x_I"}).Draw(t, "label"); label != "" {
			chunks = append(chunks, tags.Chunk{From: n, To: n + size, Label: label})
		}
		n += size
	}
	return n, chunks
}

// TestSchemesHoldEveryEntity writes entities in each scheme, finds out which one it was
// where the tags tell, and reads what was written; no tag breaks its scheme.
func TestSchemesHoldEveryEntity(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		n, chunks := drawChunks(t)
		for _, s := range tags.Schemes() {
			written := tags.Encode(s, n, chunks)
			list := parse(written)
			if bad := tags.Invalid(s, list); len(bad) > 0 {
				t.Fatalf("%s: %v breaks it at %v", s, written, bad)
			}
			for name, read := range map[string][]tags.Chunk{"conlleval": tags.Lenient(nil, list), "strict": tags.Strict(nil, s, list)} {
				if !slices.Equal(read, chunks) {
					t.Fatalf("%s, %s: %v is read as %v, want %v", s, name, written, read, chunks)
				}
			}
		}
	})
}

func TestSchemeIsFoundOut(t *testing.T) {
	t.Parallel()
	for want, sentences := range map[tags.Scheme][]string{
		tags.IOB1:  {"I-ORG I-ORG O I-LOC B-LOC", "O I-PER", "I-PER I-PER"},
		tags.IOB2:  {"B-ORG I-ORG O B-LOC B-LOC", "O B-PER"},
		tags.IOE2:  {"I-ORG E-ORG O E-LOC E-LOC"},
		tags.IOE1:  {"I-ORG I-ORG O E-LOC I-LOC", "I-PER O"},
		tags.BIOES: {"B-ORG E-ORG O S-LOC"},
		tags.BILOU: {"B-ORG L-ORG O U-LOC"},
		tags.IO:    {"I-ORG I-ORG O", "LOC O"},
	} {
		var tally tags.Tally
		for _, s := range sentences {
			tally.Add(strings.Fields(s))
		}
		if got := tally.Scheme(); got != want {
			t.Errorf("%v is taken for %s, want %s", sentences, got, want)
		}
	}
	var damaged tags.Tally // one B is worth more than many I that went wrong
	damaged.Add(strings.Fields("B-ORG I-ORG O I-LOC O B-PER I-ORG"))
	if got := damaged.Scheme(); got != tags.IOB2 {
		t.Errorf("damaged IOB2 is taken for %s", got)
	}
}

func TestTagsOfAllShapes(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]tags.Tag{
		"B-ORG": {Position: 'B', Label: "ORG"}, "ORG-B": {Position: 'B', Label: "ORG"}, "I_per": {Position: 'I', Label: "per"}, "U-X": {Position: 'S', Label: "X"},
		"L-X": {Position: 'E', Label: "X"}, "M-X": {Position: 'I', Label: "X"}, "O": {Position: 'O'}, "": {Position: 'O'}, "_": {Position: 'O'}, "B": {Position: 'B', Label: "ENTITY"},
		"PERSON": {Position: 'I', Label: "PERSON"}, "B-I-x": {Position: 'B', Label: "I-x"},
	} {
		if got, _ := tags.Parse(in); got != want {
			t.Errorf("%q is %+v, want %+v", in, got, want)
		}
	}
}

// TestStrictDropsWhatIsBroken compares both repairs on one damaged sentence.
func TestStrictDropsWhatIsBroken(t *testing.T) {
	t.Parallel()
	list := parse(strings.Fields("B-ORG I-ORG I-PER O I-LOC B-LOC"))
	lenient := []tags.Chunk{{From: 0, To: 2, Label: "ORG"}, {From: 2, To: 3, Label: "PER"}, {From: 4, To: 5, Label: "LOC"}, {From: 5, To: 6, Label: "LOC"}}
	if diff := cmp.Diff(lenient, tags.Lenient(nil, list)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]tags.Chunk{lenient[0], lenient[3]}, tags.Strict(nil, tags.IOB2, list)); diff != "" {
		t.Error(diff)
	}
}

// TestReading holds both rules, and the count of tags that break the scheme, by hand.
func TestReading(t *testing.T) {
	t.Parallel()
	type chunks = []tags.Chunk
	for _, c := range []struct {
		tags            string
		scheme          tags.Scheme
		lenient, strict chunks
		invalid         int
	}{
		{"B-A I-A O", tags.IOB2, chunks{{0, 2, "A"}}, chunks{{0, 2, "A"}}, 0},
		{"O I-A O", tags.IOB2, chunks{{1, 2, "A"}}, nil, 1},
		{"B-A I-B", tags.IOB2, chunks{{0, 1, "A"}, {1, 2, "B"}}, chunks{{0, 1, "A"}}, 1},
		{"B-A B-A", tags.IOB2, chunks{{0, 1, "A"}, {1, 2, "A"}}, chunks{{0, 1, "A"}, {1, 2, "A"}}, 0},
		{"B-A S-A", tags.IOB2, chunks{{0, 1, "A"}, {1, 2, "A"}}, nil, 1},
		{"I-A B-A", tags.IOB1, chunks{{0, 1, "A"}, {1, 2, "A"}}, chunks{{0, 1, "A"}, {1, 2, "A"}}, 0},
		{"O B-A", tags.IOB1, chunks{{1, 2, "A"}}, nil, 1},
		{"S-A B-A E-A", tags.BIOES, chunks{{0, 1, "A"}, {1, 3, "A"}}, chunks{{0, 1, "A"}, {1, 3, "A"}}, 0},
		{"B-A O", tags.BIOES, chunks{{0, 1, "A"}}, nil, 1},
		{"E-A B-A", tags.BIOES, chunks{{0, 1, "A"}, {1, 2, "A"}}, nil, 2},
		{"U-A B-A L-A", tags.BILOU, chunks{{0, 1, "A"}, {1, 3, "A"}}, chunks{{0, 1, "A"}, {1, 3, "A"}}, 0},
		{"I-A E-A E-A", tags.IOE2, chunks{{0, 2, "A"}, {2, 3, "A"}}, chunks{{0, 2, "A"}, {2, 3, "A"}}, 0},
		{"I-A O", tags.IOE2, chunks{{0, 1, "A"}}, nil, 1},
		{"I-A I-A O", tags.IOE1, chunks{{0, 2, "A"}}, chunks{{0, 2, "A"}}, 0},
		{"I-A I-A O", tags.IO, chunks{{0, 2, "A"}}, chunks{{0, 2, "A"}}, 0},
		{"", tags.IOB2, nil, nil, 0},
	} {
		list := parse(strings.Fields(c.tags))
		if diff := cmp.Diff(c.lenient, tags.Lenient(nil, list)); diff != "" {
			t.Errorf("%q, lenient: %s", c.tags, diff)
		}
		if diff := cmp.Diff(c.strict, tags.Strict(nil, c.scheme, list)); diff != "" {
			t.Errorf("%q, strict %s: %s", c.tags, c.scheme, diff)
		}
		if n := len(tags.Invalid(c.scheme, list)); n != c.invalid {
			t.Errorf("%q: %d invalid in %s, want %d", c.tags, n, c.scheme, c.invalid)
		}
	}
}
