package read

import (
	"encoding/base64"
	"fmt"
	"mime/quotedprintable"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/charmap"
	"pgregory.net/rapid"

	"github.com/onomast/onomast/corpus"
)

// A letter has everything that mails have.
const letter = `Return-Path: <ann@example.org>
Received: from mx.example.org by example.net;
	Mon, 6 May 2024 10:00:01 +0000
From: =?utf-8?q?Ann_M=C3=BCller?= <ann@example.org>
To: Bob <bob@example.net>,
 Carla <carla@example.net>
Date: Mon, 6 May 2024 10:00:00 +0000
Message-ID: <1@example.org>
Subject: Invoice 4711
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="outer"

This is for readers of mail that know nothing.
--outer
Content-Type: multipart/alternative; boundary=inner

--inner
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

Dear Bob, Z=C3=BCrich owes us =E2=82=AC20, as agreed with C=
arla.
--inner
Content-Type: text/html

<p>Dear Bob
--inner--
--outer
Content-Type: application/pdf; name="bill.pdf"
Content-Disposition: attachment; filename="bill.pdf"
Content-Transfer-Encoding: base64

JVBERi0xLjcK
--outer--
`

func TestMail(t *testing.T) {
	t.Parallel()
	for name, end := range map[string]string{"LF": "\n", "CRLF": "\r\n"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			content := strings.ReplaceAll(letter, "\n", end)
			rec := one(t, Options{}, "a.eml", content)
			text(t, rec, "From: Ann Müller <ann@example.org>\nTo: Bob <bob@example.net>, Carla <carla@example.net>\n"+
				"Date: Mon, 6 May 2024 10:00:00 +0000\nSubject: Invoice 4711\n\nDear Bob, Zürich owes us €20, as agreed with Carla.")
			for word, wanted := range map[string]string{
				"Zürich": "Z=C3=BCrich", "€20": "=E2=82=AC20", "Carla.": "C=" + end + "arla.", "4711": "4711", "Ann Müller": "=?utf-8?q?Ann_M=C3=BCller?= <ann@example.org>",
			} {
				if got := origin(t, rec, content, word); got != wanted {
					t.Errorf("%q leads to %q, want %q", word, got, wanted)
				}
			}
			want := []string{
				"HEADER from=Ann Müller <ann@example.org> to=Bob <bob@example.net>, Carla <carla@example.net> date=Mon, 6 May 2024 10:00:00 +0000 " +
					"subject=Invoice 4711 message_id=<1@example.org> attachment=bill.pdf: From: Ann ",
				"BODY: Dear Bob, ",
			}
			if diff := cmp.Diff(want, parts(rec)); diff != "" {
				t.Errorf("parts (-want +got):\n%s", diff)
			}
		})
	}
}

// parts renders the parts of a record with the beginning of each.
func parts(rec corpus.Record) []string {
	var all []string
	for _, p := range rec.Parts {
		s := p.Label
		for _, a := range p.Attributes {
			s += " " + a.Key + "=" + a.Value
		}
		all = append(all, fmt.Sprintf("%s: %.10s", s, rec.Document.Text()[p.Start:p.End]))
	}
	return all
}

func TestMailBodies(t *testing.T) {
	t.Parallel()
	multipart := func(kind string, parts ...string) string {
		return "Subject: s\nContent-Type: multipart/" + kind + "; boundary=b\n\n--b\n" + strings.Join(parts, "\n--b\n") + "\n--b--\n"
	}
	const plain, html = "Content-Type: text/plain\n\nplain", "Content-Type: text/html\n\n<p>rich &amp; <b>bold</b>"
	for name, c := range map[string]struct{ content, want string }{
		"no MIME":            {"Subject: s\n\nhello\n", "Subject: s\n\nhello\n"},
		"html only":          {"Subject: s\nContent-Type: text/html; charset=iso-8859-1\n\n<p>caf\xe9 &amp; <b>bar</b>", "Subject: s\n\ncafé & bar"},
		"html and its image": {multipart("related", html, "Content-Type: image/png; name=x.png\n\n123"), "Subject: s\n\nrich & bold"},
		"plain and html":     {multipart("alternative", plain, html), "Subject: s\n\nplain"},
		"html before plain":  {multipart("alternative", html, plain), "Subject: s\n\nplain"},
		"blank and html":     {multipart("alternative", "Content-Type: text/plain\n\n \n", html), "Subject: s\n\nrich & bold"},
		"two bodies":         {multipart("mixed", plain, plain), "Subject: s\n\nplain\n\nplain"},
		"attached text":      {multipart("mixed", plain, "Content-Disposition: attachment\n\nsecret"), "Subject: s\n\nplain"},
		"a mail in a mail":   {multipart("mixed", plain, "Content-Type: message/rfc822\n\nFrom: x\nSubject: inner\n\ndeep"), "Subject: s\n\nplain\n\nFrom: x\nSubject: inner\n\ndeep"},
		"never closed":       {"Subject: s\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nhello", "Subject: s\n\nhello"},
		"no boundary met":    {"Subject: s\nContent-Type: multipart/mixed; boundary=b\n\nhello", "Subject: s\n\nhello"},
		"no boundary named":  {"Subject: s\nContent-Type: multipart/mixed\n\nhello", "Subject: s\n\nhello"},
		"header alone":       {"Subject: s\nX: y", "Subject: s\n"},
		"nothing shown":      {"X: y\n\n\n", ""},
		"a line before":      {"From x Mon Jan  1 10:00:00 2024\nSubject: s\n\nhello", "Subject: s\n\nhello"},
		"capitals":           {"SUBJECT : s\n\nhello", "SUBJECT: s\n\nhello"},
		"base64":             {"Subject: s\nContent-Transfer-Encoding: BASE64\n\nWsO8cmljaCDigqwy\r\nMA==\n", "Subject: s\n\nZürich €20"},
		"base64 with dirt":   {"Subject: s\nContent-Transfer-Encoding: base64\n\nWsO8!c-mljaA==\n", "Subject: s\n\nZürich"},
		"called ASCII":       {"Subject: Zürich\nContent-Type: text/plain; charset=us-ascii\n\nŁódź", "Subject: Zürich\n\nŁódź"},
		"called UTF-8":       {"Subject: s\nContent-Type: text/plain; charset=utf-8\n\nDer K\xe4ufer pr\xfcft gr\xf6\xdfere M\xe4ngel.", "Subject: s\n\nDer Käufer prüft größere Mängel."},
		"unknown charset":    {"Subject: s\nContent-Type: text/plain; charset=x-nonsense\n\nŁódź", "Subject: s\n\nŁódź"},
		"japanese":           {"Subject: =?iso-2022-jp?B?GyRCRnxLXBsoQg==?=\nContent-Type: text/plain; charset=iso-2022-jp\n\n\x1b$BF|K\\\x1b(B", "Subject: 日本\n\n日本"},
		"broken words":       {"Subject: =?utf-8?q?=ZZ?= =?x\n\nhello", "Subject: =?utf-8?q?=ZZ?= =?x\n\nhello"},
		"percent not quoted": {"Subject: s\nContent-Transfer-Encoding: quoted-printable\n\n1 = 1 =XY =", "Subject: s\n\n1 = 1 =XY "},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			rec := one(t, Options{}, "a.eml", c.content)
			text(t, rec, c.want)
			sound(t, c.want, rec.Source, len(c.content))
		})
	}
}

func TestMailsThatHideSomething(t *testing.T) {
	t.Parallel()
	deep := "Subject: s\n"
	for i := range 40 {
		deep += fmt.Sprintf("Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n", i, i)
	}
	for name, c := range map[string]struct{ content, code string }{
		"pgp":       {"Subject: s\nContent-Type: multipart/encrypted; boundary=b\n\n--b\nContent-Type: application/octet-stream\n\nxyz\n--b--", "reader.mail-encrypted"},
		"s/mime":    {"Subject: s\nContent-Type: application/pkcs7-mime; smime-type=enveloped-data\n\nxyz", "reader.mail-encrypted"},
		"deep":      {deep + "\nhello", "reader.mail-parts"},
		"many":      {"Subject: s\nContent-Type: multipart/mixed; boundary=b\n\n" + strings.Repeat("--b\n\nx\n", 5000), "reader.mail-parts"},
		"not in it": {"Subject: s\nContent-Transfer-Encoding: base64\n\n!!!!", "reader.mail-damaged"},
	} {
		rec := one(t, Options{}, "a.eml", c.content)
		if rec.Document == nil || len(rec.Document.Notes()) != 1 || rec.Document.Notes()[0].Code != c.code {
			t.Errorf("%s: %v %v", name, rec.Failure, rec.Document.Notes())
		}
	}
}

func TestNoMail(t *testing.T) {
	t.Parallel()
	for _, content := range []string{"", "hello\n", "\n\nSubject: s\n", ": x\n", "\x00\x01\x02"} {
		failed(t, one(t, Options{}, "a.eml", content), "broken-mail", "does not begin with the header lines")
	}
	failed(t, one(t, Options{}, "a.eml", "Subject: s\n\n\x81\x8d\x9d\xff x"), "invalid-utf8", "a part of the mail")
	failed(t, one(t, Options{MaxDocument: 10}, "a.eml", "Subject: s\n\nlong text"), "too-large", "the text has 21 bytes")
	failed(t, one(t, Options{MaxDocument: 10}, "a.eml", "Subject: s\n\n"+strings.Repeat("x", 70)), "too-large", "the file has 82 bytes")
	rec := one(t, Options{MaxDocument: 40}, "a.eml", "Subject: s\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nx\n--b\nContent-Type: image/png\n\n"+strings.Repeat("x", 100))
	text(t, rec, "Subject: s\n\nx")
}

func TestMailbox(t *testing.T) {
	t.Parallel()
	first := "Subject: 1\n\nFrom here on it is text.\n\n>From the start, and\n>>From the end.\n"
	content := "\nFrom ann Mon Jan  1 10:00:00 2024\n" + first + "\nFrom - Tue Jan  2 11:00:00 2024\nno header\n\nFrom bob Wed Jan  3 12:00:00 2024\nSubject: 3\n\n"
	root := tree(t, map[string]string{"a.mbox": content, "b.mbox": "", "c.mbox": "Subject: x\n\nno box", "d.mbx": "From x\n" + letter})
	got := readAll(t, Options{}, root)
	want(t, root, got[:len(got)-1], "a.mbox:2 Subject: 1\n\nFrom here on it is text.\n\nFrom the start, and\n>From the end.\n", "a.mbox:10 !broken-mail", "a.mbox:13 Subject: 3\n", "c.mbox:1 !broken-mail")
	failed(t, got[3], "broken-mail", "no mailbox", "a single mail is called .eml")
	if got := origin(t, got[0], content[got[0].Offset:], "start, and\n>From"); got != "start, and\n>>From" {
		t.Errorf("leads back to %q", got)
	}
	if content[got[0].Offset:][:10] != "Subject: 1" {
		t.Errorf("begins at %d", got[0].Offset)
	}
	if last := got[len(got)-1]; last.ID[len(root)+1:] != "d.mbx:1" || len(last.Parts) != 2 {
		t.Errorf("%s with %d parts", last.ID, len(last.Parts))
	}
}

// TestMailboxOverTheLimit goes on behind a mail that is too large, wherever the
// limit falls.
func TestMailboxOverTheLimit(t *testing.T) {
	t.Parallel()
	mail := func(size int) string {
		return "From x Mon Jan  1 10:00:00 2024\nSubject: s\n\n" + strings.Repeat("x", size) + "\n\n"
	}
	for _, size := range []int{200, bufferSize - 1, bufferSize, bufferSize + 1, 3 * bufferSize} {
		root := tree(t, map[string]string{"a.mbox": mail(5) + mail(size) + mail(6)})
		got := readAll(t, Options{MaxDocument: 20}, root)
		want(t, root, got, "a.mbox:1 Subject: s\n\nxxxxx\n", "a.mbox:6 !too-large", "a.mbox:11 Subject: s\n\nxxxxxx\n\n")
	}
}

// TestEveryCharacterOfAMailLeadsBack writes a body in the transfer encodings and
// some character sets.
func TestEveryCharacterOfAMailLeadsBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.SampledFrom([]string{"a", "é", "ü", "=", " ", "\n", "b", "ß", ".", "long line of words "}), 1, 60).Draw(t, "text")
		body := strings.TrimSpace(strings.Join(words, "")) + "x"
		label, encoded := "utf-8", body
		if rapid.Bool().Draw(t, "latin") {
			label = "iso-8859-1"
			latin, err := charmap.ISO8859_1.NewEncoder().String(body)
			if err != nil {
				t.Fatal(err)
			}
			encoded = latin
		}
		transfer := rapid.SampledFrom([]string{"8bit", "quoted-printable", "base64"}).Draw(t, "transfer")
		content := "Subject: s\nContent-Type: text/plain; charset=" + label + "\nContent-Transfer-Encoding: " + transfer + "\n\n" + packed(transfer, encoded)
		rec := readAll(t, Options{Format: "eml", Stdin: strings.NewReader(content)}, "-")[0]
		if rec.Document == nil {
			t.Fatalf("%v from %q", rec.Failure, content)
		}
		// quotedprintable writes CRLF for LF
		if got := strings.ReplaceAll(rec.Document.Text(), "\r\n", "\n"); got != "Subject: s\n\n"+body {
			t.Fatalf("%q from %q", got, content)
		}
		last := 0
		for at := range rec.Document.Text() {
			start, end := rec.Source.Span(at, at+1)
			if start < last || end > len(content) || end < start {
				t.Fatalf("byte %d leads to [%d,%d) after %d", at, start, end, last)
			}
			last = start
		}
		if _, end := rec.Source.Span(0, len(rec.Document.Text())); strings.TrimRight(content[end:], "=\r\n") != "" {
			t.Fatalf("behind the text there is %q", content[end:])
		}
	})
}

func packed(transfer, s string) string {
	var b strings.Builder
	switch transfer {
	case "quoted-printable":
		w := quotedprintable.NewWriter(&b)
		_, _ = w.Write([]byte(s))
		_ = w.Close()
	case "base64":
		all := base64.StdEncoding.EncodeToString([]byte(s))
		for len(all) > 76 {
			b.WriteString(all[:76] + "\r\n")
			all = all[76:]
		}
		b.WriteString(all)
	default:
		return s
	}
	return b.String()
}
