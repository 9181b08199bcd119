package subword

import (
	"compress/gzip"
	"fmt"
	"os"
	"sync"
	"testing"
	"unicode/utf8"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/google/go-cmp/cmp"
)

// A parityCase is a tokenizer and what Hugging Face's library made of the texts
// (testdata/make.py).
type parityCase struct {
	Name      string         `json:"name"`
	Tokenizer jsontext.Value `json:"tokenizer"`
	// Encodings are ids, starts, lengths and words; starts and words are steps from the
	// one before, offsets code points. Where the library lost count there is none.
	Encodings []*[4][]int32 `json:"encodings"`
	Framed    [2][]int32    `json:"framed"` // ids and types of the first text, with those around it
}

func parityTexts(t testing.TB) []string {
	t.Helper()
	var texts []string
	b, err := os.ReadFile("testdata/texts.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, &texts); err != nil {
		t.Fatal(err)
	}
	return texts
}

var parityCasesOnce = sync.OnceValues(func() ([]parityCase, error) {
	f, err := os.Open("testdata/cases.jsonl.gz")
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	var cases []parityCase
	for d := jsontext.NewDecoder(z); d.PeekKind() == '{'; {
		var c parityCase
		if err := json.UnmarshalDecode(d, &c); err != nil {
			return nil, err
		}
		cases = append(cases, c)
	}
	return cases, nil
})

func parityCases(t testing.TB) []parityCase {
	t.Helper()
	cases, err := parityCasesOnce()
	if err != nil {
		t.Fatal(err)
	}
	return cases
}

// row is an encoding as the goldens have it.
func row(e *Encoding, text string) [4][]int32 {
	points := func(offset int32) int32 { return int32(utf8.RuneCountInString(text[:offset])) }
	out := [4][]int32{append([]int32{}, e.IDs...), {}, {}, {}}
	var start, word int32
	for i := range e.IDs {
		s := points(e.Starts[i])
		out[1] = append(out[1], s-start)
		out[2] = append(out[2], points(e.Ends[i])-s)
		out[3] = append(out[3], e.Words[i]-word)
		start, word = s, e.Words[i]
	}
	return out
}

func TestPiecesAreThoseOfHuggingFace(t *testing.T) {
	texts := parityTexts(t)
	cases := parityCases(t)
	if len(cases) < 100 {
		t.Fatalf("%d cases, want 100 or more", len(cases))
	}
	for _, c := range cases {
		t.Run(c.Name, func(t *testing.T) {
			tok, err := Parse(c.Name, c.Tokenizer)
			if err != nil {
				t.Fatal(err)
			}
			e := tok.Encoder()
			var enc Encoding
			for i, text := range texts {
				if err := e.Encode(text, &enc); err != nil {
					t.Fatal(err)
				}
				want := c.Encodings[i]
				if want == nil {
					continue
				}
				if diff := cmp.Diff(*want, row(&enc, text)); diff != "" {
					t.Errorf("text %d, %s: ids, starts, lengths, words (-want +got):\n%s", i, quoted(text), diff)
				}
			}
			compareFrame(t, c, tok, texts[0])
		})
	}
}

func compareFrame(t *testing.T, c parityCase, tok *Tokenizer, text string) {
	t.Helper()
	var enc Encoding
	if err := tok.Encoder().Encode(text, &enc); err != nil {
		t.Fatal(err)
	}
	f := tok.Frame()
	var got [2][]int32
	put := func(id, kind int32) { got[0], got[1] = append(got[0], id), append(got[1], kind) }
	for _, sp := range f.Before {
		put(sp.ID, sp.Type)
	}
	for _, id := range enc.IDs {
		put(id, f.Type)
	}
	for _, sp := range f.After {
		put(sp.ID, sp.Type)
	}
	if diff := cmp.Diff(c.Framed, got); diff != "" {
		t.Errorf("with the pieces around it: ids, types (-want +got):\n%s", diff)
	}
}

func quoted(text string) string { return fmt.Sprintf("%.200q", text) }
