package multilingual

import (
	"context"
	"fmt"
	"strings"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/plugin"
	"github.com/onomast/onomast/plugins/multilingual/detect"
)

// alternatives is how many of the likeliest languages an explanation names.
const alternatives = 3

// Explain says what the parts of the text that touch the bytes [start,end) are taken
// for, and how likely that and other languages are.
func (s *stage) Explain(ctx context.Context, doc *document.Document, start, end int) ([]plugin.Reason, error) {
	f, err := s.detector.DetectContext(ctx, doc.Text())
	if err != nil {
		return nil, err
	}
	parts := f.Parts
	if len(parts) == 0 {
		parts = []detect.Part{{Start: 0, End: len(doc.Text()), Verdict: f.Verdict}}
	}
	var reasons []plugin.Reason
	for _, p := range parts {
		likely := s.detector.Likely(doc.Text()[p.Start:p.End], alternatives)
		if p.Start >= end || p.End <= start || len(likely) == 0 {
			continue
		}
		list := make([]string, len(likely))
		for i, g := range likely {
			list[i] = fmt.Sprintf("%s %.2f", g.Language, g.Score)
		}
		said := "taken to be in no language"
		if p.Language != "" {
			said = "taken for " + p.Language
		}
		reasons = append(reasons, plugin.Reason{
			Code:    "multilingual.language",
			Message: fmt.Sprintf("bytes %d-%d are %s: %s", p.Start, p.End, said, strings.Join(list, ", ")),
		})
	}
	return reasons, nil
}
