package document

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// A frame's length is known before it is written, so its buffer grows once.
func TestFrameSizeIsKnown(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		var docs []*Document
		for i := range rapid.IntRange(0, 4).Draw(t, "documents") {
			d, err := New(fmt.Sprint(i), strings.Repeat("text ", rapid.IntRange(0, 60).Draw(t, "words")))
			if err != nil {
				t.Fatal(err)
			}
			l := NewLayer("rules")
			for j := range rapid.IntRange(0, 40).Draw(t, "spans") {
				s := Span{Start: j, End: j + 1, Label: fmt.Sprint(j % 5), Kind: ScoreKind(j % 3), Score: 0.5}
				if j%4 == 1 {
					s.Attributes, s.Evidence = []Attr{{"k", "v"}}, []Attr{{"rule", strings.Repeat("r", j*9)}}
				}
				l.AddChild(j%2-1, s)
			}
			if err := d.Add(l); err != nil {
				t.Fatal(err)
			}
			if rapid.Bool().Draw(t, "has vectors") {
				v := NewVectors("vectors", rapid.IntRange(1, 200).Draw(t, "dim"))
				for j := range rapid.IntRange(0, 3).Draw(t, "vectors") {
					v.AddVector(j, j+1, make([]float32, v.Dim()))
				}
				if err := d.Add(v); err != nil {
					t.Fatal(err)
				}
			}
			docs = append(docs, d)
		}
		names := []string{"rules", "missing", "vectors"}
		head := len(appendHead(nil, 1, len(docs)))
		want := head + sizeStrings(docs, (*Document).ID) + sizeStrings(docs, (*Document).Text) + sizeLayers(layerEncoders(docs, names))
		if got := len(AppendFrame(nil, 1, docs, names)); got != want || head > maxHead {
			t.Fatalf("a frame of %d bytes was taken for one of %d", got, want)
		}
	})
}

// A dictionary numbers strings in the order they come, few or many.
func TestDictionary(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		var d dictionary
		numbers := map[string]int32{}
		for _, s := range rapid.SliceOf(rapid.StringMatching(`[a-d]{0,3}`)).Draw(t, "strings") {
			want, known := numbers[s]
			if !known {
				want = int32(len(numbers))
				numbers[s] = want
			}
			if got := d.id(s); got != want || d.strings[got] != s {
				t.Fatalf("%q is number %d, want %d", s, got, want)
			}
		}
	})
}

// A layer that gets ever longer keeps what it has, whatever the steps it grows by.
func TestHugeLayersGrow(t *testing.T) {
	t.Parallel()
	const spans = 1<<20 + 1<<18
	l := NewLabelled("tokens", []string{"word"})
	for i := range spans {
		l.AddNumbered(i, i+1, 0)
	}
	for i := range spans {
		if l.Start(i) != i || l.End(i) != i+1 || l.Label(i) != "word" {
			t.Fatalf("span %d is [%d,%d) %s", i, l.Start(i), l.End(i), l.Label(i))
		}
	}
	if room := cap(l.start); room > 2*(1<<20)+1<<20 {
		t.Errorf("room for %d spans for %d", room, spans)
	}
}
