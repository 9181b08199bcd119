package read

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// mixture is a directory with some of everything.
func mixture(t *testing.T) string {
	return tree(t, map[string]string{
		"a.txt": "1", "b.jsonl": "{\"id\":\"x\",\"text\":\"2\"}\n{\n{\"id\":\"y\",\"text\":\"3\"}\n", "c.png": "", "d.html": "<p>4",
		"e.csv": "id,text\nx,5\nw,6\n", "f.txt": "7", "g.json": "[{\"text\":\"8\"},{\"text\":\"9\"}]", "h.jsonl.gz": gzipped(t, "{\"id\":\"w\",\"text\":\"10\"}\n"), "i.txt": "11",
	})
}

func TestSkipGivesTheSameRest(t *testing.T) {
	t.Parallel()
	root := mixture(t)
	for _, digest := range []bool{false, true} {
		whole, err := Open([]string{root}, Options{Digest: digest})
		if err != nil {
			t.Fatal(err)
		}
		all := brief(root, drain(t, whole))
		for n := range len(all) + 1 {
			r, err := Open([]string{root}, Options{Digest: digest})
			if err != nil {
				t.Fatal(err)
			}
			if err := r.Skip(context.Background(), n); err != nil {
				t.Fatalf("Skip(%d): %v", n, err)
			}
			if diff := cmp.Diff(all[n:], brief(root, drain(t, r))); diff != "" {
				t.Errorf("after Skip(%d) (-want +got):\n%s", n, diff)
			}
			if diff := cmp.Diff(whole.Counts(), r.Counts()); diff != "" {
				t.Errorf("counts after Skip(%d) (-want +got):\n%s", n, diff)
			}
			if r.Digest() != whole.Digest() {
				t.Errorf("digest after Skip(%d) is %s, want %s", n, r.Digest(), whole.Digest())
			}
		}
	}
	r, err := Open([]string{root}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Skip(context.Background(), 1000); !errors.Is(err, io.EOF) {
		t.Errorf("skipping more than there are gives %v", err)
	}
}

func TestDigestIsThatOfSha256sum(t *testing.T) {
	t.Parallel()
	files := map[string]string{"a.txt": "one", "b.jsonl": "{}\n{\"text\":\"x\"}\n", "c.txt": strings.Repeat("x", 1000), "d.txt.gz": gzipped(t, "packed") + "tail", "e.png": "skipped"}
	root := tree(t, files)
	r, err := Open([]string{root}, Options{Digest: true, MaxDocument: 100})
	if err != nil {
		t.Fatal(err)
	}
	drain(t, r)
	lines := ""
	for _, name := range []string{"a.txt", "b.jsonl", "c.txt", "d.txt.gz"} {
		sum := sha256.Sum256([]byte(files[name]))
		lines += hex.EncodeToString(sum[:]) + "  " + root + "/" + name + "\n"
	}
	sum := sha256.Sum256([]byte(lines))
	if want := "sha256:" + hex.EncodeToString(sum[:]); r.Digest() != want {
		t.Errorf("digest %s, want %s", r.Digest(), want)
	}
	off, err := Open([]string{root}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	drain(t, off)
	if off.Digest() != "" {
		t.Errorf("digest %q though it is off", off.Digest())
	}
}

func TestCloseInTheMiddle(t *testing.T) {
	t.Parallel()
	r, err := Open([]string{tree(t, map[string]string{"a.jsonl.zst": zstded(t, "{\"text\":\"1\"}\n{\"text\":\"2\"}\n")})}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.Next(context.Background()); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(r.Close(), r.Close()); err != nil {
		t.Errorf("Close: %v", err)
	}
}
