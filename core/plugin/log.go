package plugin

import (
	"context"
	"io"
	"log/slog"
	"os"
	"slices"
	"strings"
)

// stageKey is the key of a stage's id in a context.
type stageKey struct{}

// withStage marks a context as that of a stage, for its log lines.
func withStage(ctx context.Context, id string) context.Context {
	return context.WithValue(ctx, stageKey{}, id)
}

// newLogger returns a logger that writes what the host reads: one JSON object a
// line with @timestamp, @level, @message and, when the context of a stage was
// given, @stage.
func newLogger(w io.Writer, level slog.Leveler) *slog.Logger {
	root := slog.NewJSONHandler(w, &slog.HandlerOptions{Level: level, ReplaceAttr: renameBuiltin})
	return slog.New(stageHandler{Handler: root, root: root})
}

// logLevel reads [EnvLogLevel]. A word it does not know means info.
func logLevel() slog.Level {
	var level slog.Level
	if err := level.UnmarshalText([]byte(os.Getenv(EnvLogLevel))); err != nil {
		return slog.LevelInfo
	}
	return level
}

func renameBuiltin(groups []string, a slog.Attr) slog.Attr {
	if len(groups) > 0 {
		return a
	}
	switch a.Key {
	case slog.TimeKey:
		a.Key = "@timestamp"
	case slog.LevelKey:
		return slog.String("@level", strings.ToLower(a.Value.String()))
	case slog.MessageKey:
		a.Key = "@message"
	}
	return a
}

// stageHandler adds the stage's id found in the context, outside of all groups.
type stageHandler struct {
	slog.Handler
	root  slog.Handler                      // without attributes and groups
	steps []func(slog.Handler) slog.Handler // what led from root to Handler
}

func (h stageHandler) Handle(ctx context.Context, r slog.Record) error {
	id, ok := ctx.Value(stageKey{}).(string)
	if !ok {
		return h.Handler.Handle(ctx, r)
	}
	staged := h.root.WithAttrs([]slog.Attr{slog.String("@stage", id)})
	for _, step := range h.steps {
		staged = step(staged)
	}
	return staged.Handle(ctx, r)
}

func (h stageHandler) WithAttrs(attrs []slog.Attr) slog.Handler {
	return h.after(func(base slog.Handler) slog.Handler { return base.WithAttrs(attrs) })
}

func (h stageHandler) WithGroup(name string) slog.Handler {
	return h.after(func(base slog.Handler) slog.Handler { return base.WithGroup(name) })
}

func (h stageHandler) after(step func(slog.Handler) slog.Handler) slog.Handler {
	return stageHandler{Handler: step(h.Handler), root: h.root, steps: append(slices.Clip(h.steps), step)}
}
