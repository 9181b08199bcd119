package read

import (
	"bytes"
	"compress/gzip"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"
)

func gzipped(t testing.TB, s string) string {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write([]byte(s)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func zstded(t testing.TB, s string) string {
	t.Helper()
	z, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = z.Close() }()
	return string(z.EncodeAll([]byte(s), nil))
}

func TestArchives(t *testing.T) {
	t.Parallel()
	lines := strings.Repeat("{\"text\":\"some words\"}\n", 50)
	for name, pack := range map[string]func(testing.TB, string) string{".gz": gzipped, ".zst": zstded} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			root := tree(t, map[string]string{
				"a.txt" + name: pack(t, "words"), "b.jsonl" + name: pack(t, lines), "c.csv" + name: pack(t, "text\nx\n"),
				"d.html" + name: pack(t, "<p>shown"), "e" + name: pack(t, "x"), "f.txt" + name: pack(t, ""),
			})
			got := brief(root, readAll(t, Options{}, root))
			if len(got) != 55 || got[0] != "a.txt"+name+" words" || got[50] != "b.jsonl"+name+":50 some words" ||
				got[51] != "c.csv"+name+":2 x" || got[52] != "d.html"+name+" shown" || got[53] != "e"+name+" -" || got[54] != "f.txt"+name+" " {
				t.Errorf("%d records: %q", len(got), got)
			}
		})
	}
}

func TestCutArchives(t *testing.T) {
	t.Parallel()
	noise := make([]byte, 0, 200_000) // does not pack well, so a cut is in the middle
	for i := range 40_000 {
		noise = append(noise, "{\"text\":\""...)
		noise = append(noise, byte('a'+i*7919%26), byte('a'+i*104729%26), byte('a'+i*1299709%26))
		noise = append(noise, "\"}\n"...)
	}
	for name, pack := range map[string]func(testing.TB, string) string{".gz": gzipped, ".zst": zstded} {
		whole := pack(t, string(noise))
		for _, at := range []int{0, 1, 3, 8, len(whole) / 2, len(whole) - 3} {
			failed(t, one(t, Options{}, "a.txt"+name, whole[:at]), "broken-archive", "archive")
		}
		root := tree(t, map[string]string{"a.jsonl" + name: whole[:len(whole)/2], "b.txt": "goes on"})
		got := readAll(t, Options{}, root)
		if len(got) < 1 || got[len(got)-1].Document == nil || got[len(got)-1].Document.Text() != "goes on" {
			t.Errorf("%s: the run does not go on after a cut archive", name)
		}
		failures := 0
		for _, rec := range got {
			if rec.Failure != nil {
				failures++
				failed(t, rec, "broken-archive", "cut off")
			}
		}
		if failures != 1 {
			t.Errorf("%s: %d failures, want one", name, failures)
		}
		failed(t, one(t, Options{}, "a.txt"+name, "no archive at all"), "broken-archive", "damaged")
	}
}

func TestArchiveWithoutItsExtension(t *testing.T) {
	t.Parallel()
	failed(t, one(t, Options{}, "a.txt", gzipped(t, "words")), "binary", "a gzip archive without .gz")
}

// TestArchiveWithMoreBehindIt gives what is packed and says what is wrong.
func TestArchiveWithMoreBehindIt(t *testing.T) {
	t.Parallel()
	root := tree(t, map[string]string{"a.jsonl.gz": gzipped(t, "{\"text\":\"1\"}\n") + "garbage that is no archive", "b.txt.gz": gzipped(t, "x") + "garbage"})
	got := readAll(t, Options{}, root)
	want(t, root, got, "a.jsonl.gz:1 1", "a.jsonl.gz:2 !broken-archive", "b.txt.gz !broken-archive")
	failed(t, got[1], "broken-archive", "damaged", "fetch or make it again")
}

// TestArchiveThatWantsMemory asks for a window of 512 MB.
func TestArchiveThatWantsMemory(t *testing.T) {
	t.Parallel()
	// A frame by hand: magic, a descriptor without a size, a window of 2^29, and
	// an empty last block.
	frame := "\x28\xb5\x2f\xfd\x00\x98\x01\x00\x00"
	failed(t, one(t, Options{}, "a.jsonl.zst", frame), "broken-archive", "more than 128 MiB of memory", "--long")
	text(t, one(t, Options{}, "b.txt.zst", "\x28\xb5\x2f\xfd\x00\x58\x01\x00\x00"), "") // 2^21
}
