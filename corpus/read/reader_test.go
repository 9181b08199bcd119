package read

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestDuplicateIDs(t *testing.T) {
	t.Parallel()
	root := tree(t, map[string]string{
		"a.jsonl": "{\"id\":\"x\",\"text\":\"1\"}\n\n{\"id\":\"y\",\"text\":\"2\"}\n{\"id\":\"x\",\"text\":\"3\"}\n",
		"b.csv":   "id,text\nz,4\ny,5\nz,6\n",
		"c.jsonl": "{\"id\":\"z\"}\n{\"id\":\"w\",\"text\":\"8\"}\n",
	})
	got := readAll(t, Options{}, root)
	want(t, root, got, "x 1", "y 2", "a.jsonl:4 !duplicate-id", "z 4", "b.csv:3 !duplicate-id", "b.csv:4 !duplicate-id",
		"c.jsonl:1 !missing-field", "w 8")
	failed(t, got[2], "duplicate-id", `"x"`, "a.jsonl:1 has too", "--id-field")
	failed(t, got[4], "duplicate-id", `"y"`, "a.jsonl:3 has too")
	failed(t, got[5], "duplicate-id", `"z"`, "b.csv:2 has too")
}

func TestIDTableAgreesWithAMap(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		table := idTable{size: 1 << rapid.IntRange(0, 8).Draw(t, "size")}
		first := map[string]string{}
		for f := range rapid.IntRange(1, 5).Draw(t, "files") {
			path := fmt.Sprint("f", f)
			table.open(path)
			for line := range rapid.IntRange(0, 40).Draw(t, "lines") {
				id := fmt.Sprint(rapid.IntRange(0, 60).Draw(t, "id"))
				gotPath, gotLine, again := table.add(id, line+1)
				where, known := first[id]
				if known != again || known && where != fmt.Sprint(gotPath, ":", gotLine) {
					t.Fatalf("id %s on %s:%d: %v at %s:%d, want %v at %s", id, path, line+1, again, gotPath, gotLine, known, where)
				}
				if !known {
					first[id] = fmt.Sprint(path, ":", line+1)
				}
			}
		}
	})
}

func TestIDTableGrowsWithoutForgetting(t *testing.T) {
	t.Parallel()
	table := idTable{size: 8}
	table.open("f")
	const n = 100_000
	for i := range n {
		if _, _, again := table.add(fmt.Sprint("ticket-", i), i+1); again {
			t.Fatalf("id %d is new", i)
		}
	}
	for i := range n {
		if _, line, again := table.add(fmt.Sprint("ticket-", i), n+1); !again || line != i+1 {
			t.Fatalf("id %d was on line %d: %v, %d", i, i+1, again, line)
		}
	}
}

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

func BenchmarkJSONL(b *testing.B) {
	var lines strings.Builder
	for i := range 10_000 {
		fmt.Fprintf(&lines, "{\"id\": \"t%d\", \"text\": %q}\n", i, strings.Repeat("The carton came open, again.\n", 10))
	}
	b.SetBytes(int64(lines.Len()))
	for b.Loop() {
		readAll(b, Options{Format: "jsonl", Stdin: strings.NewReader(lines.String())}, "-")
	}
}
