package pipeline

import (
	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/plugin"
)

// An AccountLanguage is a stretch of the text in one language. Start and End are byte
// offsets, half-open.
type AccountLanguage struct {
	Start    int      `json:"start"`
	End      int      `json:"end"`
	Language string   `json:"language"`
	Score    *float32 `json:"score"`
	// Evidence says why, where the language was taken for want of a better one.
	Evidence []document.Attr `json:"evidence,omitempty"`
	// Without are the stages that are for other languages.
	Without []string `json:"without,omitempty"`
}

// spoken says what language the parts of a text are in, and which stages that rules
// out. Nobody wants to know where no stage finds languages or goes by them.
func (r *Runner) spoken(doc *document.Document) []AccountLanguage {
	l := doc.Layer(document.Language)
	if l.Len() == 0 || !r.findsLanguage && len(r.languages) == 0 {
		return nil
	}
	var out []AccountLanguage
	for _, region := range doc.Languages() {
		a := AccountLanguage{Start: region.Start, End: region.End, Language: region.Language}
		if i := spanAt(l, region.Start); i >= 0 {
			if score, kind := l.Score(i); kind != document.None {
				a.Score = &score
			}
			a.Evidence = l.Evidence(i)
		}
		for i := range r.plan.Stages {
			s := &r.plan.Stages[i]
			if only := s.When.Language; len(only) > 0 && !plugin.MatchesLanguage(only, region.Language) {
				a.Without = append(a.Without, s.ID)
			}
		}
		out = append(out, a)
	}
	return out
}

// spanAt returns the index of the innermost span at a byte, or -1.
func spanAt(l *document.Layer, at int) int {
	best := -1
	for i := range l.Len() {
		if l.Start(i) <= at && at < l.End(i) && (best < 0 || l.Start(i) >= l.Start(best) && (best == 0 || l.End(i) <= l.End(best))) {
			best = i
		}
	}
	return best
}
