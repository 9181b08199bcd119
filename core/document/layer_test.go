package document_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"google.golang.org/protobuf/proto"
	"pgregory.net/rapid"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/plugin/pluginpb"
)

// A layer gives back what was added, however many words it has and however it
// grew.
func TestLayerGivesBackWhatWasAdded(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		l := document.NewLayer("rules")
		l.Grow(rapid.IntRange(0, 9).Draw(t, "room"))
		want := flatLayer{Name: "rules"}
		for i := range rapid.IntRange(0, 40).Draw(t, "spans") {
			s := document.Span{Start: i, End: i + 1, Label: drawWord(t), Attributes: drawWords(t), Evidence: drawWords(t)}
			if rapid.Bool().Draw(t, "scored") {
				s.Score, s.Kind = rapid.Float32().Draw(t, "score"), document.Raw
			}
			parent := rapid.IntRange(document.NoParent, i-1).Draw(t, "parent")
			if got := l.AddChild(parent, s); got != i {
				t.Fatalf("span %d got index %d", i, got)
			}
			want.Spans, want.Parents = append(want.Spans, s), append(want.Parents, parent)
		}
		if diff := cmp.Diff(want, flattenLayer(l)); diff != "" {
			t.Fatal(diff)
		}
	})
}

func drawWord(t *rapid.T) string { return rapid.StringMatching(`[a-e]{0,2}`).Draw(t, "word") }

func drawWords(t *rapid.T) []document.Attr {
	var attrs []document.Attr
	for range rapid.IntRange(0, 2).Draw(t, "attributes") {
		attrs = append(attrs, document.Attr{Key: drawWord(t), Value: drawWord(t)})
	}
	return attrs
}

// Labels that are known beforehand may be mixed with others, and their slice is
// left alone even where it has room.
func TestLabelledLayers(t *testing.T) {
	t.Parallel()
	labels := append(make([]string, 0, 8), "word", "punct")
	a, b := document.NewLabelled("tokens", labels), document.NewLabelled("tokens", labels)
	a.AddNumbered(0, 1, 1)
	a.AddRange(1, 2, "other")
	a.AddRange(2, 3, "word")
	b.AddRange(0, 1, "third")
	b.AddNumbered(1, 2, 0)
	got := []string{a.Label(0), a.Label(1), a.Label(2), b.Label(0), b.Label(1)}
	if diff := cmp.Diff([]string{"punct", "other", "word", "third", "word"}, got); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"word", "punct"}, labels); diff != "" {
		t.Error(diff)
	}
}

func TestNumberedLabelOutOfRangePanics(t *testing.T) {
	t.Parallel()
	defer func() {
		if recover() == nil {
			t.Error("a label that is not there was taken")
		}
	}()
	document.NewLabelled("tokens", []string{"word"}).AddNumbered(0, 1, 1)
}

// Whoever adds to a decoded layer against the rules changes nobody else's.
func TestDecodedLayersAreTheirOwn(t *testing.T) {
	t.Parallel()
	docs := make([]*document.Document, 2)
	for i := range docs {
		docs[i] = newDocument(t, fmt.Sprint(i), "abc")
		l := document.NewLayer("rules")
		l.Add(document.Span{Start: i, End: i + 1, Label: "X", Score: 0.5, Kind: document.Raw, Evidence: []document.Attr{{Key: "rule", Value: "r"}}})
		if err := docs[i].Add(l); err != nil {
			t.Fatal(err)
		}
	}
	frame, err := document.DecodeFrame(document.AppendFrame(nil, 1, docs, []string{"rules"}))
	if err != nil {
		t.Fatal(err)
	}
	want := flattenLayer(docs[1].Layer("rules"))
	added := document.Span{
		Start: 0, End: 3, Label: "Y", Score: 1, Kind: document.Calibrated, Evidence: []document.Attr{{Key: "rule", Value: "s"}},
	}
	frame.Documents[0].Layer("rules").Add(added)
	if diff := cmp.Diff(want, flattenLayer(frame.Documents[1].Layer("rules"))); diff != "" {
		t.Error(diff)
	}
	frame.Documents[1].Layer("rules").Add(added)
	want.Spans, want.Parents = append(want.Spans, added), append(want.Parents, document.NoParent)
	if diff := cmp.Diff(want, flattenLayer(frame.Documents[1].Layer("rules"))); diff != "" {
		t.Error(diff)
	}
}

func TestNilLayerIsEmpty(t *testing.T) {
	t.Parallel()
	var none *document.Layer
	for range none.All() {
		t.Error("a layer that is not there has a span")
	}
	if none.Len() != 0 || none.Validate("text") != nil {
		t.Error("a layer that is not there is not an empty one")
	}
}

func TestValidateRefuses(t *testing.T) {
	t.Parallel()
	const text = "aé日😀"
	span := func(start, end int) document.Span { return document.Span{Start: start, End: end, Label: "X"} }
	scored := func(score float64) document.Span {
		s := span(0, 1)
		s.Score, s.Kind = float32(score), document.Raw
		return s
	}
	type added struct {
		span   document.Span
		parent int
	}
	alone := func(s document.Span) []added { return []added{{s, document.NoParent}} }
	tests := map[string]struct {
		spans []added
		want  string
	}{
		"negative":             {alone(span(-1, 1)), "span 0 is [-1,1)"},
		"empty":                {alone(span(1, 1)), "span 0 is [1,1)"},
		"backwards":            {alone(span(3, 1)), "span 0 is [3,1)"},
		"behind the text":      {alone(span(0, 11)), "in a text of 10 bytes"},
		"beyond a column":      {alone(span(0, 1+1<<32)), "span 0 is [0,-1)"},
		"below a column":       {alone(span(-1<<32, 1)), "span 0 is [-1,1)"},
		"in a two-byte letter": {alone(span(0, 2)), "inside a code point"},
		"in an emoji":          {alone(span(8, 10)), "inside a code point"},
		"not a number":         {alone(scored(math.NaN())), "has score NaN"},
		"infinite":             {alone(scored(math.Inf(-1))), "has score -Inf"},
		"its own parent":       {[]added{{span(0, 1), 0}}, "has parent 0"},
		"a parent to come":     {[]added{{span(0, 1), 1 << 40}, {span(0, 1), document.NoParent}}, "which does not come before it"},
		"no parent's number":   {[]added{{span(0, 1), -7}}, "has parent -2"},
		"outside its parent":   {[]added{{span(1, 3), document.NoParent}, {span(1, 6), 0}}, "is not inside its parent 0"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l := document.NewLayer("rules")
			for _, a := range tt.spans {
				l.AddChild(a.parent, a.span)
			}
			if err := l.Validate(text); err == nil || !strings.Contains(err.Error(), tt.want) || !strings.Contains(err.Error(), `"rules"`) {
				t.Errorf("got error %v, want one with %q", err, tt.want)
			}
		})
	}
}

// Words that are not valid UTF-8 are the fault of the documents that use them.
func TestBadWordsConcernOneDocument(t *testing.T) {
	t.Parallel()
	le := func(v ...byte) (b []byte) {
		for _, x := range v {
			b = append(b, x, 0, 0, 0)
		}
		return b
	}
	layer := func() *pluginpb.Layer {
		return &pluginpb.Layer{
			Name: "rules", SpanEnd: le(1, 2), Start: le(0, 0), End: le(1, 1), Label: le(0, 0),
			Strings: [][]byte{[]byte("X"), {0xff}, []byte("Y")},
		}
	}
	for name, use := range map[string]func(*pluginpb.Layer){
		"label":     func(l *pluginpb.Layer) { l.Label = le(0, 1) },
		"attribute": func(l *pluginpb.Layer) { l.AttributeSpan, l.AttributeKey, l.AttributeValue = le(1), le(0), le(1) },
		"evidence":  func(l *pluginpb.Layer) { l.EvidenceSpan, l.EvidenceKey, l.EvidenceValue = le(1), le(1), le(0) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l := layer()
			use(l)
			data, err := proto.Marshal(&pluginpb.Frame{Seq: 1, Documents: 2, Layers: []*pluginpb.Layer{l}})
			if err != nil {
				t.Fatal(err)
			}
			r, err := document.DecodeReply(data)
			if err != nil {
				t.Fatal(err)
			}
			if err := r.Layers[0][0].Validate("a"); err != nil {
				t.Errorf("the document that does not use the word: %v", err)
			}
			if err := r.Layers[1][0].Validate("a"); err == nil || !strings.Contains(err.Error(), "not valid UTF-8") {
				t.Errorf("the document that uses the word: %v", err)
			}
		})
	}
}

// Documents need not have the same words for their labels to come back.
func TestFrameMergesDictionaries(t *testing.T) {
	t.Parallel()
	words := []string{"PERSON", "ORG", "DRUG"}
	var docs []*document.Document
	for i := range words {
		d := newDocument(t, fmt.Sprint(i), "abc")
		l := document.NewLayer("rules")
		for j, w := range slices.Concat(words[i:], words[:i]) {
			l.AddRange(j, j+1, w)
		}
		if err := d.Add(l); err != nil {
			t.Fatal(err)
		}
		docs = append(docs, d)
	}
	frame, err := document.DecodeFrame(document.AppendFrame(nil, 1, docs, []string{"rules"}))
	if err != nil {
		t.Fatal(err)
	}
	for i, d := range frame.Documents {
		if diff := cmp.Diff(flatten(docs[i]), flatten(d)); diff != "" {
			t.Errorf("document %d (-want +got):\n%s", i, diff)
		}
	}
}

func newDocument(tb testing.TB, id, text string) *document.Document {
	tb.Helper()
	d, err := document.New(id, text)
	if err != nil {
		tb.Fatal(err)
	}
	return d
}
