package schema

import (
	"math"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestParse(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]any{
		`null`: nil, `true`: true, `"a"`: "a", `1`: int64(1), `-0`: int64(0), `1.0`: 1.0, `1e2`: 100.0,
		`9223372036854775807`:  int64(math.MaxInt64),
		`9223372036854775808`:  float64(1 << 63),
		`-9223372036854775808`: int64(math.MinInt64),
		`[1,[]]`:               []any{int64(1), []any{}},
		`{"a":{"b":null}}`:     map[string]any{"a": map[string]any{"b": nil}},
	} {
		got, list := Parse([]byte(in))
		if d := cmp.Diff(want, got); d != "" || list != nil {
			t.Errorf("%s: %v %s", in, list, d)
		}
	}
	for in, want := range map[string]string{
		``:                           "ends too early",
		`{`:                          "ends too early",
		`{"a"}`:                      "not valid JSON",
		`[1,]`:                       "not valid JSON",
		`{"a":1,"a":1}`:              `"a" is given twice`,
		`1e999`:                      "too large",
		`1 2`:                        "something behind",
		strings.Repeat("[", 5000):    "nests deeper",
		strings.Repeat("9", 100_000): "...",
	} {
		if _, list := Parse([]byte(in)); !strings.Contains(list.Error(), want) || len(list.Error()) > 300 {
			t.Errorf("%.20s: got %.300s, want %s", in, list.Error(), want)
		}
	}
}

func TestParseNamesThePlace(t *testing.T) {
	t.Parallel()
	_, list := Parse([]byte(`{"a/b":[0,{"~":1e999}]}`))
	if len(list) != 1 || list[0].Pointer != "/a~1b/1/~0" {
		t.Errorf("got %v", list)
	}
}

func TestEscape(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		key := rapid.StringMatching(`[a~/01]*`).Draw(t, "key")
		token := Escape(key)
		if strings.Contains(token, "/") || Unescape(token) != key {
			t.Fatalf("%q becomes %q becomes %q", key, token, Unescape(token))
		}
	})
}

func TestParseSize(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]int64{
		"0": 0, "4096": 4096, "1KiB": 1024, "16MiB": 16 << 20, "1.5 MB": 1_500_000, "2GiB": 2 << 30, " 7 B ": 7, "1TB": 1e12,
	} {
		if got, err := ParseSize(in); err != nil || got != want {
			t.Errorf("%q: got %d, %v; want %d", in, got, err, want)
		}
	}
	for _, in := range []string{"", "B", "-1", "1e3", "1 2", "1kib", "0x10", "inf", "NaN", "99999999999TiB", "1..5"} {
		if got, err := ParseSize(in); err == nil {
			t.Errorf("%q is read as %d", in, got)
		}
	}
}

func TestSizeString(t *testing.T) {
	t.Parallel()
	for in, want := range map[int64]string{0: "0", 1: "1", 1024: "1KiB", 1536: "1536", 128 << 10: "128KiB", 16 << 20: "16MiB", 1 << 50: "1024TiB"} {
		if got := SizeString(in); got != want {
			t.Errorf("%d: got %q, want %q", in, got, want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Int64Range(0, 1<<50).Draw(t, "n")
		if back, err := ParseSize(SizeString(n)); err != nil || back != n {
			t.Fatalf("%d is written %q and read %d, %v", n, SizeString(n), back, err)
		}
	})
}

func TestParseDuration(t *testing.T) {
	t.Parallel()
	if d, err := ParseDuration("1m30s"); err != nil || d != 90*time.Second {
		t.Errorf("got %v, %v", d, err)
	}
	if _, err := ParseDuration("10"); err == nil {
		t.Error("a number without a unit is accepted")
	}
}

func TestMarkdown(t *testing.T) {
	t.Parallel()
	raw, err := Of(options{})
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "options.md", compile(t, string(raw)).Markdown(3))
	golden(t, "foreign.md", compile(t, foreign).Markdown(2))
	if got := compile(t, `{"type":"object"}`).Markdown(2); got != "No options.\n" {
		t.Errorf("got %q", got)
	}
}
