package host

import (
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"time"
)

const (
	// maxSocketPath is the longest socket path, in bytes, that every system
	// takes: the limit is 103 on macOS, whose own directory for temporary files
	// just fits, and 107 on Linux.
	maxSocketPath = 100
	// socketSuffix is what is added to the run directory at most.
	socketSuffix = "/p12345/plugin1234567890"

	runDirPrefix   = "onomast-"
	newDirPrefix   = "onomast-new-"
	lockName       = "lock"
	abandonedAfter = time.Hour
)

// A runDir holds the sockets and temporary files of all processes of a host. It
// is locked as long as the host lives, so that others can tell and clean up.
type runDir struct {
	path string
	lock *os.File
	last atomic.Int64
}

func newRunDir(wanted string, log *slog.Logger) (*runDir, error) {
	parent, err := runDirParent(wanted, log)
	if err != nil {
		return nil, err
	}
	sweep(parent, log)
	fresh, err := os.MkdirTemp(parent, newDirPrefix)
	if err != nil {
		return nil, fmt.Errorf("making the run directory: %w; set TMPDIR to a directory you can write to", err)
	}
	// It gets the name by which others find it only once it is locked.
	lock, err := lockFile(filepath.Join(fresh, lockName))
	if err == nil {
		path := filepath.Join(parent, runDirPrefix+strings.TrimPrefix(filepath.Base(fresh), newDirPrefix))
		if err = os.Rename(fresh, path); err == nil {
			return &runDir{path: path, lock: lock}, nil
		}
		_ = lock.Close()
	}
	_ = os.RemoveAll(fresh)
	return nil, fmt.Errorf("making the run directory: %w", err)
}

// runDirParent returns the first directory in which socket paths stay short.
func runDirParent(wanted string, log *slog.Logger) (string, error) {
	if wanted == "" {
		wanted = os.TempDir()
	}
	for _, dir := range []string{wanted, os.Getenv("XDG_RUNTIME_DIR"), "/tmp"} {
		if dir == "" || !shortEnough(dir) {
			continue
		}
		if info, err := os.Stat(dir); err != nil || !info.IsDir() {
			continue
		}
		if dir != wanted {
			log.Info("the directory for temporary files is not usable for sockets; using another",
				"dir", wanted, "used", dir, "max_bytes", maxParent())
		}
		return filepath.Abs(dir)
	}
	return "", fmt.Errorf("no directory for plugin sockets: %q is missing or longer than %d bytes; set TMPDIR to a short directory that exists", wanted, maxParent())
}

func shortEnough(dir string) bool { return len(dir) <= maxParent() }

func maxParent() int {
	return maxSocketPath - len("/"+runDirPrefix+"1234567890") - len(socketSuffix)
}

// sub makes a directory for one process.
func (d *runDir) sub() (string, error) {
	path := filepath.Join(d.path, "p"+strconv.FormatInt(d.last.Add(1), 10))
	return path, os.Mkdir(path, 0o700)
}

// remove removes the directory. Before it gives up the lock it takes a name that other
// hosts leave alone for a while: they would remove it, too, and get in each other's way.
func (d *runDir) remove() error {
	now := time.Now()
	_ = os.Chtimes(d.path, now, now)
	parent, name := filepath.Split(d.path)
	leaving := filepath.Join(parent, newDirPrefix+strings.TrimPrefix(name, runDirPrefix))
	if os.Rename(d.path, leaving) == nil { // not where a locked file holds it
		d.path = leaving
	}
	_ = d.lock.Close()
	return os.RemoveAll(d.path)
}

// sweep removes the run directories of hosts that are gone.
func sweep(parent string, log *slog.Logger) {
	stale, _ := filepath.Glob(filepath.Join(parent, runDirPrefix+"*")) // fails on a bad pattern only
	for _, dir := range stale {
		if !abandoned(dir) {
			continue
		}
		if err := os.RemoveAll(dir); err == nil {
			log.Debug("removed the run directory of a host that is gone", "dir", dir)
		}
	}
}

// abandoned reports whether nobody holds the lock of a run directory. One that
// is only being made has none yet.
func abandoned(dir string) bool {
	info, err := os.Lstat(dir)
	if err != nil || !info.IsDir() || !ownedByUs(info) {
		return false
	}
	if strings.HasPrefix(filepath.Base(dir), newDirPrefix) && time.Since(info.ModTime()) < abandonedAfter {
		return false
	}
	lock := filepath.Join(dir, lockName)
	if _, err := os.Lstat(lock); err != nil {
		return false // not a run directory of ours
	}
	f, err := lockFile(lock)
	if err != nil {
		return false
	}
	_ = f.Close()
	return true
}
