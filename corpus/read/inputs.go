package read

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/corpus"
)

// An inputKind says what an argument turned out to be.
type inputKind uint8

const (
	inputFile inputKind = iota
	inputDir
	inputGlob
	inputStdin
)

// stdinName is the input, path and id of standard input.
const stdinName = "-"

// An input is one argument.
type input struct {
	kind    inputKind
	path    string // as given, cleaned; for a pattern the directory that holds its matches
	real    string // absolute, links resolved
	pattern glob   // of a pattern, below path
	given   string // the argument itself
}

// A plan is every input, and what is needed to read each file once without
// remembering files: a directory or file that the user named is read in its
// own place, and passed over wherever else a walk meets it.
type plan struct {
	inputs []input
	filter filter
	roots  map[string]string // real path of a directory that is walked -> what comes before its paths in patterns
	files  map[string]bool   // real paths of files named one by one
}

// newPlan looks at every argument, and reports all that cannot be used.
func newPlan(args []string, f filter) (*plan, diag.List) {
	p := &plan{filter: f, roots: map[string]string{}, files: map[string]bool{}}
	var list diag.List
	for _, arg := range args {
		in, err := resolve(arg)
		if err != nil {
			list = append(list, *err)
			continue
		}
		p.add(in)
	}
	if len(args) == 0 {
		list = append(list, mistake("input.none", "there is nothing to read", "name files, directories or patterns, or - for standard input"))
	}
	return p, list
}

// add keeps an input unless it was named before.
func (p *plan) add(in input) {
	switch in.kind {
	case inputDir:
		if _, again := p.roots[in.real]; again {
			return
		}
		p.roots[in.real] = ""
	case inputFile, inputStdin:
		if p.files[in.real] {
			return
		}
		p.files[in.real] = true
	}
	p.inputs = append(p.inputs, in)
}

// resolve finds out what an argument is.
func resolve(arg string) (input, *diag.Diagnostic) {
	if arg == stdinName {
		return input{kind: inputStdin, path: stdinName, real: stdinName, given: arg}, nil
	}
	in := input{path: filepath.Clean(arg), given: arg}
	info, err := os.Stat(in.path)
	if err != nil || arg == "" {
		if errors.Is(err, fs.ErrNotExist) && isGlob(arg) {
			return resolveGlob(in)
		}
		return in, absent(arg, err)
	}
	if info.IsDir() {
		in.kind = inputDir
	}
	return in.resolved()
}

func resolveGlob(in input) (input, *diag.Diagnostic) {
	dir, rest := splitGlob(filepath.ToSlash(in.path))
	pattern, err := compileGlob(rest)
	if err != nil {
		d := mistake("input.pattern", err.Error(), "write a literal [ as [[]")
		return in, &d
	}
	pattern.byName = false
	in.kind, in.path, in.pattern = inputGlob, filepath.FromSlash(dir), pattern
	if info, err := os.Stat(in.path); err != nil || !info.IsDir() {
		return in, absent(in.path, fs.ErrNotExist)
	}
	return in.resolved()
}

// resolved fills in the real path.
func (in input) resolved() (input, *diag.Diagnostic) {
	real, err := realPath(in.path)
	if err != nil {
		return in, absent(in.given, err)
	}
	in.real = real
	return in, nil
}

func realPath(path string) (string, error) {
	absolute, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	return filepath.EvalSymlinks(absolute)
}

// absent explains why an argument cannot be used.
func absent(arg string, err error) *diag.Diagnostic {
	var d diag.Diagnostic
	switch {
	case arg == "":
		d = mistake("input.not-found", "an input is empty", "name a file, a directory or a pattern")
	case errors.Is(err, fs.ErrNotExist):
		d = mistake("input.not-found", "there is no file or directory "+quote(arg), sibling(arg))
	default:
		d = mistake("input.unreadable", "cannot look at "+quote(arg)+": "+reason(err), "check its permissions and those of the directories above it")
	}
	return &d
}

// sibling suggests a name near the one that does not exist.
func sibling(arg string) string {
	dir, name := filepath.Split(filepath.Clean(arg))
	f, err := os.Open(or(dir, "."))
	if err != nil {
		return closestParent(dir)
	}
	defer func() { _ = f.Close() }()
	names, _ := f.Readdirnames(10_000) // a suggestion need not be complete
	if near := diag.DidYouMean(name, names); near != "" {
		return "did you mean " + quote(filepath.ToSlash(dir+near)) + "?"
	}
	return "check the spelling and the current directory"
}

func closestParent(dir string) string {
	if dir == "" {
		return "check the spelling and the current directory"
	}
	return "the directory " + quote(filepath.ToSlash(filepath.Clean(dir))) + " does not exist either"
}

// reason is an error without the path, which the message around it has.
func reason(err error) string {
	var pathError *fs.PathError
	if errors.As(err, &pathError) {
		return pathError.Err.Error()
	}
	return err.Error()
}

func unreadable(what string, err error) *corpus.Failure {
	return failure(codeUnreadable, "check its permissions, and run the same command again", "cannot read %s: %s", what, reason(err))
}

// covered reports whether a walk of the plan reads the file or directory under
// its real path.
func (p *plan) covered(real string, dir bool) bool {
	if p.files[real] {
		return true
	}
	for root := real; ; {
		if prefix, ok := p.roots[root]; ok {
			rel, err := filepath.Rel(root, real)
			return err == nil && p.wanted(prefix, filepath.ToSlash(rel), dir)
		}
		parent := filepath.Dir(root)
		if parent == root {
			return false
		}
		root = parent
	}
}

// wanted reports whether the walk of a root gets to the path below it.
func (p *plan) wanted(prefix, rel string, dir bool) bool {
	if rel == "." {
		return true
	}
	segments := strings.Split(rel, "/")
	at := prefix
	for i, s := range segments {
		if hidden(s) {
			return false
		}
		at = below(at, s)
		if (dir || i < len(segments)-1) && !p.filter.dir(at) {
			return false
		}
	}
	return dir || p.filter.file(at)
}

// hidden is the rule for names that are passed over in a directory.
func hidden(name string) bool { return strings.HasPrefix(name, ".") }

// below joins a path in patterns and a name.
func below(rel, name string) string {
	if rel == "" {
		return name
	}
	return rel + "/" + name
}
