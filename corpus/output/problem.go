package output

import (
	"errors"
	"fmt"
	"io/fs"
	"syscall"

	"github.com/onomast/onomast/core/diag"
)

// The codes of the diagnostics in this package's errors.
const (
	CodeNotDirectory  = "output.not-a-directory"
	CodeNotWritable   = "output.not-writable"
	CodeNotARun       = "output.not-a-run"
	CodeLocked        = "output.locked"
	CodeForeign       = "output.foreign-files"
	CodeOtherRun      = "output.other-run"
	CodeInputsChanged = "output.inputs-changed"
	CodeDamaged       = "output.damaged"
	CodeWrite         = "output.write"
	CodeCounts        = "output.counts"
)

// A problem is a diagnostic with its cause; both can be had by errors.As.
type problem struct {
	diag.Diagnostic
	cause error
}

func (p *problem) Error() string { return p.Diagnostic.Error() }

func (p *problem) Unwrap() []error {
	if p.cause == nil {
		return []error{p.Diagnostic}
	}
	return []error{p.Diagnostic, p.cause}
}

func report(code string, cause error, hint, format string, args ...any) error {
	return &problem{diag.Diagnostic{Severity: diag.Error, Code: code, Summary: fmt.Sprintf(format, args...), Hint: hint}, cause}
}

// reason strips the operation and path off an error of the os package; the
// summary names the file.
func reason(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}

// unwritable explains why a directory cannot be used at all.
func unwritable(path string, err error) error {
	switch {
	case errors.Is(err, syscall.ENOTDIR), errors.Is(err, fs.ErrExist):
		return report(CodeNotDirectory, err, "choose another -o", "%s is in the way: a file, not a directory", path)
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return report(CodeNotWritable, err, "make it writable or choose another -o", "cannot write to %s: %v", path, reason(err))
	}
	return report(CodeNotWritable, err, advice(err, "see to the disk or choose another -o"), "cannot use %s: %v", path, reason(err))
}

// unwritten explains a write that failed in the middle of a run.
func unwritten(path string, safe int, err error) error {
	hint := advice(err, "see to the disk")
	return report(CodeWrite, err, fmt.Sprintf("what became of the first %d documents is safe: %s and run the same command to go on", safe, hint),
		"cannot write %s: %v", path, reason(err))
}

func advice(err error, otherwise string) string {
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return "free space"
	case errors.Is(err, syscall.EFBIG):
		return "lift the limit on the size of files"
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return "make the directory writable"
	}
	return otherwise
}

// foreign lists files no run put there.
func foreign(path string, names []string) error {
	return report(CodeForeign, nil, "choose an empty directory for -o, or move them away", "%s holds files of somebody else: %s", path, diag.Some(names, 5))
}

func damaged(hint, format string, args ...any) error {
	if hint == "" {
		hint = "begin anew with --restart or another -o"
	}
	return report(CodeDamaged, nil, hint, format, args...)
}

func isProblem(err error) bool {
	var p *problem
	return errors.As(err, &p)
}
