package host

import (
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"time"
)

// A digester computes digests of files, of each version of a file once.
type digester struct {
	mu    sync.Mutex
	known map[fileVersion]string
}

// fileVersion tells the versions of a file apart without reading it.
type fileVersion struct {
	path    string
	size    int64
	changed time.Time
	inode   uint64
}

func (d *digester) sum(path string) (string, error) {
	info, err := os.Stat(path)
	if err != nil {
		return "", err
	}
	v := fileVersion{path: path, size: info.Size(), changed: info.ModTime(), inode: inode(info)}
	d.mu.Lock()
	defer d.mu.Unlock()
	if sum, ok := d.known[v]; ok {
		return sum, nil
	}
	sum, err := sumFile(path)
	if err != nil {
		return "", err
	}
	if d.known == nil {
		d.known = make(map[fileVersion]string)
	}
	d.known[v] = sum
	return sum, nil
}

func sumFile(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer func() { _ = f.Close() }()
	hash := sha256.New()
	if _, err := io.Copy(hash, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(hash.Sum(nil)), nil
}

// Digest returns the absolute path of the file that [Command.SHA256] speaks of
// and its SHA-256 in hexadecimal: what a lock file or a manifest records.
func (h *Host) Digest(cmd Command) (path, sha string, err error) {
	program, err := find(cmd)
	if err != nil {
		return "", "", err
	}
	path = pinned(cmd, program)
	if sha, err = h.digests.sum(path); err != nil {
		return "", "", fmt.Errorf("plugin %q: computing its digest: %w", cmd.name(), err)
	}
	return path, sha, nil
}

// pinned is the file whose digest counts: the program, or the script that an
// interpreter found in PATH is given.
func pinned(cmd Command, program string) string {
	if !cmd.bare() {
		return program
	}
	for _, arg := range cmd.Args {
		if path, err := cmd.abs(arg); err == nil && !strings.HasPrefix(arg, "-") {
			if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() {
				return path
			}
		}
	}
	return program
}

// verify compares the digest of a command with the one it must have. Somebody
// who can replace the file between this and the start can do so; keep plugins
// where only their owner can write.
func (h *Host) verify(cmd Command, program string) error {
	path := pinned(cmd, program)
	got, err := h.digests.sum(path)
	if err != nil {
		return &StartError{Command: cmd.name(), Code: CodeChecksum,
			Summary: fmt.Sprintf("its checksum cannot be verified: %v", err), Hint: "make the file readable", Err: err}
	}
	want := strings.ToLower(strings.TrimPrefix(strings.TrimSpace(cmd.SHA256), "sha256:"))
	if subtle.ConstantTimeCompare([]byte(got), []byte(want)) == 1 {
		return nil
	}
	return &StartError{Command: cmd.name(), Code: CodeChecksum,
		Summary: fmt.Sprintf("%s has the SHA-256 %s, but %s is required", path, got, want),
		Hint:    "if you trust the file as it is now, put its checksum into the configuration; otherwise install the right version"}
}
