package read

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// drawTree writes some files with short names, so that they often share
// directories, and returns their paths below the root.
func drawTree(t *rapid.T, root string) []string {
	segment := rapid.SampledFrom([]string{"a", "b", "a-b", "a.b", ".h", "é"})
	var all []string
	for range rapid.IntRange(1, 12).Draw(t, "files") {
		dirs := rapid.SliceOfN(segment, 0, 3).Draw(t, "dirs")
		name := rapid.SampledFrom([]string{"x.txt", "y.txt", ".z.txt", "a.txt"}).Draw(t, "name")
		path := filepath.Join(append(dirs, name)...)
		full := filepath.Join(root, path)
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, []byte(path), 0o644); err != nil {
			t.Fatal(err)
		}
		if !slices.Contains(all, filepath.ToSlash(path)) {
			all = append(all, filepath.ToSlash(path))
		}
	}
	return all
}

// visible keeps the paths without a hidden part.
func visible(paths []string) []string {
	var out []string
	for _, p := range paths {
		if !strings.Contains("/"+p, "/.") {
			out = append(out, p)
		}
	}
	slices.Sort(out)
	return out
}

// TestEachFileIsReadOnceInOrder names random directories and patterns beside
// the whole tree: every visible file must come once, whatever overlaps.
func TestEachFileIsReadOnceInOrder(t *testing.T) {
	t.Parallel()
	base := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		root, err := os.MkdirTemp(base, "")
		if err != nil {
			t.Fatal(err)
		}
		files := visible(drawTree(t, root))
		if len(files) == 0 {
			return
		}
		inputs := []string{root}
		for range rapid.IntRange(0, 3).Draw(t, "inputs") {
			of := rapid.SampledFrom(files).Draw(t, "file")
			switch rapid.IntRange(0, 2).Draw(t, "kind") {
			case 0:
				inputs = append(inputs, filepath.Join(root, of))
			case 1:
				inputs = append(inputs, filepath.Dir(filepath.Join(root, of)))
			default:
				inputs = append(inputs, filepath.Join(filepath.Dir(filepath.Join(root, of)), rapid.SampledFrom([]string{"**", "*.txt", "**/*.txt", "?.txt"}).Draw(t, "pattern")))
			}
		}
		inputs = rapid.Permutation(inputs).Draw(t, "order")
		r, err := Open(inputs, Options{})
		if err != nil {
			t.Fatalf("Open(%v): %v", inputs, err)
		}
		var got []string
		for {
			rec, err := r.Next(t.Context())
			if err != nil {
				break
			}
			got = append(got, filepath.ToSlash(rec.Document.Text()))
		}
		if len(inputs) == 1 && !slices.IsSorted(got) {
			t.Fatalf("not in the order of their paths: %q", got)
		}
		slices.Sort(got)
		if diff := cmp.Diff(files, got); diff != "" {
			t.Fatalf("files read from %v (-want +got):\n%s", inputs, diff)
		}
	})
}

// TestGlobAgreesWithItsDefinition compares with the obvious recursion.
func TestGlobAgreesWithItsDefinition(t *testing.T) {
	t.Parallel()
	var matches func(pattern, name []string) bool
	matches = func(pattern, name []string) bool {
		switch {
		case len(pattern) == 0:
			return len(name) == 0
		case pattern[0] == "**":
			return matches(pattern[1:], name) || len(name) > 0 && matches(pattern, name[1:])
		default:
			return len(name) > 0 && matchSegment(pattern[0], name[0]) && matches(pattern[1:], name[1:])
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		pattern := rapid.SliceOfN(rapid.SampledFrom([]string{"**", "a", "b", "*", "?b"}), 1, 7).Draw(t, "pattern")
		name := rapid.SliceOfN(rapid.SampledFrom([]string{"a", "b", "ab"}), 1, 7).Draw(t, "name")
		if got, want := matchSegments(pattern, name), matches(pattern, name); got != want {
			t.Fatalf("%q matches %q: %v, want %v", strings.Join(pattern, "/"), strings.Join(name, "/"), got, want)
		}
	})
}

func TestSplitGlob(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ pattern, dir, rest string }{
		{"*.txt", ".", "*.txt"},
		{"a/b/*.txt", "a/b", "*.txt"},
		{"a/*/b.txt", "a", "*/b.txt"},
		{"/x/**", "/x", "**"},
		{"/*.txt", "/", "*.txt"},
		{"../a?/b", "..", "a?/b"},
	} {
		if dir, rest := splitGlob(c.pattern); dir != c.dir || rest != c.rest {
			t.Errorf("splitGlob(%q) = %q, %q, want %q, %q", c.pattern, dir, rest, c.dir, c.rest)
		}
	}
}
