package multilingual

import (
	"context"
	"fmt"
	"math"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/plugins/multilingual/detect"
	"github.com/onomast/onomast/plugins/multilingual/lid"
)

// stage is the opened stage.
type stage struct {
	model    *lid.Model
	options  *Options
	detector *detect.Detector
}

// Process adds the layer language. It has no spans where nothing can be said.
func (s *stage) Process(ctx context.Context, doc *document.Document) error {
	out := document.NewLayer(document.Language)
	text := doc.Text()
	f, err := s.detector.DetectContext(ctx, text)
	if err != nil {
		return err
	}
	if f.Language != "" && text != "" {
		whole := out.Add(s.span(0, len(text), f.Verdict))
		for _, p := range f.Parts {
			out.AddChild(whole, s.span(p.Start, p.End, p.Verdict))
		}
	}
	return doc.Add(out)
}

// span is what a verdict is in the layer. A language that was taken for want of a
// better one has no score.
func (s *stage) span(start, end int, v detect.Verdict) document.Span {
	span := document.Span{Start: start, End: end, Label: v.Language}
	if v.Fallback {
		span.Evidence = []document.Attr{{Key: "fallback", Value: s.why(v)}}
		return span
	}
	span.Score, span.Kind = rounded(v.Score), document.Calibrated
	return span
}

// rounded leaves out what differs from one kind of machine to another.
func rounded(score float32) float32 {
	const places = 1e4
	return float32(math.Round(float64(score)*places) / places)
}

// why says why the fallback was taken.
func (s *stage) why(v detect.Verdict) string {
	switch {
	case v.Guess == "":
		return "there are no words"
	case v.Guess == lid.Unknown:
		return "the language is none of those the model knows"
	case float64(v.Score) >= s.options.MinConfidence:
		return fmt.Sprintf("%s, which is not listed, is likelier than those that are", v.Guess)
	}
	return fmt.Sprintf("%s has a probability of only %.2f", v.Guess, v.Score)
}
