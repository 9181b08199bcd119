package main

import (
	"strings"
	"testing"
)

func TestReportTellsGrowth(t *testing.T) {
	t.Parallel()
	sampled := func(early, late int64) *watcher {
		return &watcher{samples: []sample{
			{documents: 10, host: 900, plugins: 900}, // it is still starting
			{documents: 60, host: early, plugins: 50},
			{documents: 100, host: early - 10, plugins: 50},
			{documents: 500, host: 5000, plugins: 5000}, // between the marks
			{documents: 950, host: late, plugins: 50},
		}}
	}
	tests := map[string]struct {
		early, late int64
		want        string
	}{
		"flat":    {100, 100, ""},
		"less":    {100, 60, ""},
		"a third": {100, 150, "1.33 times"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := sampled(tt.early, tt.late).report(t.Output(), 1000, 1.1)
			if (err != nil) != (tt.want != "") || err != nil && !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want %q", err, tt.want)
			}
		})
	}
	if err := (&watcher{}).report(t.Output(), 1000, 1.1); err == nil {
		t.Error("no samples are no proof")
	}
}
