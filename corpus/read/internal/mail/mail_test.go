package mail

import (
	"bytes"
	"encoding/base64"
	"errors"
	"io"
	"mime/quotedprintable"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"
	"pgregory.net/rapid"

	"github.com/onomast/onomast/core/document"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var errCharset = errors.New("not UTF-8")

// plain knows UTF-8 only, and of HTML that tags are not shown.
type plain struct{}

func (plain) Decode(raw []byte, _ string, _ bool) (string, *document.SourceMap, error) {
	if !utf8.Valid(raw) {
		return "", nil, errCharset
	}
	return string(raw), nil, nil
}

func (plain) Shown(markup string) (string, *document.SourceMap) {
	var b document.Builder
	var text strings.Builder
	for markup != "" {
		before, rest, tag := strings.Cut(markup, "<")
		text.WriteString(before)
		b.Copy(len(before))
		_, after, closed := strings.Cut(rest, ">")
		if !tag || !closed {
			break
		}
		b.Skip(len(markup) - len(before) - len(after))
		markup = after
	}
	return text.String(), b.Map()
}

func TestTransferEncodings(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		raw := rapid.SliceOfN(rapid.Byte(), 0, 200).Draw(t, "bytes")
		if got, _, damaged := unbase64([]byte(base64.StdEncoding.EncodeToString(raw))); !bytes.Equal(got, raw) || damaged > 0 {
			t.Fatalf("%q became %q, %d damaged", raw, got, damaged)
		}
		var b bytes.Buffer
		w := quotedprintable.NewWriter(&b)
		w.Binary = true
		_, _ = w.Write(raw)
		_ = w.Close()
		if got, _ := unquotedPrintable(b.Bytes()); !bytes.Equal(got, raw) {
			t.Fatalf("%q became %q by way of %q", raw, got, b.String())
		}
	})
}

// TestTransferEncodingsAgree compares what any bytes become with the standard library,
// where that takes them.
func TestTransferEncodingsAgree(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		raw := []byte(strings.Join(rapid.SliceOfN(rapid.SampledFrom([]string{"=", "=\n", "=\r\n", "=41", "=e9", "a", "\n", "\r\n", "=4"}), 0, 12).Draw(t, "pieces"), ""))
		want, err := io.ReadAll(quotedprintable.NewReader(bytes.NewReader(raw)))
		got, m := unquotedPrintable(raw)
		if err == nil && !bytes.Equal(got, want) {
			t.Fatalf("%q became %q, want %q", raw, got, want)
		}
		last := 0
		for at := range got {
			start, end := m.Span(at, at+1)
			if start < last || end > len(raw) || start >= end {
				t.Fatalf("byte %d of %q leads to [%d,%d) of %q", at, got, start, end, raw)
			}
			last = start
		}
	})
}

func TestHeader(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		raw  string
		want []string // name=value
		body string
	}{
		"plain":          {"A: b\nC: d\n\nbody", []string{"A=b", "C=d"}, "body"},
		"folded":         {"A: b\r\n  c\r\n\td\r\n\r\nbody", []string{"A=b c d"}, "body"},
		"no body":        {"A: b", []string{"A=b"}, ""},
		"no empty line":  {"A: b\nhello there\n", []string{"A=b"}, "hello there\n"},
		"not a header":   {"hello: there is\n x", []string{"hello=there is x"}, ""},
		"a space before": {"A : b\n\n", []string{"A=b"}, ""},
		"only a colon":   {": b\n\n", nil, ": b\n\n"},
		"a fold first":   {" A: b\n\n", nil, " A: b\n\n"},
		"empty":          {"", nil, ""},
	} {
		h, body := parseHeader([]byte(c.raw), 0, len(c.raw))
		var got []string
		for _, f := range h {
			got = append(got, f.name+"="+unfold([]byte(c.raw)[f.value:f.end]))
		}
		if diff := cmp.Diff(c.want, got); diff != "" || c.raw[body:] != c.body {
			t.Errorf("%s: body %q, %s", name, c.raw[body:], diff)
		}
	}
}

func TestBoundaries(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		raw, boundary string
		want          []string
	}{
		"two":           {"x\n--b\n\none\n--b\n\ntwo\n--b--\nepilogue", "b", []string{"one", "two"}},
		"longer one":    {"--b\n\none\n--bb\n\ntwo\n--b--", "b", []string{"one\n--bb\n\ntwo"}},
		"space behind":  {"--b  \r\n\r\none\r\n--b--  \r\n", "b", []string{"one"}},
		"never closed":  {"--b\n\none\n", "b", []string{"one\n"}},
		"none":          {"one\n", "b", []string{"one\n"}},
		"not named":     {"--\none\n", "", []string{"--\none\n"}},
		"empty part":    {"--b\n--b\n\none\n--b--", "b", []string{"", "one"}},
		"within a line": {"--b\n\none --b\n--b--", "b", []string{"one --b"}},
	} {
		var got []string
		for _, p := range cut([]byte(c.raw), 0, len(c.raw), c.boundary) {
			got = append(got, c.raw[p.body:p.end])
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestErrorsOfTheDecoder(t *testing.T) {
	t.Parallel()
	for _, raw := range []string{"Subject: \xff\n\nx", "Subject: s\n\n\xff"} {
		if _, err := Parse([]byte(raw), plain{}); !errors.Is(err, errCharset) {
			t.Errorf("%q: %v", raw, err)
		}
	}
	if _, err := Parse([]byte("no mail"), plain{}); !errors.Is(err, ErrNoHeader) {
		t.Errorf("%v", err)
	}
}

// FuzzParse reads any bytes: the parts lie in the text in order, and what it leads
// back to goes forward in the mail.
func FuzzParse(f *testing.F) {
	for _, s := range []string{
		"Subject: =?utf-8?q?=C3=A9?=\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Transfer-Encoding: base64\n\nw6k=\n--b\nContent-Type: message/rfc822\n\nFrom: x\n\ndeep\n--b--",
		"Content-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n<p>=C3=A9 =\n</p>", "A: b\n c\n\n", "From x\nA: b\n", "Content-Type: multipart/alternative; boundary=b\n\n--b\n\n--b\nContent-Type: text/html\n\n<i>x",
		"Content-Type: text/plain; charset=x; charset=y\nContent-Disposition: attachment; filename*=utf-8''%C3%A9\n\nx",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		r, err := Parse(raw, plain{})
		if err != nil {
			return
		}
		if !utf8.ValidString(r.Text) {
			t.Fatalf("%q is not UTF-8", r.Text)
		}
		last := 0
		for at := range len(r.Text) {
			start, end := r.Origin.Span(at, at+1)
			if start < last || end < start || end > len(raw) {
				t.Fatalf("byte %d of %q leads to [%d,%d) after %d in %q", at, r.Text, start, end, last, raw)
			}
			last = start
		}
		end := 0
		for _, p := range r.Parts {
			if p.Start < end || p.End <= p.Start || p.End > len(r.Text) {
				t.Fatalf("part %+v after %d of %q", p, end, r.Text)
			}
			end = p.End
		}
	})
}
