package host

import (
	"encoding/json"
	"log/slog"
	"slices"
	"strings"
	"time"
)

// maxAttrs is how many fields of a plugin's log line are passed on.
const maxAttrs = 32

// A logLine is one line a plugin wrote, understood as far as possible.
type logLine struct {
	level   slog.Level
	message string
	attrs   []slog.Attr
	plain   bool // it was printed, not logged
}

func (l logLine) has(key string) bool {
	return slices.ContainsFunc(l.attrs, func(a slog.Attr) bool { return a.Key == key })
}

// parseLogLine reads a JSON object as hclog (@level, @message) or slog (level,
// msg) write it; anything else is a message as it stands. No line makes it fail.
func parseLogLine(line string) logLine {
	if !strings.HasPrefix(line, "{") {
		return plainLine(line)
	}
	var fields map[string]any
	if json.Unmarshal([]byte(line), &fields) != nil {
		return plainLine(line)
	}
	message, ok := takeString(fields, "@message", "msg", "message")
	if !ok {
		return plainLine(line)
	}
	level, _ := takeString(fields, "@level", "level")
	takeTime(fields, "@timestamp", "time", "timestamp")
	return logLine{level: parseLevel(level), message: message, attrs: attrsOf(fields)}
}

// takeString removes and returns the first of the keys that holds a string.
func takeString(fields map[string]any, keys ...string) (string, bool) {
	for _, key := range keys {
		if s, ok := fields[key].(string); ok {
			delete(fields, key)
			return s, true
		}
	}
	return "", false
}

// takeTime drops the plugin's own time stamp: the host's log line has one.
func takeTime(fields map[string]any, keys ...string) {
	for _, key := range keys {
		if s, ok := fields[key].(string); ok {
			if _, err := time.Parse(time.RFC3339Nano, s); err == nil {
				delete(fields, key)
				return
			}
		}
	}
}

func attrsOf(fields map[string]any) []slog.Attr {
	keys := make([]string, 0, len(fields))
	for key := range fields {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	attrs := make([]slog.Attr, 0, min(len(keys), maxAttrs))
	for _, key := range keys[:min(len(keys), maxAttrs)] {
		attrs = append(attrs, slog.Any(strings.TrimPrefix(key, "@"), fields[key]))
	}
	return attrs
}

func parseLevel(word string) slog.Level {
	switch strings.ToLower(word) {
	case "trace", "debug":
		return slog.LevelDebug
	case "warn", "warning":
		return slog.LevelWarn
	case "error", "critical", "fatal":
		return slog.LevelError
	default:
		return slog.LevelInfo
	}
}

// plainLine guesses the level of a line from the usual beginnings.
func plainLine(line string) logLine {
	level := slog.LevelInfo
	if strings.HasPrefix(line, "panic: ") || strings.HasPrefix(line, "fatal error: ") {
		level = slog.LevelError
	} else if word, _, ok := strings.Cut(strings.TrimPrefix(line, "["), "]"); ok && line[0] == '[' {
		level = parseLevel(word)
	}
	return logLine{level: level, message: line, plain: true}
}
