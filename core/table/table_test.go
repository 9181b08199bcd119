package table_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/onomast/onomast/core/table"
)

func TestTable(t *testing.T) {
	t.Parallel()
	tab := table.Table{Header: []string{"label", "count", "note"}, Left: []int{2}, Widest: 8}
	tab.Add("PER", "1,200", "few")
	tab.Add("組織", "3", "")
	tab.Add("a\nvery long name", "12")
	var b strings.Builder
	if err := tab.Print(&b); err != nil {
		t.Fatal(err)
	}
	want := "label     count  note\nPER       1,200  few\n組織          3\na\ufffdvery …     12\n"
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Error(diff)
	}
}

func TestFigures(t *testing.T) {
	t.Parallel()
	for got, want := range map[string]string{
		table.Number(0): "0", table.Number(999): "999", table.Number(1000): "1,000", table.Number(-1234567): "-1,234,567",
		table.Count(1, "file", "files"): "1 file", table.Count(1200, "file", "files"): "1,200 files",
		table.Percent(1, 8): "12.5 %", table.Percent(0, 0): "–",
		table.Cut("日本語", 5): "日本…", table.Cut("ab", 2): "ab", table.Cut("abc", 2): "a…",
		table.Plain("a\x1b[2J\u202e"): "a\ufffd[2J\ufffd",
		table.Bar(1, 4):               "████", table.Bar(0.5, 4): "██", table.Bar(0.0001, 4): "▏", table.Bar(0.2, 1): "▎",
		table.Spark([]int{0, 1, 4, 8}): " ▁▄█", table.Spark([]int{5}): "█",
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if table.Bar(0, 4) != "" || table.Spark(nil) != "" {
		t.Error("nothing is something")
	}
}
