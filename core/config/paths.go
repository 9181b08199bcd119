package config

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
)

// checkPath resolves an option that names a file, and makes sure that the file
// can be read. hint says where such files come from, if anybody knows.
func (k *checker) checkPath(s *checked, pointer, written, hint string) {
	at := withPointer(s.token) + pointer
	m, ok := k.chain.index.nearest(at)
	dir := k.chain.root.dir
	if _, exact := k.chain.index[at]; ok && exact {
		dir = m.dir
	}
	if strings.ContainsRune(written, 0) {
		k.report(at, "config.bad-value", "a path can not hold a NUL", "")
		return
	}
	abs := absolute(written, dir)
	if k.exists(at, abs, written, hint) {
		s.files[pointer] = abs
	}
}

// exists reports a file that is not there or can not be read. Folders will do:
// models are kept in some.
func (k *checker) exists(pointer, abs, written, hint string) bool {
	info, err := os.Stat(abs)
	if err == nil && !info.Mode().IsRegular() && !info.IsDir() {
		k.report(pointer, "config.unreadable", fmt.Sprintf("%q is no regular file", shorten(written)), "")
		return false
	}
	if err == nil {
		err = readable(abs)
	}
	switch {
	case err == nil:
		return true
	case errors.Is(err, fs.ErrNotExist):
		k.report(pointer, "config.no-such-file", fmt.Sprintf("there is no file %q", shorten(written)), pathHint(abs, written, hint))
	default:
		k.report(pointer, "config.unreadable", fmt.Sprintf("can not read %q: %s", shorten(written), reason(err)), "")
	}
	return false
}

func readable(path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	return file.Close()
}
