package rules

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestPlurals(t *testing.T) {
	t.Parallel()
	for term, want := range map[string][]string{
		"router": {"routers"}, "box": {"boxes"}, "switch": {"switches"}, "battery": {"batteries"}, "tray": {"trays"},
		"bus": {"buses"}, "power supply": {"power supplies"}, "VPN": {"VPNs", "VPNS"}, "SWITCH": {"SWITCHes", "SWITCHES"}, "XG-4500": nil, "Café": {"Cafés"},
	} {
		if diff := cmp.Diff(want, plurals(term)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", term, diff)
		}
	}
}

func TestVariantsAndTypos(t *testing.T) {
	t.Parallel()
	tests := []struct {
		options, text string
		want          []string
	}{
		{"variants: [hyphen]", "X-ray, X ray, Xray, X - ray; follow up, follow-up, followup", []string{"X-ray", "X ray", "Xray", "follow up", "follow-up"}},
		{"variants: [plural]", "router routers battery batteries", []string{"router", "routers", "battery", "batteries"}},
		{"variants: [hyphen, plural]", "X rays, Xrays", []string{"X rays", "Xrays"}},
		{"variants: [spaced]", "X-ray X - ray, X ray, X -ray", []string{"X-ray", "X - ray"}},
		{"variants: [hyphen, plural, spaced]", "X - rays, follow - ups", []string{"X - rays", "follow - ups"}},
		{"fuzzy: 1", "the ruoter and the baterries, but not a rter", []string{"ruoter"}},
		{"fuzzy: 2", "the ruoter and the batereis, but not a ruter or a rt", []string{"ruoter", "ruter"}},
		{"fuzzy: 1, variants: [plural]", "the bateries", []string{"bateries"}},
		{"fuzzy: 1, fuzzy_from: 7", "the ruoter and the batery", []string{"batery"}},
	}
	for _, tt := range tests {
		st := openStage(t, fmt.Sprintf("lists: [{label: X, terms: [X-ray, follow up, router, battery], %s}]", tt.options))
		var got []string
		for _, s := range process(t, st, tt.text).All() {
			got = append(got, tt.text[s.Start:s.End])
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.options, diff)
		}
	}
}

func TestTypingErrorsAreEvidence(t *testing.T) {
	t.Parallel()
	st := openStage(t, "lists: [{label: X, terms: [router], fuzzy: 1, variants: [plural]}]")
	l := process(t, st, "ruoter routers")
	if got := fmt.Sprint(l.Span(0).Evidence); got != "[{rule rules.yaml:1} {list rules.yaml:1} {typing_errors 1}]" {
		t.Errorf("evidence %s", got)
	}
	if got := fmt.Sprint(l.Span(1).Evidence); got != "[{rule rules.yaml:1} {list rules.yaml:1}]" {
		t.Errorf("evidence of a plural %s", got)
	}
	if _, found := compile(config(t, "lists: [{label: X, terms: [router], fuzzy: 1, word_boundary: false}]", nil)); !found.HasErrors() {
		t.Error("typing errors inside words are not refused")
	}
}
