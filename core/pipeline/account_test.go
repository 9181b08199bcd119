package pipeline

import (
	"strings"
	"testing"

	"github.com/onomast/onomast/core/plugin"
)

func TestReasonsThatWeighAMatch(t *testing.T) {
	t.Parallel()
	for codes, want := range map[string]string{
		"":                                   "",
		"rules.match":                        "",
		"crf.match crf.for crf.against":      "crf.for crf.against",
		"crf.other-extent crf.for crf.match": "",
		"crf.match crf.for crf.other-extent crf.for crf.against":                 "crf.for",
		"crf.unlikely crf.for crf.match crf.against":                             "crf.against",
		"crf.match crf.for rules.except crf.against a.match a.for b.for c.d.for": "crf.for a.for b.for",
	} {
		var reasons []plugin.Reason
		for _, code := range strings.Fields(codes) {
			reasons = append(reasons, plugin.Reason{Code: code})
		}
		var got []string
		for _, r := range weighing(reasons) {
			got = append(got, r.Code)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("of %q: got %q, want %q", codes, got, want)
		}
	}
}
