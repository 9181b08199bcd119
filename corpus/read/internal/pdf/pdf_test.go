package pdf

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// build writes a file of pages, each of which shows some lines. An image stands for
// a page without lines.
func build(pages ...[]string) []byte {
	var b bytes.Buffer
	var offsets []int
	object := func(format string, args ...any) {
		offsets = append(offsets, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", len(offsets), fmt.Sprintf(format, args...))
	}
	b.WriteString("%PDF-1.4\n")
	kids := make([]string, len(pages))
	for i := range pages {
		kids[i] = fmt.Sprintf("%d 0 R", 4+2*i)
	}
	object("<</Type/Catalog/Pages 2 0 R>>")
	object("<</Type/Pages/Kids[%s]/Count %d>>", strings.Join(kids, " "), len(pages))
	object("<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>")
	for i, lines := range pages {
		content := "0 0 m 9 9 l S"
		for j, line := range lines {
			content += fmt.Sprintf("\nBT /F1 12 Tf 72 %d Td (%s) Tj ET", 700-14*j, line)
		}
		object("<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F1 3 0 R>>>>/Contents %d 0 R>>", 5+2*i)
		object("<</Length %d>>\nstream\n%s\nendstream", len(content), content)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, at := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(offsets)+1, start)
	return b.Bytes()
}

func engine(t testing.TB) *Engine {
	t.Helper()
	e, err := New(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	})
	return e
}

func TestPages(t *testing.T) {
	t.Parallel()
	raw := build([]string{"Dr. Smith of Acme Corp.", "paid \\20020 in Z\\374rich."}, nil, []string{"The end."})
	r, err := engine(t).Parse(context.Background(), raw, 1000)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff("Dr. Smith of Acme Corp.\npaid €20 in Zürich.\n\nThe end.", r.Text); diff != "" {
		t.Errorf("text (-want +got):\n%s", diff)
	}
	var parts []string
	for _, p := range r.Parts {
		parts = append(parts, fmt.Sprintf("%s %s=%s %q", p.Label, p.Attributes[0].Key, p.Attributes[0].Value, r.Text[p.Start:p.End]))
	}
	want := []string{"PAGE number=1 \"Dr. Smith of Acme Corp.\\npaid €20 in Zürich.\"", "PAGE number=3 \"The end.\""}
	if diff := cmp.Diff(want, parts); diff != "" {
		t.Errorf("parts (-want +got):\n%s", diff)
	}
	if len(r.Notes) != 1 || r.Notes[0].Code != "reader.pages-without-text" || !strings.HasPrefix(r.Notes[0].Message, "1 of 3 pages") {
		t.Errorf("notes %v", r.Notes)
	}
	if start, end := r.Origin.Span(3, 8); start != 0 || end != len(raw) {
		t.Errorf("leads to [%d,%d), want all %d bytes", start, end, len(raw))
	}
}

func TestFilesWithoutText(t *testing.T) {
	t.Parallel()
	e := engine(t)
	locked, err := os.ReadFile(filepath.Join("testdata", "locked.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	open, err := os.ReadFile(filepath.Join("testdata", "open.pdf")) // encrypted, for anybody to read
	if err != nil {
		t.Fatal(err)
	}
	good := build([]string{"text"})
	for name, c := range map[string]struct {
		raw  []byte
		want error
	}{
		"no text": {build(nil, nil), ErrNoText}, "no pages": {build(), ErrDamaged}, "locked": {locked, ErrEncrypted}, "open": {open, nil},
		"empty": {nil, ErrDamaged}, "not PDF": {[]byte("some words"), ErrDamaged}, "the head": {good[:30], ErrDamaged},
		"too much": {build([]string{strings.Repeat("long ", 300)}), ErrTooLarge}, "no table": {bytes.Replace(good, []byte("xref\n0"), []byte("xxxx\n0"), 1), nil},
	} {
		r, err := e.Parse(context.Background(), c.raw, 1000)
		if !errors.Is(err, c.want) || (err == nil) != (r != nil) || c.want == nil && err != nil {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

// TestDamage changes bytes of a file: there is a text or one of the errors, and the
// next file is read as if nothing had been.
func TestDamage(t *testing.T) {
	t.Parallel()
	e := engine(t)
	good := build([]string{"one two", "three"}, []string{"four"})
	random := rand.New(rand.NewPCG(1, 2))
	for range 150 {
		raw := bytes.Clone(good)
		for range 1 + random.IntN(8) {
			raw[random.IntN(len(raw))] = byte(random.IntN(256))
		}
		if _, err := e.Parse(context.Background(), raw[:len(raw)-random.IntN(2)*random.IntN(len(raw))], 1000); err != nil && !known(err) {
			t.Fatalf("%v from %q", err, raw)
		}
	}
	if r, err := e.Parse(context.Background(), good, 1000); err != nil || r.Text != "one two\nthree\n\nfour" {
		t.Errorf("after all that: %v", err)
	}
}

func known(err error) bool {
	for _, e := range []error{ErrDamaged, ErrEncrypted, ErrNoText, ErrTooLarge} {
		if errors.Is(err, e) {
			return true
		}
	}
	return false
}

// TestSlowFiles has a page that refers to itself without end: the deadline and the
// context end it, and the next file is read.
func TestSlowFiles(t *testing.T) {
	t.Parallel()
	e := engine(t)
	good := build([]string{"text"})
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := e.Parse(ctx, good, 1000); !errors.Is(err, context.Canceled) {
		t.Errorf("%v after the context ended", err)
	}
	many := make([][]string, 3000)
	for i := range many {
		many[i] = []string{"some words of a page that is one of many"}
	}
	e.deadline = 20 * time.Millisecond
	if _, err := e.Parse(context.Background(), build(many...), 1<<20); !errors.Is(err, ErrTooSlow) {
		t.Errorf("%v, want that it is too slow", err)
	}
	e.deadline = deadline
	if _, err := e.Parse(context.Background(), good, 1000); err != nil {
		t.Error(err)
	}
}

func TestClean(t *testing.T) {
	t.Parallel()
	if got := clean("a\r\nb\rc exam\x02\r\nple\uFFFE\x00\x07\td\x7f\xff"); got != "a\nb\nc exam-\nple-\td\uFFFD" {
		t.Errorf("%q", got)
	}
}

func FuzzParse(f *testing.F) {
	f.Add(build([]string{"one"}, nil))
	f.Add([]byte("%PDF-1.7\n"))
	e := engine(f)
	f.Fuzz(func(t *testing.T, raw []byte) {
		if r, err := e.Parse(context.Background(), raw, 1<<16); err != nil && !known(err) && !errors.Is(err, ErrTooSlow) || err == nil && len(r.Text) > 1<<16 {
			t.Fatal(err)
		}
	})
}
