package write

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/corpus"
)

// typical is a ticket of about 2 kB with 20 entities, some not ASCII.
func typical(b testing.TB) *corpus.Outcome {
	text := strings.Repeat("Frau Müller from Łódź returned the XG-4500 on 3 May; refund €20 please. Thanks, and see ticket 77.\n", 20)
	var spans []document.Span
	for at := 0; ; {
		i := strings.Index(text[at:], "XG-4500")
		if i < 0 {
			break
		}
		at += i + 7
		spans = append(spans, document.Span{
			Start: at - 7, End: at, Label: "PRODUCT_CODE", Score: 0.98, Kind: document.Calibrated,
			Attributes: []document.Attr{{Key: "normalized", Value: "xg4500"}},
			Evidence:   []document.Attr{{Key: "source", Value: "rules"}, {Key: "rule", Value: "support.yaml:9"}},
		})
	}
	return outcome(b, "tickets/0001.txt", text, spans...)
}

func BenchmarkFormats(b *testing.B) {
	o := typical(b)
	for _, format := range Formats() {
		enc, err := New(format, Options{Offsets: document.CodePoint, WithText: true, Pipeline: digest})
		if err != nil {
			b.Fatal(err)
		}
		b.Run(format, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(o.Document.Text())))
			var dst []byte
			for b.Loop() {
				if dst, err = enc.AppendDocument(dst[:0], o); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkReflection is the same line by encoding/json: why jsonLines appends
// by hand.
func BenchmarkReflection(b *testing.B) {
	o := typical(b)
	type entity struct {
		ID         string            `json:"id"`
		Start      int               `json:"start"`
		End        int               `json:"end"`
		Text       string            `json:"text"`
		Label      string            `json:"label"`
		Score      *float32          `json:"score"`
		ScoreKind  string            `json:"score_kind"`
		Source     string            `json:"source"`
		Parent     *string           `json:"parent"`
		Attributes map[string]string `json:"attributes"`
		Evidence   map[string]string `json:"evidence"`
	}
	b.ReportAllocs()
	b.SetBytes(int64(len(o.Document.Text())))
	for b.Loop() {
		offsets, layer := document.NewOffsets(o.Document.Text()), o.Document.Layer(document.Entities)
		entities := make([]entity, layer.Len())
		for i, s := range layer.All() {
			entities[i] = entity{
				ID: "e1", Start: offsets.To(document.CodePoint, s.Start), End: offsets.To(document.CodePoint, s.End),
				Text: o.Document.Text()[s.Start:s.End], Label: s.Label, Score: &s.Score, ScoreKind: s.Kind.String(), Source: s.Evidence[0].Value,
				Attributes: map[string]string{s.Attributes[0].Key: s.Attributes[0].Value}, Evidence: map[string]string{s.Evidence[1].Key: s.Evidence[1].Value},
			}
		}
		if _, err := json.Marshal(map[string]any{"id": o.ID, "text": o.Document.Text(), "entities": entities, "pipeline": digest}); err != nil {
			b.Fatal(err)
		}
	}
}
