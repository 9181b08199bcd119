package rules

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/plugin"
)

// A longList is a pipeline with a list that is worth keeping compiled.
type longList struct {
	yaml, file, cache string
}

func newLongList(t *testing.T) longList {
	t.Helper()
	l := longList{
		yaml:  "cache: CACHE\nlists: [{label: PART, file: parts.tsv, except: [Part 7 zz]}]",
		file:  filepath.Join(t.TempDir(), "parts.tsv"),
		cache: filepath.Join(t.TempDir(), "cache"),
	}
	l.write(t, "")
	return l
}

// write writes a file of more than cacheFrom bytes, with lines in front.
func (l longList) write(t *testing.T, lines string) {
	t.Helper()
	var b strings.Builder
	b.WriteString("term\tid\tlabel\n" + lines)
	for i := 0; b.Len() < cacheFrom; i++ {
		fmt.Fprintf(&b, "Part %d zz\t%d\t\n", i, i)
	}
	if err := os.WriteFile(l.file, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
}

func (l longList) compile(t *testing.T) (*ruleset, diag.List) {
	t.Helper()
	return compile(config(t, strings.Replace(l.yaml, "CACHE", strconv.Quote(l.cache), 1), map[string]string{"/lists/0/file": l.file}))
}

func (l longList) find(t *testing.T, text string) []string {
	t.Helper()
	rs, found := l.compile(t)
	if found.HasErrors() {
		t.Fatal(found)
	}
	layer := process(t, &stage{id: "rules", rules: rs}, text)
	var got []string
	for _, s := range layer.All() {
		got = append(got, fmt.Sprint(s.Label, " ", text[s.Start:s.End], " ", s.Attributes, " ", s.Evidence[len(s.Evidence)-1].Value))
	}
	return got
}

func (l longList) files(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(l.cache, "*"))
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestLongListsAreKeptCompiled(t *testing.T) {
	t.Parallel()
	l := newLongList(t)
	l.write(t, "Part 3 zz\t3\t\nOther 1\t9\tOTHER\n")
	text := "a Part 3 zz, Part 7 zz, Other 1"
	want := []string{"PART Part 3 zz [{id 3}] parts.tsv:2", "OTHER Other 1 [{id 9}] parts.tsv:3"}
	for _, state := range []string{"without a cache", "from the cache"} {
		if diff := cmp.Diff(want, l.find(t, text)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", state, diff)
		}
		rs, found := l.compile(t)
		if diff := cmp.Diff([]string{"OTHER", "PART"}, rs.labels()); diff != "" {
			t.Errorf("%s, labels (-want +got):\n%s", state, diff)
		}
		if len(found) != 1 || found[0].Code != "rules.repeated-terms" || !strings.Contains(found[0].Summary, "repeats 1 term") || !strings.Contains(found[0].Summary, "parts.tsv:7") {
			t.Errorf("%s, what is wrong: %v", state, found)
		}
	}
	if len(l.files(t)) != 1 {
		t.Errorf("the cache holds %v", l.files(t))
	}
}

func TestAnEditedListIsCompiledAnew(t *testing.T) {
	t.Parallel()
	l := newLongList(t)
	l.find(t, "x")
	l.write(t, "New Thing\t1\t\n")
	if diff := cmp.Diff([]string{"PART New Thing [{id 1}] parts.tsv:2"}, l.find(t, "New Thing")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	l.yaml = strings.Replace(l.yaml, "PART", "THING", 1)
	if diff := cmp.Diff([]string{"THING New Thing [{id 1}] parts.tsv:2"}, l.find(t, "New Thing")); diff != "" {
		t.Errorf("another label (-want +got):\n%s", diff)
	}
}

func TestADamagedCacheIsReplaced(t *testing.T) {
	t.Parallel()
	l := newLongList(t)
	want := l.find(t, "Part 5 zz")
	for _, bad := range []string{"", "half", strings.Repeat("x", 10_000)} {
		path := l.files(t)[0]
		if err := os.Remove(path); err != nil { // it is mapped: never write into it
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(bad), 0o600); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, l.find(t, "Part 5 zz")); diff != "" {
			t.Errorf("after %d bad bytes (-want +got):\n%s", len(bad), diff)
		}
		if info, err := os.Stat(path); err != nil || info.Size() < cacheFrom {
			t.Errorf("the file was not replaced: %v, %v", info, err)
		}
	}
}

func TestWithoutACache(t *testing.T) {
	t.Parallel()
	l := newLongList(t)
	blocked := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(blocked, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	l.cache = filepath.Join(blocked, "below")
	_, found := l.compile(t)
	if len(found) != 1 || found[0].Code != "rules.cache" || found[0].Severity != diag.Warning {
		t.Errorf("a folder that cannot be made: %v", found)
	}
	if len(l.find(t, "Part 5 zz")) != 1 {
		t.Error("the terms are not found without a cache")
	}
	l.cache = "off"
	if _, found := l.compile(t); len(found) != 0 {
		t.Errorf("cache: off: %v", found)
	}
	l.cache = "folder"
	if _, found := l.compile(t); !found.HasErrors() || found[0].Pointer != "/cache" {
		t.Errorf("a relative path: %v", found)
	}
}

func TestMistakesAreNotKept(t *testing.T) {
	t.Parallel()
	l := newLongList(t)
	l.write(t, "\tno term\t\n")
	for range 2 {
		if _, found := l.compile(t); !found.HasErrors() || found[0].Position.Line != 2 {
			t.Errorf("a row without a term: %v", found)
		}
	}
	if len(l.files(t)) != 0 {
		t.Errorf("the cache holds %v", l.files(t))
	}
	if _, found := compile(plugin.Config{Stage: "rules", With: []byte(`{"lists": [{"label": "X", "file": "none.txt"}]}`)}); !found.HasErrors() {
		t.Error("a missing file is no mistake")
	}
}
