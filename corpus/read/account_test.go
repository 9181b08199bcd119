package read

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// TestEverythingIsAccountedFor reads directories of good and bad files: each record
// is counted once and has an id of its own, a second reading is the same, and so
// is one that skips the first records.
func TestEverythingIsAccountedFor(t *testing.T) {
	t.Parallel()
	base := t.TempDir()
	contents := []string{
		"", "words", "{\"text\":\"1\"}\n", "{\"id\":\"x\",\"text\":\"2\"}\n\n{broken\n{\"id\":\"x\",\"text\":\"3\"}\n", "id,text\nx,4\ny\n", "text\n\"never closed\n5\n", "\xff\xfe\xfa", "\x00\x01\x02\x03\x04\x05\x06", "<p>6",
		"[{\"text\":\"7\"},", "\x1f\x8bcut", bomLE + "w\x00", strings.Repeat("x", 300), "{\"text\":\"" + strings.Repeat("x", 300) + "\"}\n{\"text\":\"8\"}\n",
		"Subject: s\n\nmail", "From x Mon Jan  1 10:00:00 2024\nSubject: 1\n\nFrom x Mon Jan  1 10:00:00 2024\n\n\nFrom x Mon Jan  1 10:00:00 2024\nSubject: 3\n",
		docxFile(t, "16"), mails(t, "17", "", "18"),
		zipped(t, packedFile{"1.txt", "9"}, packedFile{"../2.txt", "x"}, packedFile{"3.jsonl", "{\"id\":\"y\",\"text\":\"10\"}\n{\"text\":\"11\"}\n"}, packedFile{"4.png", "x"}, packedFile{".5", "x"}, packedFile{"1.txt", "x"}),
		tarred(t, packedFile{"1.txt", "12"}, packedFile{"2.csv", "text\n13\n14"}, packedFile{"3.tgz", gzipped(t, tarred(t, packedFile{"4.eml", "Subject: 15\n"}))})[:3500],
	}
	n := 0
	rapid.Check(t, func(t *rapid.T) {
		files := map[string]string{}
		for range rapid.IntRange(1, 8).Draw(t, "files") {
			dir := rapid.SampledFrom([]string{"", "a/", "b/c/", ".hidden/"}).Draw(t, "dir")
			name := rapid.SampledFrom([]string{"1", "2", "3"}).Draw(t, "name") + rapid.SampledFrom([]string{".txt", ".md", ".html", ".jsonl", ".json", ".csv", ".tsv", ".txt.gz", ".jsonl.zst", ".png", "", ".eml", ".mbox", ".docx", ".parquet", ".zip", ".tar", ".tgz"}).Draw(t, "extension")
			files[dir+name] = rapid.SampledFrom(contents).Draw(t, "content")
		}
		n++
		root := plant(t, fmt.Sprint(base, "/", n), files)
		open := func() *Reader {
			r, err := Open([]string{root}, Options{MaxDocument: 200, Digest: true})
			if err != nil {
				t.Skip("nothing but hidden files")
			}
			return r
		}
		first := open()
		all := drain(t, first)
		ids := map[string]bool{}
		for _, rec := range all {
			states := 0
			for _, is := range []bool{rec.Document != nil, rec.Failure != nil, rec.Skipped != ""} {
				if is {
					states++
				}
			}
			if states != 1 || ids[rec.ID] {
				t.Fatalf("record %q: %d states, seen before: %v", rec.ID, states, ids[rec.ID])
			}
			ids[rec.ID] = true
		}
		skip := rapid.IntRange(0, len(all)).Draw(t, "skip")
		again := open()
		if err := again.Skip(context.Background(), skip); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(brief(root, all[skip:]), brief(root, drain(t, again))); diff != "" {
			t.Fatalf("after %d of %d (-first +again):\n%s", skip, len(all), diff)
		}
		if first.Digest() != again.Digest() || !cmp.Equal(first.Counts(), again.Counts()) {
			t.Fatalf("counts %+v and %+v, digests %s and %s", first.Counts(), again.Counts(), first.Digest(), again.Digest())
		}
	})
}
