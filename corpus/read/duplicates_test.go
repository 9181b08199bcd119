package read

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestDuplicateIDs(t *testing.T) {
	t.Parallel()
	root := tree(t, map[string]string{
		"a.jsonl": "{\"id\":\"x\",\"text\":\"1\"}\n\n{\"id\":\"y\",\"text\":\"2\"}\n{\"id\":\"x\",\"text\":\"3\"}\n",
		"b.csv":   "id,text\nz,4\ny,5\nz,6\n",
		"c.jsonl": "{\"id\":\"z\"}\n{\"id\":\"w\",\"text\":\"8\"}\n",
	})
	got := readAll(t, Options{}, root)
	want(t, root, got, "x 1", "y 2", "a.jsonl:4 !duplicate-id", "z 4", "b.csv:3 !duplicate-id", "b.csv:4 !duplicate-id",
		"c.jsonl:1 !missing-field", "w 8")
	failed(t, got[2], "duplicate-id", `"x"`, "a.jsonl:1 has too", "--id-field")
	failed(t, got[4], "duplicate-id", `"y"`, "a.jsonl:3 has too")
	failed(t, got[5], "duplicate-id", `"z"`, "b.csv:2 has too")
}

// TestIDsThatMeetGivenOnes are those that a reader makes of a path.
func TestIDsThatMeetGivenOnes(t *testing.T) {
	root := tree(t, map[string]string{
		"a.jsonl": "{\"id\":\"a.jsonl:2\",\"text\":\"1\"}\n{\"text\":\"2\"}\n",
		"b.json":  `{"text":"whole"}`, "c.json": `{"id":"k","text":"own id"}`, "d.json": `{"id":"k","text":"again"}`,
	})
	t.Chdir(root)
	got := readAll(t, Options{}, ".")
	want(t, ".", got, "a.jsonl:2 1", "a.jsonl:2 !duplicate-id", "b.json whole", "k own id", "d.json:1 !duplicate-id")
	if got[2].Line != 0 || got[3].Line != 1 {
		t.Errorf("lines %d and %d, want 0 for a file that is one record without an id, and 1", got[2].Line, got[3].Line)
	}
	failed(t, got[4], "duplicate-id", "c.json:1 has too")
}

func TestIDTableAgreesWithAMap(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		table := idTable{size: 1 << rapid.IntRange(0, 8).Draw(t, "size")}
		first := map[string]string{}
		for f := range rapid.IntRange(1, 5).Draw(t, "files") {
			path := fmt.Sprint("f", f)
			table.open(path)
			for line := range rapid.IntRange(0, 40).Draw(t, "lines") {
				id := fmt.Sprint(rapid.IntRange(0, 60).Draw(t, "id"))
				gotPath, gotLine, again := table.add(id, line+1)
				where, known := first[id]
				if known != again || known && where != fmt.Sprint(gotPath, ":", gotLine) {
					t.Fatalf("id %s on %s:%d: %v at %s:%d, want %v at %s", id, path, line+1, again, gotPath, gotLine, known, where)
				}
				if !known {
					first[id] = fmt.Sprint(path, ":", line+1)
				}
			}
		}
	})
}

func TestIDTableGrowsWithoutForgetting(t *testing.T) {
	t.Parallel()
	table := idTable{size: 8}
	table.open("f")
	const n = 200_000
	for i := range n {
		if _, _, again := table.add(fmt.Sprint("ticket-", i), i+1); again {
			t.Fatalf("id %d is new", i)
		}
	}
	for i := range n {
		if _, line, again := table.add(fmt.Sprint("ticket-", i), n+1); !again || line != i+1 {
			t.Fatalf("id %d was on line %d: %v, %d", i, i+1, again, line)
		}
	}
}

// TestIDTableIsSmall holds what docs/formats.md says of its memory.
func TestIDTableIsSmall(t *testing.T) {
	t.Parallel()
	var table idTable
	table.open("f")
	slots := func() (n int) {
		for _, part := range table.parts {
			n += len(part)
		}
		return n
	}
	const slot = 16
	for i := range 3_000_000 {
		table.add(fmt.Sprint(i), i+1)
		switch n := i + 1; {
		case n == 1000 && slots()*slot > 1<<20:
			t.Errorf("%d bytes for %d ids", slots()*slot, n)
		case n == 1_600_000 && slots() != idSlots:
			t.Errorf("%d slots for %d ids, want %d", slots(), n, idSlots)
		case n%500_000 == 0 && n > 1_600_000 && slots()*slot > 30*n:
			t.Errorf("%.1f bytes an id for %d", float64(slots()*slot)/float64(n), n)
		}
	}
}

func TestIDTableOfMoreThanFourBillionLines(t *testing.T) {
	t.Parallel()
	var table idTable
	table.open("a")
	table.add("x", math.MaxUint32-10)
	table.open("b")
	table.add("y", 100)
	if path, _, again := table.add("y", 200); !again || path != "" {
		t.Errorf("y again: %v at %q, want a place that is not known", again, path)
	}
	if path, line, again := table.add("x", 201); !again || path != "a" || line != math.MaxUint32-10 {
		t.Errorf("x again: %v at %s:%d", again, path, line)
	}
	rec := one(t, Options{}, "a.jsonl", `{"id":"x","text":"1"}`)
	if f := duplicate(rec, "", 0).Failure; f == nil || !strings.Contains(f.Message, "which an earlier record has too") {
		t.Errorf("the failure says %v", f)
	}
}

// TestHashesOfIDsAreKeyed has two tables disagree about where ids go.
func TestHashesOfIDsAreKeyed(t *testing.T) {
	t.Parallel()
	var a, b idTable
	a.open("f")
	b.open("f")
	same := 0
	for i := range 2000 {
		a.add(fmt.Sprint(i), i+1)
		b.add(fmt.Sprint(i), i+1)
	}
	for p := range a.parts {
		if a.used[p] == b.used[p] {
			same++
		}
	}
	if same == idParts {
		t.Error("two tables put all ids in the same parts")
	}
}
