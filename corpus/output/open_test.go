package output

import (
	"bufio"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func newMemBuffer() *bufio.Writer { return bufio.NewWriterSize(nil, 1<<20) }

// runAt is one command on the real disk.
func runAt(dir string, opts Options, n int) error {
	d, err := Open(dir, identity(), opts)
	if err != nil {
		return err
	}
	return carry(d, n, time.Now)
}

// tree returns the files below a directory, but for the journal.
func tree(t testing.TB, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() || e.Name() == journalName {
			return err
		}
		data, err := os.ReadFile(path)
		name, _ := filepath.Rel(dir, path)
		files[filepath.ToSlash(name)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestRealDisk(t *testing.T) {
	t.Parallel()
	opts := options("jsonl")
	dir := filepath.Join(t.TempDir(), "deep", "out")
	if err := runAt(dir, opts, 40); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(undisturbed(t, opts, 40), comparable(t, tree(t, dir))); diff != "" {
		t.Error(diff)
	}
}

func TestFinishedRunAgain(t *testing.T) {
	t.Parallel()
	dir, opts := t.TempDir(), options("jsonl")
	if err := runAt(dir, opts, 12); err != nil {
		t.Fatal(err)
	}
	before := tree(t, dir)
	for name := range before {
		if strings.HasPrefix(name, deadDir) { // dealt with by the user
			if err := os.Remove(filepath.Join(dir, name)); err != nil {
				t.Fatal(err)
			}
			delete(before, name)
		}
	}
	d, err := Open(dir, identity(), opts)
	if err != nil {
		t.Fatal(err)
	}
	if !d.Complete() || d.Counts().In != 12 || d.DeadLetters() != filepath.Join(dir, "dead") {
		t.Errorf("complete %v with %v", d.Complete(), d.Counts())
	}
	if err := d.Put(outcome(12)); err == nil {
		t.Error("a document was put into a complete run")
	}
	if err := d.Close(); err != nil {
		t.Error(err)
	}
	if diff := cmp.Diff(before, tree(t, dir)); diff != "" {
		t.Errorf("the files have changed: %s", diff)
	}
}

func TestRestartBeginsAnew(t *testing.T) {
	t.Parallel()
	dir, opts := t.TempDir(), options("jsonl")
	if err := runAt(dir, opts, 40); err != nil {
		t.Fatal(err)
	}
	opts.Restart, opts.PartDocuments = true, 4
	if err := runAt(dir, opts, 3); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(undisturbed(t, opts, 3), comparable(t, tree(t, dir))); diff != "" {
		t.Error(diff)
	}
}

func TestOtherRun(t *testing.T) {
	t.Parallel()
	dir, opts := t.TempDir(), options("jsonl")
	if err := runAt(dir, opts, 12); err != nil {
		t.Fatal(err)
	}
	other, otherParts := identity(), opts
	other.Pipeline, other.Inputs, other.Files = "support@sha256:ffff", []string{"a", "b"}, map[string]string{"n.crf": "sha256:bb"}
	other.Options = map[string]string{"offsets": "byte", "layers": "tokens"}
	otherParts.PartDocuments = 6
	_, err := Open(dir, other, otherParts)
	if code(err) != CodeOtherRun {
		t.Fatalf("got %v", err)
	}
	for _, want := range []string{
		"pipeline was support@sha256:1c9e and is support@sha256:ffff", "inputs was tickets and is a b", "option offsets was codepoint and is byte",
		"option layers was nothing and is tokens", "option part_documents was 5 and is 6", "file m.crf was sha256:aa and is nothing", "its 12 documents", "--restart",
	} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%q does not say %q", err, want)
		}
	}
}

// write puts files into a directory; a name that ends in / is a directory.
func lay(t testing.TB, dir string, names ...string) {
	t.Helper()
	for _, name := range names {
		path := filepath.Join(dir, name)
		err := os.MkdirAll(filepath.Dir(path), 0o777)
		if err == nil && strings.HasSuffix(name, "/") {
			err = os.MkdirAll(path, 0o777)
		} else if err == nil {
			err = os.WriteFile(path, []byte("x"), 0o666)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

func TestForeignFiles(t *testing.T) {
	t.Parallel()
	for name, files := range map[string][]string{
		"another file":       {"notes.txt"},
		"parts of nobody":    {"part-00000.jsonl"},
		"a manifest":         {"manifest.json"},
		"a dead letter":      {"dead/000000001-a.json"},
		"something in dead":  {"dead/note"},
		"a directory":        {"x/"},
		"a part's directory": {"part-00000.jsonl/"},
	} {
		for _, restart := range []bool{false, true} {
			dir, opts := t.TempDir(), options("jsonl")
			lay(t, dir, files...)
			opts.Restart = restart
			before := tree(t, dir)
			_, err := Open(dir, identity(), opts)
			if code(err) != CodeForeign || !strings.Contains(err.Error(), strings.Split(files[0], "/")[0]) {
				t.Errorf("%s: got %v", name, err)
			}
			if diff := cmp.Diff(before, tree(t, dir)); diff != "" {
				t.Errorf("%s: files were touched: %s", name, diff)
			}
		}
	}
}

func TestForeignFilesAmongOurs(t *testing.T) {
	t.Parallel()
	dir, opts := t.TempDir(), options("jsonl")
	lay(t, dir, "lost+found/") // of a fresh volume
	if err := runAt(dir, opts, 12); err != nil {
		t.Fatal(err)
	}
	lay(t, dir, "a", "b", "c", "d", "e", "f", "dead/g")
	opts.Restart = true
	_, err := Open(dir, identity(), opts)
	if code(err) != CodeForeign || !strings.Contains(err.Error(), "a, b, c, d, dead/g and 2 more") {
		t.Errorf("got %v", err)
	}
	if n := hasPrefix(tree(t, dir), "part-"); n != 2 {
		t.Errorf("%d parts are left of 2", n)
	}
}

func TestUnusableDirectories(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{file, filepath.Join(file, "below")} {
		if _, err := Open(path, identity(), options("jsonl")); code(err) != CodeNotDirectory || !strings.Contains(err.Error(), "choose another -o") {
			t.Errorf("%s: got %v", path, err)
		}
	}
	for _, errno := range []syscall.Errno{syscall.EACCES, syscall.EROFS} {
		m := newMemFS()
		m.fail = failAt(1, errno, true)
		if _, err := open(m, identity(), options("jsonl")); code(err) != CodeNotWritable || !errors.Is(err, errno) || !strings.Contains(err.Error(), "make it writable or choose another -o") {
			t.Errorf("%v: got %v", errno, err)
		}
	}
}

func TestReadOnlyDirectory(t *testing.T) {
	t.Parallel()
	if os.Geteuid() == 0 {
		t.Skip("permissions do not bind the superuser; the errors are injected in TestUnusableDirectories")
	}
	dir := t.TempDir()
	if err := os.Chmod(dir, 0o555); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(dir, identity(), options("jsonl")); code(err) != CodeNotWritable {
		t.Errorf("got %v", err)
	}
}

func TestSecondRunIsRefused(t *testing.T) {
	t.Parallel()
	dir, opts := t.TempDir(), options("jsonl")
	first, err := Open(dir, identity(), opts)
	if err != nil {
		t.Fatal(err)
	}
	for _, restart := range []bool{false, true} {
		opts.Restart = restart
		_, err = Open(dir, identity(), opts)
		if code(err) != CodeLocked || !strings.Contains(err.Error(), "process ") || !strings.Contains(err.Error(), "wait") {
			t.Errorf("got %v", err)
		}
	}
	if err := carry(first, 12, time.Now); err != nil {
		t.Errorf("the first run was disturbed: %v", err)
	}
	opts.Restart = false
	second, err := Open(dir, identity(), opts)
	if err != nil {
		t.Fatalf("after the first run: %v", err)
	}
	if err := second.Close(); err != nil {
		t.Error(err)
	}
}

func TestDamage(t *testing.T) {
	t.Parallel()
	for name, harm := range map[string]func(dir string) error{
		"a part is gone":        func(dir string) error { return os.Remove(filepath.Join(dir, "part-00000.jsonl")) },
		"a part is short":       func(dir string) error { return os.Truncate(filepath.Join(dir, "part-00000.jsonl"), 10) },
		"the open part is gone": func(dir string) error { return os.Remove(filepath.Join(dir, "part-00001.jsonl")) },
		"it is short":           func(dir string) error { return os.Truncate(filepath.Join(dir, "part-00001.jsonl"), 1) },
		"a dead letter is gone": func(dir string) error { return os.Remove(filepath.Join(dir, "dead/000000004-tickets_0003.txt.json")) },
		"the journal is empty":  func(dir string) error { return os.Truncate(filepath.Join(dir, journalName), 0) },
	} {
		dir, opts := t.TempDir(), options("jsonl")
		d, err := Open(dir, identity(), opts)
		if err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(put(d, 0, 9), d.Close(), harm(dir)); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if err := runAt(dir, opts, 12); code(err) != CodeDamaged || !strings.Contains(err.Error(), "-o") {
			t.Errorf("%s: got %v", name, err)
		}
		opts.Restart = true
		err = runAt(dir, opts, 12)
		if name == "the journal is empty" { // who knows whose files these are
			if code(err) != CodeDamaged {
				t.Errorf("%s: with --restart: %v", name, err)
			}
		} else if err != nil {
			t.Errorf("%s: with --restart: %v", name, err)
		}
	}
}
