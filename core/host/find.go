package host

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// locate returns the absolute path of the program of a command, verified.
func (h *Host) locate(cmd Command) (string, error) {
	path, err := find(cmd)
	if err != nil {
		return "", err
	}
	if cmd.SHA256 == "" {
		return path, nil
	}
	return path, h.verify(cmd, path)
}

// find returns the absolute path of the program of a command.
func find(cmd Command) (string, error) {
	if cmd.Path == "" {
		return "", &StartError{Command: cmd.name(), Code: CodeNotFound,
			Summary: "the command is empty", Hint: "name a program: command: [./my-plugin]"}
	}
	if cmd.bare() {
		return findInPath(cmd)
	}
	path, err := cmd.abs(cmd.Path)
	if err != nil {
		return "", &StartError{Command: cmd.name(), Code: CodeNotFound, Summary: err.Error(), Err: err}
	}
	return path, executable(cmd, path)
}

func findInPath(cmd Command) (string, error) {
	var found error
	for _, dir := range filepath.SplitList(searchPath(cmd)) {
		if dir == "" {
			continue // the current directory is nobody's plugin directory
		}
		for _, ext := range programExtensions() {
			path := filepath.Join(dir, cmd.Path+ext)
			err := executable(cmd, path)
			if err == nil {
				return filepath.Abs(path)
			}
			var start *StartError
			if errors.As(err, &start) && start.Code != CodeNotFound && found == nil {
				found = err // there, but of no use; a later directory may do better
			}
		}
	}
	if found != nil {
		return "", found
	}
	return "", &StartError{Command: cmd.name(), Code: CodeNotFound,
		Summary: fmt.Sprintf("there is no program %q in PATH", cmd.Path),
		Hint:    pathHint(cmd), Err: fs.ErrNotExist}
}

// executable says what keeps a file from being started.
func executable(cmd Command, path string) error {
	info, err := os.Stat(path)
	e := &StartError{Command: cmd.name(), Err: err}
	switch {
	case errors.Is(err, fs.ErrPermission):
		e.Code, e.Summary = CodeNotExecutable, fmt.Sprintf("%s cannot be reached: permission denied", path)
		e.Hint = "allow its directory to be searched"
	case err != nil:
		e.Code, e.Summary, e.Hint = CodeNotFound, fmt.Sprintf("there is no file %s", path), neighbourHint(path)
	case info.IsDir():
		e.Code, e.Summary = CodeDirectory, fmt.Sprintf("%s is a directory", path)
		e.Hint = "name the program in it"
	case !mayExecute(info):
		e.Code, e.Summary = CodeNotExecutable, fmt.Sprintf("%s is not executable", path)
		e.Hint = executeHint(path)
	default:
		return nil
	}
	return e
}

func mayExecute(info fs.FileInfo) bool {
	return info.Mode().IsRegular() && (runtime.GOOS == "windows" || info.Mode().Perm()&0o111 != 0)
}

func programExtensions() []string {
	if runtime.GOOS == "windows" {
		return []string{".exe", ".com", ".bat", ".cmd", ""}
	}
	return []string{""}
}

func executeHint(path string) string {
	if strings.HasSuffix(path, ".py") {
		return "start it with its interpreter, command: [python3, " + filepath.Base(path) + "], or run chmod +x on it"
	}
	return "run chmod +x on it"
}

// pathHint says what to write instead of a name that is not in PATH.
func pathHint(cmd Command) string {
	if path, err := cmd.abs(cmd.Path); err == nil && executable(cmd, path) == nil {
		return fmt.Sprintf("for the one beside the configuration write ./%s", cmd.Path)
	}
	for _, dir := range filepath.SplitList(searchPath(cmd)) {
		if near := nearestFile(dir, cmd.Path); near != "" {
			return fmt.Sprintf("did you mean %q?", near)
		}
	}
	return "install it, or write the path of the program"
}

func neighbourHint(path string) string {
	dir := filepath.Dir(path)
	if near := nearestFile(dir, filepath.Base(path)); near != "" {
		return fmt.Sprintf("did you mean %q?", near)
	}
	if _, err := os.Stat(dir); err != nil {
		return "its directory does not exist either; a relative path starts at the file that names it"
	}
	return "a relative path starts at the file that names it"
}
