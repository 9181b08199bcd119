package plugintest

import (
	"strings"
	"testing"
)

func TestCommand(t *testing.T) {
	t.Parallel()
	report := RunCommand(t.Context(), command("good"), options())
	for _, c := range report.Checks {
		if c.Status == Failed {
			t.Errorf("%s", c)
		}
	}
	for _, name := range []string{"process.restart", "process.interrupt", "process.handshake", "describe.complete", "texts.offsets", "process.health", "process.by-hand", "process.lifeline", "process.shutdown"} {
		if c, ok := checkOf(report, name); !ok || c.Status != OK {
			t.Errorf("%s: %+v", name, c)
		}
	}
}

func TestCommandFlaws(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, want, detail string
		command            []string
	}{
		{"prints first", "process.handshake", "loading the model", command("chatty")},
		{"silent by hand", "process.by-hand", "code 0", command("silent-by-hand")},
		{"outlives its host", "process.lifeline", "still there", command("orphan")},
		{"no such program", "process.handshake", "no-such-program", []string{"/no-such-program"}},
		{"no command", "process.handshake", "no command", nil},
		{"another program", "process.handshake", "usage", []string{"/bin/sh", "-c", "echo usage >&2; exit 3"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			report := RunCommand(t.Context(), tt.command, Options{})
			c, _ := checkOf(report, tt.want)
			if c.Status != Failed || !strings.Contains(c.Detail, tt.detail) {
				t.Errorf("%+v", c)
			}
		})
	}
}

func TestCommandThatHangs(t *testing.T) {
	t.Parallel()
	opts := Options{Timeout: 50_000_000}
	report := RunCommand(t.Context(), command("hanging"), opts)
	if c, _ := checkOf(report, "process.handshake"); c.Status != Failed || len(report.Checks) != 2 {
		t.Errorf("%+v", report.Checks)
	}
}
