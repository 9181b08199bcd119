package main

import (
	"testing"
	"time"

	"github.com/onomast/onomast/corpus/batch"
)

func TestProgressLine(t *testing.T) {
	t.Parallel()
	const mb = 1 << 20
	begin := time.Unix(1000, 0)
	tests := map[string]struct {
		passed, documents, dead int64
		before, done, total     int64 // bytes
		after                   time.Duration
		want                    string
	}{
		"from a pipe":  {documents: 1, after: time.Second, want: "1 document  1/s  1s"},
		"many":         {documents: 1234567, dead: 1200, after: time.Minute, want: "1,234,567 documents  20,576/s  1m0s  1,200 dead"},
		"too early":    {documents: 100, done: mb, total: 10 * mb, after: time.Second, want: " 10 %  100 documents  100/s  1s"},
		"files":        {documents: 500, done: mb, total: 4 * mb, after: 10 * time.Second, want: " 25 %  500 documents  50/s  10s  30s left"},
		"taken up":     {passed: 300, documents: 600, before: 3 * mb, done: 6 * mb, total: 9 * mb, after: 10 * time.Second, want: " 66 %  600 documents  30/s  10s  10s left"},
		"at the end":   {documents: 600, done: 9 * mb, total: 9 * mb, after: 10 * time.Second, want: "100 %  600 documents  60/s  10s  0s left"},
		"files grow":   {documents: 600, done: 12 * mb, total: 9 * mb, after: 10 * time.Second, want: "100 %  600 documents  60/s  10s  0s left"},
		"only passing": {passed: 5000, want: "5,000 documents done before"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var p batch.Progress
			line := progressLine{progress: &p}
			p.Documents.Store(tt.passed)
			if tt.documents > 0 {
				p.Start(begin)
				line.at(begin, tt.before, tt.total)
				p.Documents.Store(tt.documents)
				p.Dead.Store(tt.dead)
			}
			if got := line.at(begin.Add(tt.after), tt.done, tt.total); got != tt.want {
				t.Errorf("got  %q\nwant %q", got, tt.want)
			}
		})
	}
}

func TestTally(t *testing.T) {
	t.Parallel()
	by := map[string]int{"reader: binary": 2, "words: crash": 1500, "rules: budget": 2}
	if got, want := tally(by), "words: crash 1,500, reader: binary 2, rules: budget 2"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
