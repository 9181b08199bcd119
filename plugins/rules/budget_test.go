package rules

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"
)

// catastrophic needs time exponential in the length of a run of a.
const catastrophic = `patterns: [{id: slow, label: A, regex: '(?:a|aa)+(?=c)'}]`

func TestBudget(t *testing.T) {
	t.Parallel()
	text := "ä secret" + strings.Repeat("a", 200) + "bc"
	st := openStage(t, "{budget: 20ms, "+catastrophic+"}")
	doc := newDocument(t, text)
	err := st.Process(context.Background(), doc)
	if !errors.Is(err, errBudget) {
		t.Fatalf("got %v, want %v", err, errBudget)
	}
	if !strings.Contains(err.Error(), "rules.yaml:1") || !strings.Contains(err.Error(), "slow") {
		t.Errorf("%q does not name the rule", err)
	}
	if strings.Contains(err.Error(), "secret") || strings.Contains(err.Error(), "aaa") {
		t.Errorf("%q holds text of the document", err)
	}
	if doc.Layer("rules") != nil {
		t.Error("a layer was added in spite of the error")
	}
	process(t, st, "aaac aac") // the stage goes on with other documents
}

func TestBudgetOfExceptions(t *testing.T) {
	t.Parallel()
	st := openStage(t, `{budget: 20ms, patterns: [{label: A, regex: 'a+', except: ['(?:a|aa)+(?=c)']}]}`)
	err := st.Process(context.Background(), newDocument(t, strings.Repeat("a", 200)+"bc"))
	if !errors.Is(err, errBudget) {
		t.Fatalf("got %v, want %v", err, errBudget)
	}
}

func TestContextEnds(t *testing.T) {
	t.Parallel()
	st := openStage(t, "{budget: 1m, "+catastrophic+"}")
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
	defer cancel()
	err := st.Process(ctx, newDocument(t, strings.Repeat("a", 200)+"bc"))
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v, want %v", err, context.DeadlineExceeded)
	}
	cancelled, stop := context.WithCancel(context.Background())
	stop()
	if err := st.Process(cancelled, newDocument(t, "a")); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want %v", err, context.Canceled)
	}
}

func TestBudgetGrowsWithTheText(t *testing.T) {
	t.Parallel()
	tests := []struct {
		size int
		want time.Duration
	}{{0, time.Second}, {budgetUnit - 1, time.Second}, {budgetUnit, 2 * time.Second}, {10*budgetUnit + 1, 11 * time.Second}}
	for _, tt := range tests {
		b := newBudget(time.Second, tt.size)
		if got, _ := b.left(context.Background()); got != tt.want {
			t.Errorf("%d bytes: %v, want %v", tt.size, got, tt.want)
		}
	}
}

func TestStackLimit(t *testing.T) {
	t.Parallel()
	st := openStage(t, `{budget: 1m, patterns: [{label: A, regex: '(?:(?:a|b)(?!c))+d'}]}`)
	err := st.Process(context.Background(), newDocument(t, strings.Repeat("ab", 2_000_000)+"d"))
	if !errors.Is(err, errStack) {
		t.Errorf("got %v, want %v", err, errStack)
	}
}
