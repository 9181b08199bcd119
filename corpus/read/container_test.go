package read

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A packedFile is a file to put into an archive.
type packedFile struct{ name, content string }

func zipped(t testing.TB, files ...packedFile) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range files {
		w, err := z.Create(f.name)
		if err == nil {
			_, err = io.WriteString(w, f.content)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func tarred(t testing.TB, files ...packedFile) string {
	t.Helper()
	var b bytes.Buffer
	z := tar.NewWriter(&b)
	for _, f := range files {
		h := tar.Header{Name: f.name, Mode: 0o644, Size: int64(len(f.content)), Typeflag: tar.TypeReg}
		if strings.HasSuffix(f.name, "/") {
			h.Typeflag = tar.TypeDir
		}
		if strings.HasPrefix(f.content, "-> ") {
			h = tar.Header{Name: f.name, Linkname: f.content[3:], Typeflag: tar.TypeSymlink}
			f.content = ""
		}
		err := z.WriteHeader(&h)
		if err == nil {
			_, err = io.WriteString(z, f.content)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestArchivesAreDirectories reads the same files from every kind of archive, from
// a file, packed, from standard input, and from another archive.
func TestArchivesAreDirectories(t *testing.T) {
	t.Parallel()
	files := []packedFile{
		{"b/", ""}, {"b/2.txt", "two"}, {"a.jsonl", "{\"text\":\"1\"}\n{\"id\":\"x\",\"text\":\"3\"}\n"}, {"./c/page.html", "<p>four"}, {".git/config.txt", "no"}, {"__MACOSX/b/._2.txt", "no"},
		{"d.mbox", "From x Mon Jan  1 10:00:00 2024\nSubject: m\n"}, {"/etc/x.csv.gz", gzipped(t, "text\nfive\n")}, {`old\dos.txt`, "six"}, {"image.png", "\x89PNG"}, {"b/none", "x"},
	}
	wanted := []string{"!/b/2.txt two", "!/a.jsonl:1 1", "x 3", "!/c/page.html four", "!/d.mbox:1 Subject: m\n", "!/etc/x.csv.gz:2 five", "!/old/dos.txt six", "!/image.png -", "!/b/none -"}
	check := func(t *testing.T, prefix string, got []string) {
		t.Helper()
		for i, w := range wanted {
			if w[0] == '!' {
				w = prefix + w
			}
			if i >= len(got) || got[i] != w {
				t.Fatalf("record %d of %q, want %q", i, got, w)
			}
		}
		if len(got) != len(wanted) {
			t.Errorf("%d records: %q", len(got), got)
		}
	}
	for name, content := range map[string]string{
		"a.zip": zipped(t, files...), "a.tar": tarred(t, files...), "a.tar.gz": gzipped(t, tarred(t, files...)), "a.tgz": gzipped(t, tarred(t, files...)),
		"a.tar.zst": zstded(t, tarred(t, files...)), "a.zip.gz": gzipped(t, zipped(t, files...)), "unnamed": zipped(t, files...), "untarred": tarred(t, files...),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			root := tree(t, map[string]string{name: content})
			r, err := Open(inside(root, name), Options{})
			if err != nil {
				t.Fatal(err)
			}
			got := drain(t, r)
			check(t, name, brief(root, got))
			if got[2].Path != filepath.Join(root, name) || got[2].Entry != "a.jsonl" || !strings.HasSuffix(got[2].File(), name+"!/a.jsonl") {
				t.Errorf("the record is from %q in %q", got[2].Entry, got[2].Path)
			}
			if c := r.Counts(); c.Hidden != 2 {
				t.Errorf("%d hidden, want 2", c.Hidden)
			}
			check(t, "-", brief("", readAll(t, Options{Stdin: strings.NewReader(content)}, "-")))
			if !strings.Contains(name, ".") {
				return
			}
			outer := tree(t, map[string]string{"o.zip": zipped(t, packedFile{"in/" + name, content})})
			check(t, "o.zip!/in/"+name, brief(outer, readAll(t, Options{}, outer)))
		})
	}
}

func TestArchivesAndPatterns(t *testing.T) {
	t.Parallel()
	root := tree(t, map[string]string{"x/a.zip": zipped(t, packedFile{"1.txt", "1"}, packedFile{"b/2.md", "2"}, packedFile{"c/3.txt", "3"}), "y.txt": "y"})
	want(t, root, readAll(t, Options{Include: []string{"*.txt"}}, root), "x/a.zip!/1.txt 1", "x/a.zip!/c/3.txt 3", "y.txt y")
	want(t, root, readAll(t, Options{Exclude: []string{"c"}}, root), "x/a.zip!/1.txt 1", "x/a.zip!/b/2.md 2", "y.txt y")
	want(t, root, readAll(t, Options{Exclude: []string{"*.zip"}}, root), "y.txt y")
	want(t, root, readAll(t, Options{}, filepath.Join(root, "*/*.zip")), "x/a.zip!/1.txt 1", "x/a.zip!/b/2.md 2", "x/a.zip!/c/3.txt 3")
	want(t, root, readAll(t, Options{Format: "html"}, root)[:1], "x/a.zip!/1.txt 1")
}

func TestArchivesThatMeanHarm(t *testing.T) {
	t.Parallel()
	nested := packedFile{"z.zip", zipped(t, packedFile{"deep.txt", "x"})}
	for range 5 {
		nested = packedFile{"z.zip", zipped(t, nested)}
	}
	damaged := zipped(t, packedFile{"1.txt", "1"}, packedFile{"2.txt", "2"})
	checksum := strings.Index(damaged, "PK\x01\x02") + 16
	damaged = damaged[:checksum] + "\x01\x02\x03\x04" + damaged[checksum+4:]
	root := tree(t, map[string]string{
		"a.zip": zipped(t, packedFile{"../../x.txt", "1"}, packedFile{"a/../../x.txt", "2"}, packedFile{`..\x.txt`, "3"}, packedFile{"ok.txt", "4"}, packedFile{"..", "5"}),
		"b.tar": tarred(t, packedFile{"1.txt", "1"}, packedFile{"link.txt", "-> ../../../etc/passwd"}, packedFile{"1.txt", "2"}, packedFile{"./1.txt", "3"}),
		"c.zip": zipped(t, packedFile{"1.txt", "1"}, packedFile{"1.txt", "2"}),
		"d.zip": nested.content,
		"e.zip": "PK\x03\x04 no zip", "f.zip": "", "g.tar": "no tar", "h.tar": "", "i.tar": tarred(t, packedFile{"1.txt", "1"}, packedFile{"2.txt", strings.Repeat("x", 5000)})[:2000],
		"j.zip": damaged,
	})
	want(t, root, readAll(t, Options{}, root),
		"a.zip!/__/__/x.txt#1 !unsafe-name", "a.zip!/a/__/__/x.txt#2 !unsafe-name", "a.zip!/__/x.txt#3 !unsafe-name", "a.zip!/ok.txt 4", "a.zip!/__#5 !unsafe-name",
		"b.tar!/1.txt 1", "b.tar!/link.txt -", "b.tar!/1.txt#3 !duplicate-id", "b.tar!/1.txt#4 !duplicate-id",
		"c.zip!/1.txt 1", "c.zip!/1.txt#2 !duplicate-id", "d.zip!/z.zip!/z.zip!/z.zip!/z.zip !broken-archive",
		"e.zip !broken-archive", "f.zip !broken-archive", "g.tar !broken-archive", "i.tar!/1.txt 1", "i.tar!/2.txt !broken-archive", "i.tar !broken-archive",
		"j.zip!/1.txt !broken-archive", "j.zip!/2.txt 2",
	)
}

func TestEncryptedAndStrangelyPackedEntries(t *testing.T) {
	t.Parallel()
	content := []byte(zipped(t, packedFile{"1.txt", "1"}, packedFile{"2.txt", "2"}))
	directory := bytes.Index(content, []byte("PK\x01\x02"))
	locked := bytes.Clone(content)
	locked[directory+8] |= 1
	failed(t, readAll(t, Options{}, tree(t, map[string]string{"a.zip": string(locked)}))[0], "encrypted", "with its password")
	strange := bytes.Clone(content)
	strange[directory+10] = 97
	got := readAll(t, Options{}, tree(t, map[string]string{"a.zip": string(strange)}))
	failed(t, got[0], "broken-archive", "method 97")
	text(t, got[1], "2")
}

// TestArchiveBombs unpacks what is small, in the memory of a document and in a time
// that the size of the archive bounds.
func TestArchiveBombs(t *testing.T) {
	t.Parallel()
	line := "{\"text\":\"" + strings.Repeat("x", 900) + "\"}\n"
	bomb := strings.Repeat(line, 20_000) // 18 MB in some 60 KB
	many := make([]packedFile, 600)
	for i := range many {
		many[i] = packedFile{fmt.Sprint(i, ".jsonl"), bomb[:100*len(line)]}
	}
	for name, content := range map[string]string{
		"a.zip": zipped(t, packedFile{"1.jsonl", bomb}, packedFile{"2.txt", "never read"}), "b.tar.gz": gzipped(t, tarred(t, packedFile{"1.jsonl", bomb}, packedFile{"2.txt", "never read"})),
		"c.zip": zipped(t, packedFile{"x.zip", zipped(t, packedFile{"1.jsonl", bomb})}, packedFile{"2.txt", "never read"}),
		"d.zip": zipped(t, packedFile{"1.jsonl.gz", gzipped(t, bomb)}, packedFile{"2.txt", "never read"}),
	} {
		got := readAll(t, Options{MaxDocument: 8 << 10}, tree(t, map[string]string{name: content}))
		fails := 0
		for _, rec := range got {
			if rec.Failure != nil {
				failed(t, rec, "archive-bomb", "200 times its size")
				fails++
			}
		}
		if last := got[len(got)-1]; fails < 2 || last.ID[len(last.ID)-len(name):] != name || len(got) > 19_000 {
			t.Errorf("%s: %d failures of %d records, the last of %q", name, fails, len(got), last.ID)
		}
	}
	got := readAll(t, Options{MaxDocument: 8 << 10}, tree(t, map[string]string{"m.zip": zipped(t, many...)}))
	if len(got) < 5000 || got[len(got)-1].Failure == nil {
		t.Errorf("%d records of many small files", len(got))
	}
}

// TestSkippingInAnArchive is no other than reading on.
func TestSkippingInAnArchive(t *testing.T) {
	t.Parallel()
	files := []packedFile{{"1.txt", "1"}, {"2.jsonl", "{\"text\":\"2\"}\n{\"text\":\"3\"}\n"}, {"x.zip", zipped(t, packedFile{"4.eml", "Subject: 4\n"}, packedFile{"5", ""})}, {"6.txt", "6"}}
	root := tree(t, map[string]string{"a.zip": zipped(t, files...), "b.tgz": gzipped(t, tarred(t, files...))})
	all := brief(root, readAll(t, Options{}, root))
	for n := range all {
		r, err := Open([]string{root}, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if err := r.Skip(context.Background(), n); err != nil {
			t.Fatal(err)
		}
		if got := brief(root, drain(t, r)); strings.Join(got, "\n") != strings.Join(all[n:], "\n") {
			t.Errorf("after %d: %q, want %q", n, got, all[n:])
		}
	}
}

// TestNamesOfDOS are in the character set of their time.
func TestNamesOfDOS(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.CreateHeader(&zip.FileHeader{Name: "M\x81ller.txt", NonUTF8: true})
	if err == nil {
		_, err = io.WriteString(w, "x")
	}
	if err != nil || z.Close() != nil {
		t.Fatal(err)
	}
	root := tree(t, map[string]string{"a.zip": b.String()})
	want(t, root, readAll(t, Options{}, root), "a.zip!/Müller.txt x")
}

// FuzzArchive reads any bytes as what they look like. It ends, every record is
// accounted for, and bytes that come one at a time give the same.
func FuzzArchive(f *testing.F) {
	for _, s := range []string{
		zipped(f, packedFile{"1.txt", "1"}, packedFile{"../2.txt", "2"}, packedFile{"3.jsonl", "{\"text\":\"3\"}\n"}), tarred(f, packedFile{"1.txt", "1"}, packedFile{"l", "-> x"}),
		gzipped(f, tarred(f, packedFile{"1.eml", letter})), letter, "From x Mon Jan  1 10:00:00 2024\n" + letter, docxFile(f, "x"), "PK\x03\x04", "PK\x05\x06" + strings.Repeat("\x00", 18),
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		opts := Options{MaxDocument: 1 << 10, Stdin: bytes.NewReader(content)}
		for _, rec := range readAll(t, opts, "-") {
			states := 0
			for _, is := range []bool{rec.Document != nil, rec.Failure != nil, rec.Skipped != ""} {
				if is {
					states++
				}
			}
			if states != 1 {
				t.Fatalf("record %q has %d states", rec.ID, states)
			}
			if rec.Document != nil {
				sound(t, rec.Document.Text(), rec.Source, 1<<20)
			}
		}
	})
}

// TestArchiveIsReadWhereItLies gives a file to the digest and the count of bytes once.
func TestArchiveIsReadWhereItLies(t *testing.T) {
	t.Parallel()
	content := zipped(t, packedFile{"1.txt", "1"}, packedFile{"2.png", strings.Repeat("x", 1000)})
	root := tree(t, map[string]string{"a.zip": content})
	r, err := Open([]string{root}, Options{Digest: true})
	if err != nil {
		t.Fatal(err)
	}
	drain(t, r)
	if r.BytesRead() != int64(len(content)) {
		t.Errorf("%d bytes read of %d", r.BytesRead(), len(content))
	}
	before := r.Digest()
	if err := os.WriteFile(filepath.Join(root, "a.zip"), []byte(content+"x"), 0o644); err != nil {
		t.Fatal(err)
	}
	if r, err = Open([]string{root}, Options{Digest: true}); err != nil {
		t.Fatal(err)
	}
	drain(t, r)
	if r.Digest() == before {
		t.Error("another archive has the same digest")
	}
}
