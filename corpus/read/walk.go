package read

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"github.com/onomast/onomast/corpus"
)

// An item is one file to read, or why it is not read.
type item struct {
	path    string
	named   bool // the user named it: it is read whatever its extension
	skipped string
	failure *corpus.Failure
}

// A walk yields the files of one input in order. It holds the names of the
// directories from the input down to where it is, and no open file.
type walk struct {
	plan  *plan
	in    int // index of the input
	stack []level

	hidden   int // names that begin with a dot
	excluded int // files and directories ruled out by patterns
	repeated int // met here, and read in another place
}

// A level is one directory on the way down.
type level struct {
	path, real, rel string
	names           *names
	next            int
}

// newWalk starts at an input. The item tells of a directory that cannot be read.
func (p *plan) newWalk(i int) (*walk, []item) {
	w := &walk{plan: p, in: i}
	in := p.inputs[i]
	switch in.kind {
	case inputFile, inputStdin:
		return w, []item{{path: in.path, named: true}}
	default:
		return w, w.enter(level{path: in.path, real: in.real})
	}
}

// enter goes down into a directory.
func (w *walk) enter(l level) []item {
	listed, err := readNames(l.path)
	if listed != nil {
		l.names = listed
		w.stack = append(w.stack, l)
	}
	if err != nil {
		return []item{{path: l.path, failure: unreadable("the directory", err)}}
	}
	return nil
}

// next returns the next items (one, or none at the end of a directory), and
// false at the end.
func (w *walk) next() ([]item, bool) {
	if len(w.stack) == 0 {
		return nil, false
	}
	top := &w.stack[len(w.stack)-1]
	if top.next == top.names.len() {
		w.stack = w.stack[:len(w.stack)-1]
		return nil, true
	}
	name, kind := top.names.name(top.next), top.names.kinds[top.next]
	top.next++
	if hidden(name) {
		w.hidden++
		return nil, true
	}
	l := level{path: filepath.Join(top.path, name), real: filepath.Join(top.real, name), rel: below(top.rel, name)}
	return w.entry(l, kind), true
}

// entry decides about one directory entry.
func (w *walk) entry(l level, kind entryKind) []item {
	switch kind {
	case entryDir:
		return w.dir(l)
	case entryLink:
		return w.link(l)
	case entryFile:
		return w.file(l)
	}
	if !w.wants(l) {
		return nil
	}
	return []item{{path: l.path, skipped: "neither a file nor a directory"}}
}

func (w *walk) dir(l level) []item {
	if !w.plan.filter.dir(l.rel) {
		w.excluded++
		return nil
	}
	prefix, root := w.plan.roots[l.real]
	if root && (prefix != "" || w.input().kind == inputDir) {
		w.repeated++
		return nil
	}
	return w.enter(l)
}

// file yields a file that is wanted, and not read elsewhere.
func (w *walk) file(l level) []item {
	if !w.wants(l) {
		return nil
	}
	if w.plan.files[l.real] || w.globbed(l) {
		w.repeated++
		return nil
	}
	return []item{{path: l.path, named: w.input().kind == inputGlob}}
}

func (w *walk) input() input { return w.plan.inputs[w.in] }

// wants applies the patterns to a file.
func (w *walk) wants(l level) bool {
	in := w.input()
	if !w.plan.filter.file(l.rel) || in.kind == inputGlob && !in.pattern.match(l.rel) {
		w.excluded++
		return false
	}
	return true
}

// globbed reports whether a pattern among the inputs names the file too: it
// goes before directories, and an earlier pattern before a later one.
func (w *walk) globbed(l level) bool {
	for i, in := range w.plan.inputs {
		if in.kind != inputGlob || i >= w.in && w.input().kind == inputGlob {
			continue
		}
		rel, err := filepath.Rel(in.real, l.real)
		rel = filepath.ToSlash(rel)
		if err == nil && in.pattern.match(rel) && w.plan.wanted("", rel, false) {
			return true
		}
	}
	return false
}

// link follows a symbolic link, unless it leads to something that is read
// under its own name.
func (w *walk) link(l level) []item {
	if !w.plan.filter.dir(l.rel) {
		w.excluded++
		return nil
	}
	info, err := os.Stat(l.path)
	var target string
	if err == nil {
		target, err = realPath(l.path)
	}
	if err != nil {
		return w.broken(l, err)
	}
	if !info.IsDir() {
		return w.linkedFile(l, target, info)
	}
	switch {
	case within(filepath.Dir(l.real), target) || w.inside(target):
		return []item{{path: l.path, skipped: "symbolic link loop: it leads to " + quote(filepath.ToSlash(target)) + ", which holds it"}}
	case w.plan.covered(target, true):
		return []item{{path: l.path, skipped: readAnyway(target)}}
	}
	w.plan.roots[target] = l.rel
	l.real = target
	return w.enter(l)
}

func (w *walk) linkedFile(l level, target string, info fs.FileInfo) []item {
	if !w.wants(l) {
		return nil
	}
	if !info.Mode().IsRegular() {
		return []item{{path: l.path, skipped: "neither a file nor a directory"}}
	}
	if w.plan.covered(target, false) {
		return []item{{path: l.path, skipped: readAnyway(target)}}
	}
	return []item{{path: l.path, named: w.input().kind == inputGlob}}
}

func readAnyway(target string) string {
	return "symbolic link to " + quote(filepath.ToSlash(target)) + ", which is read under its own name"
}

// broken is a link that leads nowhere.
func (w *walk) broken(l level, err error) []item {
	switch {
	case !w.wants(l):
		return nil
	case errors.Is(err, syscall.ELOOP):
		return []item{{path: l.path, skipped: "symbolic link loop: it leads back to itself"}}
	case errors.Is(err, fs.ErrNotExist):
		return []item{{path: l.path, failure: failure(codeUnreadable, "mend or remove the link", "the symbolic link leads to nothing")}}
	}
	return []item{{path: l.path, failure: unreadable("what the symbolic link leads to", err)}}
}

// inside reports whether the walk is in a directory already.
func (w *walk) inside(real string) bool {
	return slices.ContainsFunc(w.stack, func(l level) bool { return l.real == real })
}

// within reports whether path is dir or lies below it.
func within(path, dir string) bool {
	rel, err := filepath.Rel(dir, path)
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}
