package plugin

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"testing"
)

func TestLogLines(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	logger := newLogger(&b, slog.LevelWarn).With("model", "m").WithGroup("g")
	ctx := withStage(context.Background(), "s")
	logger.InfoContext(ctx, "too low")
	logger.WarnContext(ctx, "two\nlines", "msg", 1)
	if n := bytes.Count(b.Bytes(), []byte("\n")); n != 1 {
		t.Fatalf("%d lines: %s", n, &b)
	}
	var e map[string]any
	if err := json.Unmarshal(b.Bytes(), &e); err != nil {
		t.Fatal(err)
	}
	if e["@level"] != "warn" || e["@message"] != "two\nlines" || e["model"] != "m" {
		t.Errorf("line %v", e)
	}
	group, _ := e["g"].(map[string]any)
	if group["msg"] != 1.0 {
		t.Errorf("an attribute of a group was taken for a built-in one: %v", e)
	}
	if e["@stage"] != "s" {
		t.Errorf("a group swallowed the stage: %v", e)
	}
}
