package host

import (
	"io/fs"
	"os"
)

// lockFile only opens the file; run directories are not swept on Windows.
func lockFile(path string) (*os.File, error) {
	return os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
}

func ownedByUs(fs.FileInfo) bool { return false }

func inode(fs.FileInfo) uint64 { return 0 }
