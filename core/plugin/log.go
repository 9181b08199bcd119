package plugin

import (
	"context"
	"io"
	"log/slog"
	"os"
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
	return slog.New(stageHandler{slog.NewJSONHandler(w, &slog.HandlerOptions{
		Level: level, ReplaceAttr: renameBuiltin,
	})})
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

// stageHandler adds the stage's id found in the context.
type stageHandler struct{ slog.Handler }

func (h stageHandler) Handle(ctx context.Context, r slog.Record) error {
	if id, ok := ctx.Value(stageKey{}).(string); ok {
		r = r.Clone()
		r.AddAttrs(slog.String("@stage", id))
	}
	return h.Handler.Handle(ctx, r)
}

func (h stageHandler) WithAttrs(attrs []slog.Attr) slog.Handler {
	return stageHandler{h.Handler.WithAttrs(attrs)}
}

func (h stageHandler) WithGroup(name string) slog.Handler {
	return stageHandler{h.Handler.WithGroup(name)}
}
