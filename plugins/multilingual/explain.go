package multilingual

import (
	"context"
	"fmt"
	"strings"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/plugin"
)

// Explain says what the words in the bytes [start,end) and around them speak for.
func (s *stage) Explain(_ context.Context, doc *document.Document, start, end int) ([]plugin.Reason, error) {
	var reasons []plugin.Reason
	for _, r := range doc.Languages() {
		if r.Start >= end || r.End <= start {
			continue
		}
		likely := s.detector.Likely(doc.Text()[r.Start:r.End], 3)
		if len(likely) == 0 {
			continue
		}
		var list []string
		for _, g := range likely {
			list = append(list, fmt.Sprintf("%s %.2f", g.Language, g.Score))
		}
		said := "taken to be in no language"
		if r.Language != "" {
			said = fmt.Sprintf("taken for %s", r.Language)
		}
		reasons = append(reasons, plugin.Reason{
			Code:    "multilingual.language",
			Message: fmt.Sprintf("bytes %d-%d are %s: %s", r.Start, r.End, said, strings.Join(list, ", ")),
		})
	}
	return reasons, nil
}
