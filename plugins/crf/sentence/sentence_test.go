package sentence_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"
	"pgregory.net/rapid"

	"github.com/onomast/onomast/core/document"
	. "github.com/onomast/onomast/plugins/crf/sentence"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// layer makes a layer of "start-end LABEL" items.
func layer(t testing.TB, name, items string) *document.Layer {
	t.Helper()
	l := document.NewLayer(name)
	for item := range strings.FieldsSeq(items) {
		var start, end int
		var label string
		if _, err := fmt.Sscanf(strings.ReplaceAll(item, ":", " "), "%d %d %s", &start, &end, &label); err != nil {
			t.Fatalf("%q: %v", item, err)
		}
		l.AddRange(start, end, label)
	}
	return l
}

// a text of six words of three letters: 0:3 4:7 8:11 12:15 16:19 20:23
const words, tokens = "one two six ten red big", "0:3:t 4:7:t 8:11:t 12:15:t 16:19:t 20:23:t"

func TestSplit(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct{ sentences, want string }{
		"none":                {"", "[{0 6}]"},
		"all":                 {"0:11:s 12:23:s", "[{0 3} {3 6}]"},
		"a gap":               {"0:7:s 16:23:s", "[{0 2} {2 4} {4 6}]"},
		"gaps at the ends":    {"4:11:s", "[{0 1} {1 3} {3 6}]"},
		"inside of a token":   {"0:9:s 9:23:s", "[{0 3} {3 6}]"},
		"without tokens":      {"0:7:s 7:8:s 8:23:s", "[{0 2} {2 6}]"},
		"behind each other":   {"0:3:s 4:7:s 8:11:s", "[{0 1} {1 2} {2 3} {3 6}]"},
		"they should not lap": {"0:11:s 4:15:s", "[{0 3} {3 4} {4 6}]"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d, err := document.New("d", words)
			if err != nil {
				t.Fatal(err)
			}
			for _, l := range []*document.Layer{layer(t, document.Tokens, tokens), layer(t, document.Sentences, tt.sentences)} {
				if err := d.Add(l); err != nil {
					t.Fatal(err)
				}
			}
			if diff := cmp.Diff(tt.want, fmt.Sprint(Split(nil, d))); diff != "" {
				t.Error(diff)
			}
		})
	}
	empty, err := document.New("d", "")
	if err != nil {
		t.Fatal(err)
	}
	if got := Split(nil, empty); got != nil {
		t.Errorf("a document without tokens has the sentences %v", got)
	}
}

// A namer keeps the tags that are hashed, numbered from 1.
type namer struct{ tags []string }

func (n *namer) hash(tag string) uint64 {
	n.tags = append(n.tags, tag)
	return uint64(len(n.tags))
}

func (n *namer) names(hashes []uint64) string {
	out := make([]string, len(hashes))
	for i, h := range hashes {
		out[i] = "-"
		if h > 0 {
			out[i] = n.tags[h-1]
		}
	}
	return strings.Join(out, " ")
}

func TestTags(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct{ spans, want string }{
		"nothing":             {"", "- - - - - -"},
		"one and two tokens":  {"0:3:A 8:15:B", "B-A - B-B I-B - -"},
		"neighbours":          {"0:7:A 8:11:A", "B-A I-A B-A - - -"},
		"parts of tokens":     {"1:5:A 10:11:B", "B-A I-A B-B - - -"},
		"two in one token":    {"0:1:A 1:2:B", "B-A - - - - -"},
		"the longest":         {"0:3:A 0:11:B 8:11:C", "B-B I-B I-B - - -"},
		"the first":           {"0:7:A 4:11:B", "B-A I-A - - - -"},
		"out of order":        {"16:23:A 0:3:B", "B-B - - - B-A I-A"},
		"white space":         {"3:4:A 23:23:B", "- - - - - -"},
		"all of the document": {"0:23:en", "B-en I-en I-en I-en I-en I-en"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			n := &namer{}
			p := NewProjector(n.hash)
			for range 2 { // it remembers labels
				got := p.Tags([]uint64{7}, layer(t, "l", tt.spans), layer(t, document.Tokens, tokens))
				if got[0] != 7 {
					t.Fatal("what was there is gone")
				}
				if diff := cmp.Diff(tt.want, n.names(got[1:])); diff != "" {
					t.Error(diff)
				}
			}
		})
	}
	if got := NewProjector(nil).Tags(nil, nil, layer(t, document.Tokens, tokens)); !slices.Equal(got, make([]uint64, 6)) {
		t.Errorf("no layer gives %v", got)
	}
}

// Spans that do not share tokens are all there, whatever their order.
func TestTagsKeepWhatIsApart(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		text, spans := &strings.Builder{}, []string{}
		want := []string{}
		for i := range rapid.IntRange(0, 20).Draw(r, "spans") {
			length, label := rapid.IntRange(1, 4).Draw(r, "tokens"), fmt.Sprint("L", i%3)
			if rapid.Bool().Draw(r, "gap") {
				fmt.Fprintf(text, "%d:%d:t ", 4*len(want), 4*len(want)+3)
				want = append(want, "-")
			}
			spans = append(spans, fmt.Sprintf("%d:%d:%s", 4*len(want), 4*(len(want)+length)-1, label))
			for k := range length {
				fmt.Fprintf(text, "%d:%d:t ", 4*len(want), 4*len(want)+3)
				want = append(want, map[bool]string{true: "B-", false: "I-"}[k == 0]+label)
			}
		}
		spans = rapid.Permutation(spans).Draw(r, "order")
		n := &namer{}
		got := NewProjector(n.hash).Tags(nil, layer(t, "l", strings.Join(spans, " ")), layer(t, "t", text.String()))
		if diff := cmp.Diff(strings.Join(want, " "), n.names(got)); diff != "" {
			r.Fatal(diff)
		}
	})
}
