package output

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestReadDead(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	d, err := Open(dir, identity(), options("jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	if err := carry(d, 50, time.Now); err != nil {
		t.Fatal(err)
	}
	letters, err := ReadDead(dir)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, l := range letters {
		got = append(got, l.ID)
		if want := "runner run -p support.yaml " + l.Path; l.Retry != want {
			t.Errorf("retry is %q, want %q", l.Retry, want)
		}
	}
	var want []string
	for i := range 50 {
		if o := outcome(i); o.Failure != nil {
			want = append(want, o.ID)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" || len(want) == 0 {
		t.Error(diff)
	}
}

func TestReadDeadRefuses(t *testing.T) {
	t.Parallel()
	broken := t.TempDir()
	for name, content := range map[string]string{journalName: "", "dead/000000001-x.json": "{"} {
		path := filepath.Join(broken, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for dir, want := range map[string]string{
		t.TempDir():                        "is not the output of a run",
		filepath.Join(t.TempDir(), "gone"): "is not the output of a run",
		broken:                             "is no dead letter",
	} {
		if _, err := ReadDead(dir); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %q", dir, err, want)
		}
	}
}

func TestDigestFile(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write := func(name, content string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	digest := func(path string) string {
		sum, err := DigestFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return sum
	}
	a := write("a", "abc")
	if got, want := digest(a), "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	before := digest(dir)
	write("b", "")
	if digest(dir) == before {
		t.Error("another file in a directory does not change its digest")
	}
	if _, err := DigestFile(filepath.Join(dir, "gone")); err == nil {
		t.Error("a file that is gone has a digest")
	}
}
