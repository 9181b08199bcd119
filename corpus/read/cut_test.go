package read

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// drawContent draws lines of awkward pieces.
func drawContent(t *rapid.T, pieces ...string) string {
	return strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 20).Draw(t, "pieces"), "")
}

// small returns a buffered reader so small that lines are cut.
func small(s string) *bufio.Reader { return bufio.NewReaderSize(strings.NewReader(s), 16) }

// smallBody is one whose encoding is settled.
func smallBody(s string) *body { return &body{Reader: small(s), charset: charset{kind: kindUTF8}} }

func TestLinesAgreeWithSplit(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		content := drawContent(t, "\n", "\r\n", "\r", "a", "bc", strings.Repeat("d", 15), strings.Repeat("é", 20))
		limit := int64(rapid.IntRange(0, 50).Draw(t, "limit"))
		l := lines{body: smallBody(content), limit: limit}
		wanted := strings.Split(content, "\n")
		if last := len(wanted) - 1; wanted[last] == "" {
			wanted = wanted[:last]
		}
		for i, want := range wanted {
			if i < len(wanted)-1 || strings.HasSuffix(content, "\n") {
				want = strings.TrimSuffix(want, "\r")
			}
			got, err := l.next()
			if err != nil || got.number != i+1 {
				t.Fatalf("line %d of %q: %v, number %d", i+1, content, err, got.number)
			}
			if fits := int64(len(want)) <= limit; fits != (got.bytes != nil) || fits && string(got.bytes) != want {
				t.Fatalf("line %d of %q is %q, want %q with a limit of %d", i+1, content, got.bytes, want, limit)
			}
		}
		if _, err := l.next(); !errors.Is(err, io.EOF) {
			t.Fatalf("behind the last line of %q: %v", content, err)
		}
	})
}

// TestRowsAndCellsGiveBackWhatWasWritten writes a table with every field quoted
// that needs it, and reads it.
func TestRowsAndCellsGiveBackWhatWasWritten(t *testing.T) {
	t.Parallel()
	field := rapid.Custom(func(t *rapid.T) string {
		return drawContent(t, "\n", "\r\n", ",", ";", "\t", "\"", "\"\"", " ", "word", "é", "北", "\x00")
	})
	rapid.Check(t, func(t *rapid.T) {
		delimiter := rapid.SampledFrom([]byte{',', ';', '\t'}).Draw(t, "delimiter")
		end := rapid.SampledFrom([]string{"\n", "\r\n"}).Draw(t, "end")
		want := rapid.SliceOfN(rapid.SliceOfN(field, 2, 2), 1, 6).Draw(t, "rows")
		var content strings.Builder
		for _, row := range want {
			for i, f := range row {
				if i > 0 {
					content.WriteByte(delimiter)
				}
				if strings.ContainsAny(f, "\n\r\""+string(delimiter)) || rapid.Bool().Draw(t, "quoted") {
					f = `"` + strings.ReplaceAll(f, `"`, `""`) + `"`
				}
				content.WriteString(f)
			}
			content.WriteString(end)
		}
		r := rows{body: smallBody(content.String()), delimiter: delimiter, limit: 1 << 20}
		var got [][]string
		for {
			row, err := r.next()
			if errors.Is(err, io.EOF) {
				break
			}
			all, err := cells(string(row.bytes), delimiter)
			if err != nil {
				t.Fatalf("row %q of %q: %v", row.bytes, content.String(), err)
			}
			var values []string
			for _, c := range all {
				value, m := c.value(string(row.bytes))
				checkCopies(t, value, string(row.bytes), m.Span)
				values = append(values, value)
			}
			got = append(got, values)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("from %q (-want +got):\n%s", content.String(), diff)
		}
	})
}

// checkCopies checks that every byte of a value is in the source it leads to.
func checkCopies(t *rapid.T, value, source string, span func(start, end int) (int, int)) {
	for at := range len(value) {
		start, end := span(at, at+1)
		if from := source[start:end]; !strings.Contains(from, value[at:at+1]) {
			t.Fatalf("byte %d of %q leads to %q in %q", at, value, from, source)
		}
	}
}

func TestUTF16ReaderAgreesWithTheWholeDecoder(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		text := drawContent(t, "a", "\n", "é", "北京", "\U0001F600", "\x00", "\uFFFD", strings.Repeat("x", 30))
		for _, order := range []binary.AppendByteOrder{binary.LittleEndian, binary.BigEndian} {
			source := utf16Bytes(text, order)
			u := &utf16Reader{body: small(source), bigEndian: order == binary.BigEndian}
			if err := iotest.TestReader(u, []byte(text)); err != nil {
				t.Fatalf("%q: %v", text, err)
			}
			whole, m, fail := decodeUTF16([]byte(source), 0, order == binary.BigEndian)
			if fail != nil || whole != text {
				t.Fatalf("%q is decoded as %q: %v", text, whole, fail)
			}
			for at, r := range text {
				start, end := m.Span(at, at+len(string(r)))
				if source[start:end] != utf16Bytes(string(r), order) {
					t.Fatalf("%q at %d of %q leads to %q", r, at, text, source[start:end])
				}
			}
		}
	})
}

func TestUTF16ReaderSpoilsOnlyWhatIsBroken(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"a\x00\x00\xd8b\x00":    "a\xffb",     // half a pair
		"\x00\xdca\x00":         "\xffa",      // the other half
		"a\x00b":                "a\xff",      // half a unit
		"\x3d\xd8\x00\xde":      "\U0001F600", // a pair
		"\x3d\xd8\x3d\xd8a\x00": "\xff\xffa",  // two first halves
		"":                      "",
	} {
		got, err := io.ReadAll(&utf16Reader{body: small(in)})
		if err != nil || string(got) != want {
			t.Errorf("%q is read as %q, %v, want %q", in, got, err, want)
		}
	}
}

func TestPackedIsReadLikeUnpacked(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		content := "text,id\n" + drawContent(rt, "\n", ",", "a", "\"", "1,2\n", "\xff", "é\n")
		read := func(packed string) []string {
			return brief("", readAll(t, Options{Format: "csv", Stdin: strings.NewReader(packed)}, "-"))
		}
		plain := read(content)
		for name, packed := range map[string]string{"gzip": gzipped(t, content), "zstd": zstded(t, content)} {
			if diff := cmp.Diff(plain, read(packed)); diff != "" {
				rt.Fatalf("%s of %q (-plain +packed):\n%s", name, content, diff)
			}
		}
	})
}

// TestReadErrorInTheMiddle puts an error behind each byte of a record file.
func TestReadErrorInTheMiddle(t *testing.T) {
	t.Parallel()
	disk := errors.New("input/output error")
	for format, content := range map[string]string{
		"jsonl": "{\"text\":\"1\"}\n{\"text\":\"2\"}\n", "csv": "text\n1\n2\n", "json": "[{\"text\":\"1\"},{\"text\":\"2\"}]", "txt": "words", "html": "<p>words",
	} {
		for at := range len(content) + 1 {
			input := io.MultiReader(strings.NewReader(content[:at]), iotest.ErrReader(disk))
			got := readAll(t, Options{Format: format, Stdin: input}, "-")
			last := got[len(got)-1]
			if last.Failure == nil || last.Failure.Code != "unreadable" || !strings.Contains(last.Failure.Message, disk.Error()) {
				t.Errorf("%s: after %q the last record is %v", format, content[:at], fmt.Sprint(brief("", got)))
			}
			for _, rec := range got[:len(got)-1] {
				if rec.Failure != nil {
					t.Errorf("%s: after %q record %s failed too: %v", format, content[:at], rec.ID, rec.Failure)
				}
			}
		}
	}
}
