package plugin

import (
	"fmt"
	"io"
	"log/slog"
	"os"
	"strconv"
)

// exitOrphan is the exit code of a plugin whose host is gone.
const exitOrphan = 3

// holdLifeline ends the process when the host ends, however that happens. A
// plugin without a lifeline is one that a person keeps alive.
func holdLifeline() {
	value := os.Getenv(EnvLifeline)
	if value == "" {
		return
	}
	pipe, err := openLifeline(value)
	if err != nil {
		slog.Warn("no lifeline: the plugin may outlive its host", "error", err)
		return
	}
	go func() {
		if _, err := io.Copy(io.Discard, pipe); err != nil {
			slog.Warn("lifeline lost: the plugin may outlive its host", "error", err)
			return
		}
		os.Exit(exitOrphan)
	}()
}

func openLifeline(value string) (*os.File, error) {
	fd, err := strconv.ParseUint(value, 10, 31)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", EnvLifeline, err)
	}
	pipe, err := openPipe(int(fd))
	if err != nil {
		return nil, fmt.Errorf("%s=%s: %w", EnvLifeline, value, err)
	}
	return pipe, nil
}
