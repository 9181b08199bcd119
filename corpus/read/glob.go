package read

import (
	"fmt"
	"path"
	"strings"
)

// A glob is a compiled pattern: path segments, in which ** stands for any
// number of segments, also none.
type glob struct {
	segments []string
	byName   bool // no slash: matched with the last segment alone
}

// compileGlob checks and splits a pattern.
func compileGlob(pattern string) (glob, error) {
	trimmed := strings.TrimSuffix(strings.TrimPrefix(pattern, "./"), "/")
	if trimmed == "" {
		return glob{}, fmt.Errorf("the pattern %q is empty", pattern)
	}
	if _, err := path.Match(trimmed, ""); err != nil {
		return glob{}, fmt.Errorf("the pattern %q is not well formed", pattern)
	}
	g := glob{segments: strings.Split(trimmed, "/")}
	g.byName = len(g.segments) == 1 && g.segments[0] != "**"
	for _, s := range g.segments {
		if _, err := path.Match(s, ""); err != nil {
			return glob{}, fmt.Errorf("the pattern %q is not well formed", pattern)
		}
	}
	return g, nil
}

// match reports whether the pattern matches a whole path with slashes.
func (g glob) match(name string) bool {
	if g.byName {
		ok, _ := path.Match(g.segments[0], path.Base(name)) // checked in compileGlob
		return ok
	}
	return matchSegments(g.segments, strings.Split(name, "/"))
}

// matchSegments matches with one point to come back to, the last ** seen, so
// it never takes more than len(pattern) x len(name) steps.
func matchSegments(pattern, name []string) bool {
	p, n := 0, 0
	star, mark := -1, 0
	for n < len(name) {
		switch {
		case p < len(pattern) && pattern[p] == "**":
			star, mark = p, n
			p++
		case p < len(pattern) && matchSegment(pattern[p], name[n]):
			p++
			n++
		case star >= 0:
			mark++
			p, n = star+1, mark
		default:
			return false
		}
	}
	for p < len(pattern) && pattern[p] == "**" {
		p++
	}
	return p == len(pattern)
}

func matchSegment(pattern, segment string) bool {
	ok, _ := path.Match(pattern, segment) // checked in compileGlob
	return ok
}

// isGlob reports whether an input that is no file is meant as a pattern.
func isGlob(input string) bool { return strings.ContainsAny(input, "*?[") }

// splitGlob cuts a pattern into the directory that holds everything it can
// match and the pattern below that.
func splitGlob(pattern string) (dir, rest string) {
	segments := strings.Split(pattern, "/")
	i := 0
	for i < len(segments)-1 && !isGlob(segments[i]) {
		i++
	}
	dir = strings.Join(segments[:i], "/")
	if dir == "" && strings.HasPrefix(pattern, "/") {
		dir = "/"
	}
	return or(dir, "."), strings.Join(segments[i:], "/")
}

// A filter decides which paths below a directory are wanted.
type filter struct {
	include, exclude []glob
}

// newFilter compiles the patterns, which [Options.check] has seen.
func newFilter(include, exclude []string) filter {
	return filter{include: globs(include), exclude: globs(exclude)}
}

func globs(patterns []string) []glob {
	var all []glob
	for _, p := range patterns {
		if g, err := compileGlob(p); err == nil {
			all = append(all, g)
		}
	}
	return all
}

// file reports whether a file is wanted. An archive is entered as a directory is.
func (f filter) file(rel string) bool {
	if isArchive(rel) {
		return f.dir(rel)
	}
	return (len(f.include) == 0 || matchAny(f.include, rel)) && !matchAny(f.exclude, rel)
}

// dir reports whether a directory is worth entering.
func (f filter) dir(rel string) bool { return !matchAny(f.exclude, rel) }

func matchAny(patterns []glob, name string) bool {
	for _, g := range patterns {
		if g.match(name) {
			return true
		}
	}
	return false
}
