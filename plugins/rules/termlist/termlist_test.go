package termlist

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
	"go.uber.org/goleak"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/plugins/rules/gazetteer"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// codes renders diagnostics as "severity code file:line:column".
func codes(list diag.List) []string {
	var out []string
	for _, d := range list {
		out = append(out, fmt.Sprintf("%v %s %v", d.Severity, d.Code, d.Position))
	}
	return out
}

func TestRead(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, file, data string
		format           string
		columns          []string
		want             []string // rows
		problems         []string
	}{
		{"lines", "a.txt", "Acme\n\n# comment\r\n  Globex \r\nInitech", "", nil, []string{"1 Acme", "4 Globex", "5 Initech"}, nil},
		{"byte order mark", "a.txt", "\ufeffAcme\n", "", nil, []string{"1 Acme"}, nil},
		{"tsv", "a.tsv", "term\tid\tlabel\tcountry\nAcme\t17\tORG\tDE\nGlobex\t\t\tFR\n", "", nil, []string{"2 Acme ORG id=17 country=DE", "3 Globex country=FR"}, nil},
		{"tsv knows no quotes", "a.tsv", "term\n\"Acme\n", "", nil, []string{`2 "Acme`}, nil},
		{"columns", "a.tsv", "7\tAcme\tx\n", "", []string{"id", "term", "-"}, []string{"1 Acme id=7"}, nil},
		{"csv", "a.csv", "id,Term\n1,\"Acme, Inc.\"\n2,\"a\nb\"\n3,c\n", "", nil, []string{"2 Acme, Inc. id=1", "3 a\nb id=2", "5 c id=3"}, nil},
		{"upper case extension", "A.CSV", "term,id\nx,1\n", "", nil, []string{"2 x id=1"}, nil},
		{"empty rows", "a.tsv", "term\tid\n\n\t\nx\t1\n", "", nil, []string{"4 x id=1"}, nil},
		{"empty file", "a.txt", "", "", nil, nil, nil},
		{"no such column", "a.tsv", "trem\tid\nx\t1\n", "", nil, nil, []string{"error rules.term-column a.tsv:1"}},
		{"too many cells", "a.tsv", "term\tid\nüb\t1\t2\nb\t3\n", "", nil, []string{"3 b id=3"}, []string{"error rules.list-row a.tsv:2:6"}},
		{"no term", "a.csv", "id,term\n1,\n2,b\n", "", nil, []string{"3 b id=2"}, []string{"error rules.list-row a.csv:2:1"}},
		{"bare quote", "a.csv", "term,id\nok,1\na\"b,1\n", "", nil, []string{"2 ok id=1"}, []string{"error rules.list-row a.csv:3:2"}},
		{"long term", "a.txt", "a\n" + strings.Repeat("x", gazetteer.MaxTerm+1), "", nil, []string{"1 a"}, []string{"error rules.list-term a.txt:2:1"}},
		{"NUL", "a.txt", "a\x00b", "", nil, nil, []string{"error rules.list-term a.txt:1:1"}},
		{"jsonl", "a.jsonl", "{\"term\": \"Acme\", \"id\": 7, \"label\": \"ORG\", \"codes\": [\"a\", true]}\n\n{\"term\": \"b\", \"x\": null}", "", nil, []string{"1 Acme ORG codes=a codes=true id=7", "3 b"}, nil},
		{"bad jsonl", "a.jsonl", "{\"term\": \"a\"}\n{\"term\": }\n[]\n{\"name\": \"c\"}\n{\"term\": \"d\", \"x\": {}}\n{\"term\": \"e\"}", "", nil, []string{"1 a", "6 e"},
			[]string{"error rules.list-row a.jsonl:2:10", "error rules.list-row a.jsonl:3:1", "error rules.list-row a.jsonl:4:1", "error rules.list-row a.jsonl:5:1"}},
		{"entity ruler", "patterns.jsonl", "{\"label\": \"ORG\", \"pattern\": \"Acme\", \"id\": \"acme\"}\n{\"label\": \"GPE\", \"pattern\": [{\"LOWER\": \"san\"}, {\"ORTH\": \"jose\"}]}", "entity_ruler", nil, []string{"1 Acme ORG id=acme", "2 san jose GPE"}, nil},
		{"token patterns", "patterns.jsonl", "{\"label\": \"X\", \"pattern\": [{\"IS_DIGIT\": true}]}\n{\"pattern\": \"a\"}\n{\"label\": \"X\"}\n{\"label\": \"X\", \"pattern\": [{\"LOWER\": \"a\", \"OP\": \"?\"}]}", "entity_ruler", nil, nil,
			[]string{"error rules.list-row patterns.jsonl:1:1", "error rules.list-row patterns.jsonl:2:1", "error rules.list-row patterns.jsonl:3:1", "error rules.list-row patterns.jsonl:4:1"}},
		{"regexner", "map.txt", "Bachelor of Arts\tDEGREE\tMISC,ORG\t2\nSt\\. Olaf\tSCHOOL\n[a-z]+ Inc\tORG\nx\n\\d\tN\n", "regexner", nil, []string{"1 Bachelor of Arts DEGREE overwrites=MISC,ORG priority=2", "2 St. Olaf SCHOOL"},
			[]string{"error rules.list-row map.txt:3:1", "error rules.list-row map.txt:4:1", "error rules.list-row map.txt:5:1"}},
		{"geonames", "XX.txt", "77\tMünchen\tMunchen\tMünchen,Munich,\t48.1\t11.5\tP\tPPLA\tDE\t\t\t\t\t\t1260391\t\t\tEurope/Berlin\t2024-01-01\nshort\n", "geonames", nil,
			[]string{"1 München geonames=77 country=DE feature=P.PPLA population=1260391", "1 Munchen geonames=77 country=DE feature=P.PPLA population=1260391", "1 Munich geonames=77 country=DE feature=P.PPLA population=1260391"},
			[]string{"error rules.list-row XX.txt:2:1"}},
		{"not UTF-8", "a.txt", "a\nb\xff", "", nil, nil, []string{"error rules.list-encoding a.txt"}},
		{"UTF-16", "a.txt", "\xff\xfea\x00", "", nil, nil, []string{"error rules.list-encoding a.txt"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			var got []string
			found := Read([]byte(tt.data), File{Name: tt.file, Format: tt.format, Columns: tt.columns}, func(r Row) {
				line := fmt.Sprintf("%d %s", r.Line, r.Term)
				if r.Label != "" {
					line += " " + r.Label
				}
				for _, a := range r.Attrs {
					line += " " + a.Key + "=" + a.Value
				}
				got = append(got, line)
			})
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("rows (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(tt.problems, codes(found)); diff != "" {
				t.Errorf("diagnostics (-want +got):\n%s", diff)
			}
		})
	}
}

func TestReadBoundsItsComplaints(t *testing.T) {
	t.Parallel()
	data := "term\n" + strings.Repeat("a\tb\n", 10_000)
	found := Read([]byte(data), File{Name: "a.tsv"}, func(Row) {})
	if len(found) != maxMistakes+1 {
		t.Errorf("%d diagnostics, want %d and one that there are more", len(found), maxMistakes)
	}
}

func FuzzRead(f *testing.F) {
	for _, seed := range []string{"Acme\n# c\n", "term\tid\na\t1\n", "term,id\n\"a\nb\",1\n", "\ufeffx", "\xff\xfe", "a\"b,\n", "term\n\x00", "{\"term\": \"a\", \"label\": \"X\"}\n", "{\"label\": \"X\", \"pattern\": [{\"LOWER\": \"a\"}]}\n", "a b\tX\tY\t1\n"} {
		for _, format := range Formats() {
			f.Add([]byte(seed), format)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte, format string) {
		if unpacked, err := decompress(data); err != nil || len(unpacked) != len(data) {
			return // its lines are not those of data
		}
		lines := strings.Count(string(data), "\n") + 1
		found := Read(data, File{Name: "list", Format: format}, func(r Row) {
			if problem := Problem(r.Term); problem != "" || !utf8.ValidString(r.Term) {
				t.Errorf("row with the term %q: %s", r.Term, problem)
			}
			if r.Line < 1 || r.Line > lines {
				t.Errorf("row at line %d of %d", r.Line, lines)
			}
		})
		for _, d := range found {
			if d.Line > lines || d.Summary == "" {
				t.Errorf("diagnostic %+v in %d lines", d, lines)
			}
		}
	})
}

func packed(t testing.TB, ext, text string) []byte {
	t.Helper()
	var b bytes.Buffer
	var w io.WriteCloser = gzip.NewWriter(&b)
	if ext == ".zst" {
		zw, err := zstd.NewWriter(&b)
		if err != nil {
			t.Fatal(err)
		}
		w = zw
	}
	if _, err := io.WriteString(w, text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestCompressedLists(t *testing.T) {
	t.Parallel()
	for _, ext := range []string{".gz", ".zst"} {
		data := packed(t, ext, "term\tid\nAcme\t7\n")
		var got []Row
		found := Read(data, File{Name: "a.tsv" + ext}, func(r Row) { got = append(got, r) })
		want := []Row{{Line: 2, Term: "Acme", Attrs: []gazetteer.Attr{{Key: "id", Value: "7"}}}}
		if diff := cmp.Diff(want, got); diff != "" || len(found) > 0 {
			t.Errorf("%s: %v (-want +got):\n%s", ext, found, diff)
		}
		found = Read(data[:len(data)-9], File{Name: "a.tsv" + ext}, func(Row) {})
		if len(found) != 1 || found[0].Code != "rules.list-compressed" {
			t.Errorf("a cut file %s: %v", ext, found)
		}
	}
}
