package dates

import (
	"bufio"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/onomast/onomast/plugins/rules/normalize/value"
)

// A row is a line of a table of testdata.
type row struct {
	place, text, want string
	context           value.Context
}

func readTable(t testing.TB, name string) []row {
	t.Helper()
	f, err := os.Open("testdata/" + name + ".tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var rows []row
	in := bufio.NewScanner(f)
	for n := 1; in.Scan(); n++ {
		if strings.HasPrefix(in.Text(), "#") {
			continue
		}
		fields := strings.Split(in.Text(), "\t")
		if len(fields) != 4 {
			t.Fatalf("%s.tsv:%d: %d columns", name, n, len(fields))
		}
		l, err := value.ParseLocale(fields[0])
		if err != nil {
			t.Fatalf("%s.tsv:%d: %v", name, n, err)
		}
		r := row{place: fmt.Sprintf("%s.tsv:%d", name, n), text: fields[1], want: fields[3], context: value.Context{Locale: l}}
		if fields[2] == "ref" {
			r.context.Reference = time.Date(2023, 3, 15, 9, 30, 0, 0, time.UTC)
			r.context.ReferenceHasTime = true
		}
		rows = append(rows, r)
	}
	return rows
}

// got renders a reading as the tables have it.
func got(r *Reader, row row) string {
	v, err := r.Read(row.text, row.context)
	switch {
	case err != nil:
		return "! " + err.Error()
	case v.Unresolved != "":
		return "unresolved"
	}
	out := strings.Join(v.Readings, " | ")
	if len(v.Readings) == 0 {
		out = v.Normalized
	} else if v.Normalized == "" {
		out = "? " + out
	}
	if v.Part("conflict") != "" {
		out += " conflict"
	}
	return out
}

func right(want, got string) bool {
	if reason, ok := strings.CutPrefix(want, "! "); ok {
		return strings.HasPrefix(got, "! ") && strings.Contains(got, reason)
	}
	return want == got
}

func testTable(t *testing.T, name string) {
	t.Helper()
	r := New()
	rows := readTable(t, name)
	wrong := 0
	for _, row := range rows {
		if g := got(r, row); !right(row.want, g) {
			wrong++
			t.Errorf("%s: %q is %q, want %q", row.place, row.text, g, row.want)
		}
	}
	t.Logf("%s: %d of %d right", name, len(rows)-wrong, len(rows))
}

func TestTables(t *testing.T) {
	t.Parallel()
	for _, language := range []string{"en", "de", "fr", "es", "pt"} {
		t.Run(language, func(t *testing.T) {
			t.Parallel()
			testTable(t, language)
		})
	}
}

func TestHeldOut(t *testing.T) {
	t.Parallel()
	for _, language := range []string{"en", "de", "fr", "es", "pt"} {
		t.Run(language, func(t *testing.T) {
			t.Parallel()
			testTable(t, language+"_heldout")
		})
	}
	testTable(t, "second_heldout")
}
