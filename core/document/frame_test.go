package document_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"
	"pgregory.net/rapid"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/plugin/pluginpb"
)

// flat is a document in a form that can be compared.
type flat struct {
	ID, Text string
	Layers   []flatLayer
}

type flatLayer struct {
	Name    string
	Spans   []document.Span
	Parents []int
	Vectors [][]float32 // nil: it has none
}

func flatten(d *document.Document) flat {
	f := flat{ID: d.ID(), Text: d.Text()}
	for _, l := range d.Layers() {
		f.Layers = append(f.Layers, flattenLayer(l))
	}
	return f
}

func flattenLayer(l *document.Layer) flatLayer {
	out := flatLayer{Name: l.Name()}
	for i, s := range l.All() {
		out.Spans = append(out.Spans, s)
		out.Parents = append(out.Parents, l.Parent(i))
		if l.Dim() > 0 {
			out.Vectors = append(out.Vectors, l.AppendVector(nil, i))
		}
	}
	return out
}

var nastyText = rapid.StringOf(rapid.OneOf(
	rapid.RuneFrom([]rune("ab \r\n\x00\ufeff\u200d\u0301\u2028")),
	rapid.RuneFrom([]rune("é😀👨👩🏽אبع中ไ𝔘")),
))

func drawDocument(t *rapid.T, n int) *document.Document {
	d, err := document.New(fmt.Sprintf("doc-%d", n), nastyText.Draw(t, "text"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"tokens", "rules"} {
		if rapid.Bool().Draw(t, "has "+name) {
			if err := d.Add(drawLayer(t, name, d.Text())); err != nil {
				t.Fatal(err)
			}
		}
	}
	if rapid.Bool().Draw(t, "has vectors") {
		if err := d.Add(drawVectors(t, d.Text())); err != nil {
			t.Fatal(err)
		}
	}
	return d
}

// drawVectors returns a layer of vectors, some of whose spans have none.
func drawVectors(t *rapid.T, text string) *document.Layer {
	l := document.NewVectors("vectors", rapid.IntRange(1, 5).Draw(t, "dim"))
	for i, r := range text {
		to := i + utf8.RuneLen(r)
		switch rapid.IntRange(0, 3).Draw(t, "span") {
		case 0:
			l.Add(document.Span{Start: i, End: to, Label: "bare", Score: 0.5, Kind: document.Raw})
		case 1, 2:
			l.AddVector(i, to, rapid.SliceOfN(rapid.Float32Range(-10, 10), l.Dim(), l.Dim()).Draw(t, "vector"))
		}
	}
	return l
}

func drawLayer(t *rapid.T, name, text string) *document.Layer {
	l := document.NewLayer(name)
	var at []int
	for i := range text {
		at = append(at, i)
	}
	at = append(at, len(text))
	if len(at) < 2 {
		return l
	}
	for range rapid.IntRange(0, 6).Draw(t, "spans") {
		from := rapid.IntRange(0, len(at)-2).Draw(t, "from")
		to := rapid.IntRange(from+1, len(at)-1).Draw(t, "to")
		s := document.Span{
			Start: at[from], End: at[to],
			Label:      rapid.SampledFrom([]string{"", "PERSON", "U.S."}).Draw(t, "label"),
			Attributes: drawAttrs(t), Evidence: drawAttrs(t),
		}
		if rapid.Bool().Draw(t, "scored") {
			s.Score, s.Kind = rapid.Float32Range(0, 1).Draw(t, "score"), document.Raw
		}
		parent := document.NoParent
		for i := range l.Len() {
			if l.Start(i) <= s.Start && s.End <= l.End(i) && rapid.Bool().Draw(t, "nest") {
				parent = i
			}
		}
		l.AddChild(parent, s)
	}
	return l
}

func drawAttrs(t *rapid.T) []document.Attr {
	var attrs []document.Attr
	for range rapid.IntRange(0, 2).Draw(t, "attributes") {
		attrs = append(attrs, document.Attr{
			Key:   rapid.SampledFrom([]string{"rule", "id"}).Draw(t, "key"),
			Value: rapid.StringMatching(`[a-z😀]{0,4}`).Draw(t, "value"),
		})
	}
	return attrs
}

func drawDocuments(t *rapid.T) []*document.Document {
	docs := make([]*document.Document, rapid.IntRange(0, 5).Draw(t, "documents"))
	for i := range docs {
		docs[i] = drawDocument(t, i)
	}
	return docs
}

// A frame that travels, and one that is sent on from its decoded form, give the
// same documents.
func TestFrameRoundTrip(t *testing.T) {
	t.Parallel()
	layers := []string{"tokens", "rules", "vectors"}
	rapid.Check(t, func(t *rapid.T) {
		docs := drawDocuments(t)
		for hop := range 2 {
			data := document.AppendFrame(nil, 7, docs, layers)
			frame, err := document.DecodeFrame(data)
			if err != nil {
				t.Fatalf("hop %d: %v", hop, err)
			}
			if frame.Seq != 7 || len(frame.Documents) != len(docs) {
				t.Fatalf("hop %d: seq %d, %d documents", hop, frame.Seq, len(frame.Documents))
			}
			for i, got := range frame.Documents {
				if diff := cmp.Diff(flatten(docs[i].With(layers...)), flatten(got.With(present(docs[i])...))); diff != "" {
					t.Fatalf("hop %d, document %d (-want +got):\n%s", hop, i, diff)
				}
				for _, l := range got.Layers() {
					if err := l.Validate(got.Text()); err != nil {
						t.Fatal(err)
					}
				}
			}
			docs = frame.Documents
		}
	})
}

// present names the layers a document has; a frame turns missing layers of one
// document into empty ones.
func present(d *document.Document) []string {
	var names []string
	for _, l := range d.Layers() {
		names = append(names, l.Name())
	}
	return names
}

// The hand-written codec and the protobuf library agree in both directions.
func TestFrameIsProtobuf(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		docs := drawDocuments(t)
		layers := []string{"rules", "vectors"}
		data := document.AppendFrame(nil, 3, docs, layers)
		var msg pluginpb.Frame
		if err := proto.Unmarshal(data, &msg); err != nil {
			t.Fatal(err)
		}
		if n := len(msg.ProtoReflect().GetUnknown()); n != 0 {
			t.Fatalf("%d unknown bytes", n)
		}
		again, err := proto.Marshal(&msg)
		if err != nil {
			t.Fatal(err)
		}
		frame, err := document.DecodeFrame(again)
		if err != nil {
			t.Fatal(err)
		}
		for i, got := range frame.Documents {
			want := flat{ID: docs[i].ID(), Text: docs[i].Text()}
			for _, name := range layers {
				l := flatLayer{Name: name}
				if has := docs[i].Layer(name); has != nil {
					l = flattenLayer(has)
				}
				want.Layers = append(want.Layers, l)
			}
			if diff := cmp.Diff(want, flatten(got)); diff != "" {
				t.Fatalf("document %d (-want +got):\n%s", i, diff)
			}
		}
	})
}

func TestReplyRoundTrip(t *testing.T) {
	t.Parallel()
	doc, err := document.New("a", "Dr. Smith")
	if err != nil {
		t.Fatal(err)
	}
	l := document.NewLayer("rules")
	l.Add(document.Span{Start: 0, End: 9, Label: "PERSON", Score: 0.5, Kind: document.Calibrated})
	if err := doc.Add(l); err != nil {
		t.Fatal(err)
	}
	note := document.Note{Stage: "entities", Code: "resolver.approximate", Message: "large"}
	doc.AddNote(note)
	failures := []document.Failure{{Document: 0, Stage: "rules", Code: "timeout", Message: "late", Skipped: true}}

	data := document.AppendReply(nil, 9, []*document.Document{doc}, []string{"rules"}, failures)
	if err := proto.Unmarshal(data, &pluginpb.Frame{}); err != nil {
		t.Fatal(err)
	}
	r, err := document.DecodeReply(data)
	if err != nil {
		t.Fatal(err)
	}
	if r.Seq != 9 || r.Documents != 1 || r.Progress != nil {
		t.Errorf("reply head: %+v", r)
	}
	if diff := cmp.Diff(failures, r.Failures); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([][]document.Note{{note}}, r.Notes); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(flattenLayer(l), flattenLayer(r.Layers[0][0])); diff != "" {
		t.Error(diff)
	}
}

func TestProgressRoundTrip(t *testing.T) {
	t.Parallel()
	want := document.Progress{Done: 12, Started: true, Steps: 40, Working: 13}
	r, err := document.DecodeReply(document.AppendProgress(nil, 4, want))
	if err != nil {
		t.Fatal(err)
	}
	if r.Seq != 4 || r.Progress == nil || *r.Progress != want {
		t.Errorf("got %+v, progress %+v", r, r.Progress)
	}
}

// frameWith is a hostile plugin's reply.
func frameWith(layers ...*pluginpb.Layer) *pluginpb.Frame {
	return &pluginpb.Frame{Seq: 1, Documents: 1, Layers: layers}
}

func TestDecodeRefuses(t *testing.T) {
	t.Parallel()
	le := func(v ...byte) []byte { // int32 columns of small numbers
		var b []byte
		for _, x := range v {
			b = append(b, x, 0, 0, 0)
		}
		return b
	}
	ok := func() *pluginpb.Layer {
		return &pluginpb.Layer{
			Name: "rules", SpanEnd: le(1), Start: le(0), End: le(1), Label: le(0),
			Strings: [][]byte{[]byte("X")},
		}
	}
	with := func(change func(*pluginpb.Layer)) *pluginpb.Frame {
		l := ok()
		change(l)
		return frameWith(l)
	}
	vectors := func(dim []byte, bytes, scale int) func(*pluginpb.Layer) {
		return func(l *pluginpb.Layer) {
			l.Dim, l.Vector, l.VectorScale = dim, make([]byte, bytes), make([]byte, scale)
		}
	}
	tests := map[string]struct {
		frame *pluginpb.Frame
		want  string
	}{
		"no name":            {with(func(l *pluginpb.Layer) { l.Name = "" }), "no name"},
		"twice":              {frameWith(ok(), ok()), "comes twice"},
		"label out of range": {with(func(l *pluginpb.Layer) { l.Label = le(1) }), "index 1 of 1"},
		"too many ends":      {with(func(l *pluginpb.Layer) { l.SpanEnd = le(1, 1) }), "2 ends for 1"},
		"ends beyond":        {with(func(l *pluginpb.Layer) { l.SpanEnd = le(2) }), "last end is 2"},
		"columns differ":     {with(func(l *pluginpb.Layer) { l.End = le(1, 2) }), "1 starts, 2 ends"},
		"ends go back": {&pluginpb.Frame{Documents: 2, Layers: []*pluginpb.Layer{{
			Name: "rules", SpanEnd: le(1, 0), Start: le(0), End: le(1), Label: le(0), Strings: [][]byte{[]byte("X")},
		}}}, "ends go back from 1 to 0"},
		"odd column":             {with(func(l *pluginpb.Layer) { l.Start = []byte{1, 2} }), "has 2 bytes"},
		"scores without kind":    {with(func(l *pluginpb.Layer) { l.Score = le(0) }), "1 scores, 0 kinds"},
		"attribute span":         {with(func(l *pluginpb.Layer) { l.AttributeSpan, l.AttributeKey, l.AttributeValue = le(1), le(0), le(0) }), "index 1 of 1"},
		"vectors of no number":   {with(vectors(le(0), 4, 4)), "4 bytes of vectors; by their dimensions there are 0"},
		"too few numbers":        {with(vectors(le(4), 3, 4)), "3 bytes of vectors; by their dimensions there are 4"},
		"too many numbers":       {with(vectors(le(4), 5, 4)), "5 bytes of vectors"},
		"no dimension":           {with(vectors(nil, 4, 4)), "0 dimensions for 1 documents"},
		"dimensions of others":   {with(vectors(le(4, 4), 4, 4)), "2 dimensions for 1 documents"},
		"odd dimensions":         {with(vectors([]byte{4}, 4, 4)), "has 1 bytes"},
		"negative dimension":     {with(vectors([]byte{0xff, 0xff, 0xff, 0xff}, 4, 4)), "vectors of -1 numbers"},
		"huge dimension":         {with(vectors([]byte{0, 0, 0, 0x7f}, 4, 4)), "at most 16384"},
		"vectors without scale":  {with(vectors(le(4), 4, 0)), "0 scales for 1 spans"},
		"too many scales":        {with(vectors(le(4), 4, 8)), "2 scales for 1 spans"},
		"vectors of no span":     {frameWith(&pluginpb.Layer{Name: "v", Dim: le(4), Vector: make([]byte, 4)}), "4 bytes of vectors; by their dimensions there are 0"},
		"failure beyond":         {&pluginpb.Frame{Documents: 1, Failures: []*pluginpb.Failure{{Document: 1}}}, "failure of document 1 of 1"},
		"note beyond":            {&pluginpb.Frame{Documents: 1, Notes: []*pluginpb.Note{{Document: 1}}}, "note on document 1 of 1"},
		"layers times documents": {&pluginpb.Frame{Documents: 1 << 20, Layers: make([]*pluginpb.Layer, 9)}, "are too many"},
		"count":                  {&pluginpb.Frame{Documents: 1 << 30}, "documents in one frame"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			data, err := proto.Marshal(tt.frame)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := document.DecodeReply(data); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got error %v, want one with %q", err, tt.want)
			}
		})
	}
}

func TestDecodeFrameRefusesTextThatIsNotUTF8(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{"\xffab": "document 0: byte 0", "ab\xff": "document 0: byte 2"} {
		data, err := proto.Marshal(&pluginpb.Frame{Documents: 1, Id: []byte("d"), IdEnd: []byte{1, 0, 0, 0}, Text: []byte(text), TextEnd: []byte{3, 0, 0, 0}})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := document.DecodeFrame(data); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got error %v, want one with %q", text, err, want)
		}
	}
}

// A kind that there is not is refused when the layer is checked.
func TestUnknownScoreKind(t *testing.T) {
	t.Parallel()
	one := []byte{1, 0, 0, 0}
	data, err := proto.Marshal(frameWith(&pluginpb.Layer{
		Name: "rules", SpanEnd: one, Start: make([]byte, 4), End: one, Label: make([]byte, 4), Score: make([]byte, 4), Kind: []byte{9},
		Strings: [][]byte{[]byte("X")},
	}))
	if err != nil {
		t.Fatal(err)
	}
	r, err := document.DecodeReply(data)
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Layers[0][0].Validate("a"); err == nil || !strings.Contains(err.Error(), "of kind 9") {
		t.Errorf("got error %v", err)
	}
}

// Fields of later versions are passed over, whatever their wire type.
func TestUnknownFieldsArePassedOver(t *testing.T) {
	t.Parallel()
	data := document.AppendProgress(nil, 7, document.Progress{Done: 3})
	for _, kind := range []protowire.Type{protowire.Fixed32Type, protowire.Fixed64Type} {
		data = protowire.AppendTag(data, 1, kind) // the number of a field there is
		data = append(data, make([]byte, map[protowire.Type]int{protowire.Fixed32Type: 4, protowire.Fixed64Type: 8}[kind])...)
	}
	data = protowire.AppendTag(data, 99, protowire.BytesType)
	data = protowire.AppendBytes(data, []byte("later"))
	r, err := document.DecodeReply(data)
	if err != nil {
		t.Fatal(err)
	}
	if r.Seq != 7 || r.Progress == nil || r.Progress.Done != 3 {
		t.Errorf("got %+v", r)
	}
}

func FuzzDecodeFrame(f *testing.F) {
	d, err := document.New("a", "Zoë 😊")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(document.AppendFrame(nil, 1, []*document.Document{d}, []string{"rules"}))
	f.Add(vectorFrame(f))
	f.Add([]byte{0x0a})
	f.Fuzz(func(t *testing.T, data []byte) {
		frame, err := document.DecodeFrame(data)
		if err == nil {
			for _, d := range frame.Documents {
				touch(d.Layers(), d.Text())
			}
		}
	})
}

func FuzzDecodeReply(f *testing.F) {
	f.Add(document.AppendProgress(nil, 1, document.Progress{Done: 1}))
	f.Add(vectorFrame(f))
	f.Fuzz(func(t *testing.T, data []byte) {
		reply, err := document.DecodeReply(data)
		if err == nil {
			for _, layers := range reply.Layers {
				touch(layers, "some text")
			}
		}
	})
}

// vectorFrame is a frame of two documents, one of which has vectors.
func vectorFrame(tb testing.TB) []byte {
	tb.Helper()
	docs := []*document.Document{newDocument(tb, "a", "some text"), newDocument(tb, "b", "more")}
	l := document.NewVectors("vectors", 3)
	l.AddVector(0, 4, []float32{1, -2, 0.5})
	l.AddRange(5, 9, "bare")
	if err := docs[0].Add(l); err != nil {
		tb.Fatal(err)
	}
	return document.AppendFrame(nil, 1, docs, []string{"vectors"})
}

// touch reads all there is of the layers: nothing may be out of range.
func touch(layers []*document.Layer, text string) {
	for _, l := range layers {
		_ = l.Validate(text)
		for i, s := range l.All() {
			_, _ = s, l.Parent(i)
			if got := l.AppendVector(nil, i); len(got) != l.Dim() {
				panic("a vector of another length than the layer's")
			}
		}
	}
}

func BenchmarkFrame(b *testing.B) {
	text := strings.Repeat("word ", 200)
	docs := make([]*document.Document, 128)
	for i := range docs {
		d, _ := document.New(fmt.Sprint(i), text)
		l := document.NewLayer(document.Tokens)
		for at := 0; at < len(text); at += 5 {
			l.AddRange(at, at+4, "word")
		}
		_ = d.Add(l)
		docs[i] = d
	}
	var buf []byte
	b.SetBytes(int64(128 * len(text)))
	for b.Loop() {
		buf = document.AppendFrame(buf[:0], 1, docs, []string{document.Tokens})
		if _, err := document.DecodeFrame(buf); err != nil {
			b.Fatal(err)
		}
	}
}
