package rules

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func TestReadList(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, file, data string
		columns          []string
		want             []string // rows
		problems         []string
	}{
		{"lines", "a.txt", "Acme\n\n# comment\r\n  Globex \r\nInitech", nil, []string{"1 Acme", "4 Globex", "5 Initech"}, nil},
		{"byte order mark", "a.txt", "\ufeffAcme\n", nil, []string{"1 Acme"}, nil},
		{"tsv", "a.tsv", "term\tid\tlabel\tcountry\nAcme\t17\tORG\tDE\nGlobex\t\t\tFR\n", nil, []string{"2 Acme ORG id=17 country=DE", "3 Globex country=FR"}, nil},
		{"tsv knows no quotes", "a.tsv", "term\n\"Acme\n", nil, []string{`2 "Acme`}, nil},
		{"columns", "a.tsv", "7\tAcme\tx\n", []string{"id", "term", "-"}, []string{"1 Acme id=7"}, nil},
		{"csv", "a.csv", "id,Term\n1,\"Acme, Inc.\"\n2,\"a\nb\"\n3,c\n", nil, []string{"2 Acme, Inc. id=1", "3 a\nb id=2", "5 c id=3"}, nil},
		{"upper case extension", "A.CSV", "term,id\nx,1\n", nil, []string{"2 x id=1"}, nil},
		{"empty rows", "a.tsv", "term\tid\n\n\t\nx\t1\n", nil, []string{"4 x id=1"}, nil},
		{"empty file", "a.txt", "", nil, nil, nil},
		{"no such column", "a.tsv", "trem\tid\nx\t1\n", nil, nil, []string{"error rules.list-row a.tsv:1"}},
		{"too many cells", "a.tsv", "term\tid\nüb\t1\t2\nb\t3\n", nil, []string{"3 b id=3"}, []string{"error rules.list-row a.tsv:2:6"}},
		{"no term", "a.csv", "id,term\n1,\n2,b\n", nil, []string{"3 b id=2"}, []string{"error rules.list-row a.csv:2:1"}},
		{"bare quote", "a.csv", "term,id\nok,1\na\"b,1\n", nil, []string{"2 ok id=1"}, []string{"error rules.list-row a.csv:3:2"}},
		{"long term", "a.txt", "a\n" + strings.Repeat("x", maxTerm+1), nil, []string{"1 a"}, []string{"error rules.list-term a.txt:2:1"}},
		{"NUL", "a.txt", "a\x00b", nil, nil, []string{"error rules.list-term a.txt:1:1"}},
		{"not UTF-8", "a.txt", "a\nb\xff", nil, nil, []string{"error rules.list-encoding a.txt"}},
		{"UTF-16", "a.txt", "\xff\xfea\x00", nil, nil, []string{"error rules.list-encoding a.txt"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			var got []string
			found := readList([]byte(tt.data), listFormat{name: tt.file, columns: tt.columns, termColumn: "term"}, func(r row) {
				line := fmt.Sprintf("%d %s", r.line, r.term)
				if r.label != "" {
					line += " " + r.label
				}
				for _, a := range r.attrs {
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

func TestReadListBoundsItsComplaints(t *testing.T) {
	t.Parallel()
	data := "term\n" + strings.Repeat("a\tb\n", 10_000)
	found := readList([]byte(data), listFormat{name: "a.tsv", termColumn: "term"}, func(row) {})
	if len(found) != maxLineMistakes+1 {
		t.Errorf("%d diagnostics, want %d and one that there are more", len(found), maxLineMistakes)
	}
}

func FuzzListFile(f *testing.F) {
	for _, seed := range []string{"Acme\n# c\n", "term\tid\na\t1\n", "term,id\n\"a\nb\",1\n", "\ufeffx", "\xff\xfe", "a\"b,\n", "term\n\x00"} {
		for _, ext := range []string{".txt", ".csv", ".tsv"} {
			f.Add([]byte(seed), ext)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte, ext string) {
		lines := strings.Count(string(data), "\n") + 1
		found := readList(data, listFormat{name: "list" + ext, termColumn: "term"}, func(r row) {
			if problem := checkTerm(r.term); problem != "" || !utf8.ValidString(r.term) {
				t.Errorf("row with the term %q: %s", r.term, problem)
			}
			if r.line < 1 || r.line > lines {
				t.Errorf("row at line %d of %d", r.line, lines)
			}
		})
		for _, d := range found {
			if d.Line > lines || d.Summary == "" {
				t.Errorf("diagnostic %+v in %d lines", d, lines)
			}
		}
	})
}
