package output

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// sampleJournal is the journal of a whole run.
func sampleJournal(t testing.TB) []byte {
	t.Helper()
	m := newMemFS()
	if err := runIn(m, options("jsonl"), 12); err != nil {
		t.Fatal(err)
	}
	return m.names[journalName].data
}

// TestTornJournal cuts the journal of a run at every byte, with and without
// rubbish behind the cut, and goes on.
func TestTornJournal(t *testing.T) {
	t.Parallel()
	opts := options("jsonl")
	want := undisturbed(t, opts, 12)
	whole := newMemFS()
	if err := runIn(whole, opts, 12); err != nil {
		t.Fatal(err)
	}
	data := whole.names[journalName].data
	header := bytes.IndexByte(data, '\n') + 1
	for _, rubbish := range []string{"", "\x00\x00\x00", "\x00\n", `{"checkpoint":{"counts"`} {
		for cut := header; cut <= len(data); cut++ {
			m := whole.clone()
			m.names[journalName].data = append(bytes.Clone(data[:cut]), rubbish...)
			if err := runIn(m, opts, 12); err != nil {
				t.Fatalf("cut at %d of %d, %q behind: %v", cut, len(data), rubbish, err)
			}
			if diff := cmp.Diff(want, comparable(t, m.contents())); diff != "" {
				t.Fatalf("cut at %d of %d, %q behind: %s", cut, len(data), rubbish, diff)
			}
		}
	}
}

// TestTornHeader: killed while the header was written, when there was nothing
// else yet.
func TestTornHeader(t *testing.T) {
	t.Parallel()
	opts, data := options("jsonl"), sampleJournal(t)
	want := undisturbed(t, opts, 12)
	for cut := range bytes.IndexByte(data, '\n') {
		m := newMemFS()
		m.names[journalName] = &memFile{data: bytes.Clone(data[:cut])}
		if err := runIn(m, opts, 12); err != nil {
			t.Fatalf("cut at %d: %v", cut, err)
		}
		if diff := cmp.Diff(want, comparable(t, m.contents())); diff != "" {
			t.Fatalf("cut at %d: %s", cut, diff)
		}
	}
}

func TestOddJournals(t *testing.T) {
	t.Parallel()
	lines := strings.SplitAfter(string(sampleJournal(t)), "\n")
	head, session, first, last := lines[0], lines[1], lines[2], lines[len(lines)-3]
	for name, data := range map[string]string{
		"no journal":       "dear diary\nit rained\n",
		"JSON":             `{"a":1}` + "\n",
		"null":             "null\n",
		"no header":        session + first,
		"a newer format":   strings.Replace(head, `"format":1`, `"format":2`, 1) + session,
		"broken amid":      head + session + first[:20] + "\n" + last,
		"unknown line":     head + session + `{"later":1}` + "\n" + first,
		"backwards":        head + session + last + first,
		"a part left out":  head + session + strings.ReplaceAll(first, "part-00000", "part-00001"),
		"counts that lie":  head + session + strings.Replace(first, `"ok":`, `"ok":1`, 1),
		"an odd part name": head + session + strings.ReplaceAll(first, "part-00000.jsonl", "../x"),
	} {
		m := newMemFS()
		m.names[journalName] = &memFile{data: []byte(data)}
		err := runIn(m, options("jsonl"), 12)
		if c := code(err); c != CodeDamaged {
			t.Errorf("%s: got %v", name, err)
		}
		if string(m.names[journalName].data) != data {
			t.Errorf("%s: the journal was changed", name)
		}
	}
}

func TestRestartThrowsADamagedJournalAway(t *testing.T) {
	t.Parallel()
	dir, opts := t.TempDir(), options("jsonl")
	if err := runAt(dir, opts, 12); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, journalName)
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	data = bytes.Replace(data, []byte(`{"checkpoint"`), []byte(`{"heckpoint"`), 1)
	if err := os.WriteFile(path, data, 0o666); err != nil {
		t.Fatal(err)
	}
	if err := runAt(dir, opts, 12); code(err) != CodeDamaged {
		t.Errorf("got %v", err)
	}
	opts.Restart = true
	if err := runAt(dir, opts, 12); err != nil {
		t.Error(err)
	}
}

// FuzzJournal reads any journal, and goes on with what it says.
func FuzzJournal(f *testing.F) {
	data := sampleJournal(f)
	f.Add(data)
	f.Add(data[:len(data)/2])
	f.Add([]byte("{}\n"))
	f.Add([]byte(`{"onomast_journal":{"format":1}}` + "\n" + `{"complete":true}` + "\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		h, err := readJournal(data)
		if err != nil {
			if code(err) != CodeDamaged {
				t.Errorf("got %v", err)
			}
			return
		}
		if h.good < 0 || h.good > int64(len(data)) || h.good > 0 && data[h.good-1] != '\n' {
			t.Errorf("%d of %d bytes are good", h.good, len(data))
		}
		again, err := readJournal(data[:h.good])
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(h.last, again.last); diff != "" || len(again.closed) != len(h.closed) {
			t.Errorf("the good part says something else: %s", diff)
		}
		m := newMemFS()
		m.names[journalName] = &memFile{data: data}
		_ = runIn(m, options("jsonl"), 3) // must not panic
	})
}
