package read

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestDirectoryIsReadInPathOrder(t *testing.T) {
	t.Parallel()
	root := tree(t, map[string]string{
		"b.txt": "4", "a/z.txt": "3", "a-b/x.txt": "1", "a.txt": "2", "a0.txt": "3.5", "a/.hidden.txt": "x", ".git/y.txt": "x", "c.png": "x", "README": "x",
	})
	got := readAll(t, Options{}, root)
	want(t, root, got, "README -", "a-b/x.txt 1", "a.txt 2", "a/z.txt 3", "a0.txt 3.5", "b.txt 4", "c.png -")
	if !strings.Contains(got[6].Skipped, "no reader for .png files") {
		t.Errorf("c.png was skipped because %q", got[6].Skipped)
	}
}

func TestIDIsThePathAsGiven(t *testing.T) {
	root := tree(t, map[string]string{"docs/support/0001.txt": "x"})
	t.Chdir(root)
	for _, c := range []struct{ input, id string }{
		{"docs/support", "docs/support/0001.txt"},
		{"./docs//support/", "docs/support/0001.txt"},
		{"docs/support/0001.txt", "docs/support/0001.txt"},
		{".", "docs/support/0001.txt"},
		{"docs/**/*.txt", "docs/support/0001.txt"},
		{"../" + filepath.Base(root), "../" + filepath.Base(root) + "/docs/support/0001.txt"},
	} {
		if got := readAll(t, Options{}, c.input); len(got) != 1 || got[0].ID != c.id || filepath.ToSlash(got[0].Path) != c.id {
			t.Errorf("input %q gives %+v, want the id %s", c.input, got, c.id)
		}
	}
}

func TestIncludeAndExclude(t *testing.T) {
	t.Parallel()
	root := tree(t, map[string]string{"a.txt": "", "b.md": "", "drafts/c.txt": "", "x/drafts/d.txt": "", "x/y/e.txt": ""})
	for _, c := range []struct {
		name             string
		include, exclude []string
		want             []string
	}{
		{"by name", []string{"*.txt"}, nil, []string{"a.txt ", "drafts/c.txt ", "x/drafts/d.txt ", "x/y/e.txt "}},
		{"excluded directory by name", nil, []string{"drafts"}, []string{"a.txt ", "b.md ", "x/y/e.txt "}},
		{"with a slash at the end", nil, []string{"drafts/"}, []string{"a.txt ", "b.md ", "x/y/e.txt "}},
		{"by path", nil, []string{"drafts/**"}, []string{"a.txt ", "b.md ", "x/drafts/d.txt ", "x/y/e.txt "}},
		{"below", []string{"x/**"}, []string{"**/y"}, []string{"x/drafts/d.txt "}},
		{"two", []string{"*.md", "x/*/e.*"}, nil, []string{"b.md ", "x/y/e.txt "}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			want(t, root, readAll(t, Options{Include: c.include, Exclude: c.exclude}, root), c.want...)
		})
	}
}

func TestOverlappingInputsAreReadOnce(t *testing.T) {
	t.Parallel()
	root := tree(t, map[string]string{"a.txt": "1", "s/b.txt": "2", "s/c.log": "3", "s/t/d.txt": "4"})
	for _, c := range []struct {
		name   string
		inputs []string
		want   []string
	}{
		{"the same twice", []string{"a.txt", "a.txt", ""}, []string{"a.txt 1", "s/b.txt 2", "s/c.log -", "s/t/d.txt 4"}},
		{"the inner first", []string{"s", ""}, []string{"s/b.txt 2", "s/c.log -", "s/t/d.txt 4", "a.txt 1"}},
		{"the inner last", []string{"", "s"}, []string{"a.txt 1", "s/b.txt 2", "s/c.log -", "s/t/d.txt 4"}},
		{"a file named later", []string{"s", "s/c.log"}, []string{"s/b.txt 2", "s/t/d.txt 4", "s/c.log 3"}},
		{"a pattern and its directory", []string{"s", "s/*.log"}, []string{"s/b.txt 2", "s/t/d.txt 4", "s/c.log 3"}},
		{"two patterns", []string{"s/*.txt", "**/*.txt"}, []string{"s/b.txt 2", "a.txt 1", "s/t/d.txt 4"}},
		{"a pattern that has nothing left", []string{"s/b.txt", "s/b*"}, []string{"s/b.txt 2"}},
		{"another spelling", []string{"s/../a.txt", "./a.txt"}, []string{"a.txt 1"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			inputs := make([]string, len(c.inputs))
			for i, in := range c.inputs {
				inputs[i] = root + "/" + in
			}
			want(t, root, readAll(t, Options{}, inputs...), c.want...)
		})
	}
}

func link(t *testing.T, target, path string) {
	t.Helper()
	if err := os.Symlink(target, path); err != nil {
		t.Skipf("no symbolic links here: %v", err)
	}
}

func TestSymbolicLinks(t *testing.T) {
	t.Parallel()
	outside := tree(t, map[string]string{"far/f.txt": "far", "g.txt": "g"})
	root := tree(t, map[string]string{"a/x.txt": "1", "b/y.txt": "2", "b/.store/z.txt": "z"})
	link(t, root, filepath.Join(root, "a", "up"))
	link(t, ".", filepath.Join(root, "a", "here"))
	link(t, "self", filepath.Join(root, "a", "self"))
	link(t, filepath.Join(root, "b"), filepath.Join(root, "a", "sideways"))
	link(t, "x.txt", filepath.Join(root, "a", "x2.txt"))
	link(t, "nothing.txt", filepath.Join(root, "b", "dangling.txt"))
	link(t, ".store/z.txt", filepath.Join(root, "b", "z.txt"))
	link(t, filepath.Join(outside, "far"), filepath.Join(root, "c"))
	link(t, filepath.Join(outside, "far"), filepath.Join(root, "d"))
	link(t, outside, filepath.Join(root, "e"))
	got := readAll(t, Options{}, root)
	want(t, root, got,
		"a/here -", "a/self -", "a/sideways -", "a/up -", "a/x.txt 1", "a/x2.txt -",
		"b/dangling.txt !unreadable", "b/y.txt 2", "b/z.txt z", // the target is hidden, the link is not
		"c/f.txt far", "d -", "e/g.txt g")
	for i, word := range map[int]string{0: "loop", 1: "loop", 2: "read under its own name", 3: "loop", 5: "read under its own name"} {
		if !strings.Contains(got[i].Skipped, word) {
			t.Errorf("%s was skipped because %q, want %q", got[i].ID, got[i].Skipped, word)
		}
	}
}

func TestLinksBetweenDirectoriesDoNotMultiply(t *testing.T) {
	t.Parallel()
	root := tree(t, map[string]string{"0/f.txt": "", "1/f.txt": "", "2/f.txt": "", "3/f.txt": "", "4/f.txt": "", "5/f.txt": ""})
	for _, a := range "012345" {
		for _, b := range "012345" {
			if a != b {
				link(t, "../"+string(b), filepath.Join(root, string(a), "to"+string(b)))
			}
		}
	}
	for _, input := range []string{root, root + "/**/*.txt"} {
		documents := 0
		for _, rec := range readAll(t, Options{}, input) {
			if rec.Document != nil {
				documents++
			}
		}
		if documents != 6 {
			t.Errorf("%d documents from %s, want 6", documents, input)
		}
	}
}

func TestUnreadableFilesAndDirectories(t *testing.T) {
	t.Parallel()
	if os.Geteuid() == 0 {
		t.Skip("root may read everything; TestUnreadableWhateverTheUser stands in")
	}
	root := tree(t, map[string]string{"a.txt": "1", "b.txt": "2", "c/d.txt": "3"})
	for _, name := range []string{"a.txt", "c"} {
		if err := os.Chmod(filepath.Join(root, name), 0); err != nil {
			t.Fatal(err)
		}
	}
	defer func() { _ = os.Chmod(filepath.Join(root, "c"), 0o755) }()
	want(t, root, readAll(t, Options{}, root), "a.txt !unreadable", "b.txt 2", "c !unreadable")
}

func TestUnreadableWhateverTheUser(t *testing.T) {
	t.Parallel()
	// Reading a process's memory at offset 0 is an error for root too.
	if _, err := os.Stat("/proc/self/mem"); err != nil {
		t.Skip("no /proc here")
	}
	got := readAll(t, Options{}, "/proc/self/mem")
	failed(t, got[0], "unreadable", "cannot read the file")
}

func TestDirectoryNamedLikeAFile(t *testing.T) {
	t.Parallel()
	root := tree(t, map[string]string{"a.txt/b.txt": "1"})
	want(t, root, readAll(t, Options{}, root), "a.txt/b.txt 1")
}

func TestFileNameThatIsNotUTF8(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	if err := os.WriteFile(filepath.Join(root, "caf\xe9.txt"), []byte("x"), 0o644); err != nil {
		t.Skipf("this file system takes only UTF-8: %v", err)
	}
	got := readAll(t, Options{}, root)
	want(t, root, got, "caf\uFFFD.txt x")
	if !strings.HasSuffix(got[0].Path, "caf\xe9.txt") {
		t.Errorf("the path became %q", got[0].Path)
	}
}

func TestCountsAddUp(t *testing.T) {
	t.Parallel()
	root := tree(t, map[string]string{"a.txt": "", "b.png": "", "c.txt": "\xff\xfe\xfd", "d.jsonl": "{\"text\":\"x\"}\n{}\n", ".e": "", "f.bak": ""})
	r, err := Open([]string{root, root + "/a.txt"}, Options{Exclude: []string{"*.bak"}})
	if err != nil {
		t.Fatal(err)
	}
	drain(t, r)
	c := r.Counts()
	if c.Documents != 2 || c.Failed != 2 || c.Skipped != 1 || c.Hidden != 1 || c.Excluded != 1 || c.Repeated != 1 || c.Files["txt"] != 2 || c.Files["jsonl"] != 1 {
		t.Errorf("counts %+v", c)
	}
}
