package resolver

import (
	"context"
	"fmt"
	"strings"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/plugin"
)

// Explain says what became of every candidate that shares a byte with
// [start,end). Codes are "resolver." and the outcome.
func (s *stage) Explain(ctx context.Context, doc *document.Document, start, end int) ([]plugin.Reason, error) {
	p, err := s.resolve(ctx, doc)
	if err != nil {
		return nil, err
	}
	defer s.problems.put(p)
	var reasons []plugin.Reason
	for _, d := range p.decisions() {
		if c := &p.cands[d.cand]; int(c.start) < end && start < int(c.end) {
			reasons = append(reasons, p.reason(d))
		}
	}
	if len(reasons) == 0 {
		reasons = append(reasons, plugin.Reason{
			Code:    "resolver.no_candidate",
			Message: fmt.Sprintf("no stage that %s reads proposes anything at %d-%d", s.policy.stage, start, end),
		})
	}
	return reasons, nil
}

// reason puts a decision into words.
func (p *problem) reason(d decision) plugin.Reason {
	c := &p.cands[d.cand]
	r := plugin.Reason{Code: "resolver." + string(d.outcome)}
	if c.made == none {
		r.Origin = origin(p.layers[c.source].Evidence(int(c.index)))
	}
	r.Message = fmt.Sprintf("%d-%d %s of %s (%s): %s", c.start, c.end, d.label, d.source, p.scored(c), p.because(d))
	return r
}

// origin returns where the rule or list entry behind a candidate is written.
func origin(evidence []document.Attr) string {
	for _, a := range evidence {
		if a.Key == "list" || a.Key == "rule" {
			return a.Value
		}
	}
	return ""
}

func (p *problem) scored(c *candidate) string {
	if c.kind == document.None {
		return fmt.Sprintf("no score, weighed as %.3g", float64(c.weight)/millionth)
	}
	return fmt.Sprintf("%s score %.3g", c.kind, c.score)
}

// because says why a decision was made.
func (p *problem) because(d decision) string {
	to := strings.Join(d.lostTo, ", ")
	switch d.outcome {
	case outKept:
		return "kept"
	case outMerged:
		return "agrees with " + to
	case joinedInto:
		return "joined into " + to
	case labelDropped:
		return "its label is dropped by the options"
	case belowThreshold:
		return fmt.Sprintf("below the threshold of %.3g", float64(p.thresholdOf(&p.cands[d.cand]))/millionth)
	case nestingForbidden:
		return fmt.Sprintf("nesting does not allow it together with %s, which wins by %s", to, wording(d.by))
	case outTooDeep:
		return fmt.Sprintf("max_depth is %d and %s is there", p.policy.maxDepth, to)
	}
	if to == "" {
		return "lost: " + wording(d.by)
	}
	return fmt.Sprintf("lost to %s by %s", to, wording(d.by))
}

// wording says for people what decided.
func wording(by string) string {
	switch by {
	case byPriority:
		return "priority"
	case byLength:
		return "length"
	case byTieBreak:
		return "the order of ties (earlier, longer, label)"
	case bySum:
		return "what they are worth together"
	case byParent:
		return "its parent, which was not kept"
	case byNesting:
		return "the structure around it"
	case byApproximate:
		return "the group of overlapping candidates was too large (max_pairs)"
	}
	return by
}

// thresholdOf returns the threshold a candidate missed, in millionths.
func (p *problem) thresholdOf(c *candidate) int32 {
	info := &p.labels.infos[c.label]
	if c.fate == belowThreshold {
		return p.sources[c.source].thresholdFor(info.name)
	}
	return info.threshold
}
