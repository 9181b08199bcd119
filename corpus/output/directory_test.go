package output

import (
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/corpus"
)

func TestDirectoryOfARun(t *testing.T) {
	t.Parallel()
	m := newMemFS()
	opts := options("csv")
	at := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	opts.Now = func() time.Time { return at }
	d, err := open(m, identity(), opts)
	if err != nil {
		t.Fatal(err)
	}
	if err := put(d, 0, 8); err != nil {
		t.Fatal(err)
	}
	at = at.Add(time.Minute)
	if _, err := d.Finish(8, 30*time.Second); err != nil {
		t.Fatal(err)
	}
	files := m.contents()
	want := []string{"dead/000000004-tickets_0003.txt.json", "dead/000000007-tickets_0006.txt.json", "manifest.json", "part-00000.csv"}
	if diff := cmp.Diff(want, slices.Sorted(maps.Keys(files))); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(`{
  "id": "tickets/0003.txt",
  "path": "tickets/0003.txt",
  "stage": "rules",
  "code": "timeout",
  "message": "too slow",
  "hint": "allow more",
  "retry": "runner run -p support.yaml tickets/0003.txt"
}
`, files[want[0]]); diff != "" {
		t.Error(diff)
	}
	checkManifest(t, files)
}

func checkManifest(t *testing.T, files map[string]string) {
	t.Helper()
	var got Manifest
	if err := json.Unmarshal([]byte(files[manifestName]), &got); err != nil {
		t.Fatal(err)
	}
	part := files["part-00000.csv"]
	inputs := newChain()
	for i := range 8 {
		inputs.add(record(i))
	}
	want := Manifest{
		Format: 1, Tool: "onomast test", Identity: identity(), InputsDigest: inputs.String(),
		Counts: Counts{
			In: 8, OK: 5, Dead: 2, Skipped: 1,
			DeadBy:    map[string]int{"rules: timeout": 1, "reader: invalid-utf8": 1},
			SkippedBy: map[string]int{"no reader for .bin": 1},
		},
		Parts:   []Part{{Name: "part-00000.csv", Documents: 5, Bytes: int64(len(part)), SHA256: digest(part)}},
		Timings: Timings{Started: time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC), Finished: time.Date(2026, 3, 1, 12, 1, 0, 0, time.UTC), ActiveSeconds: 30},
	}
	want.Options = map[string]string{"format": "csv", "offsets": "codepoint", "part_documents": "5", "part_bytes": "0"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func digest(s string) string {
	p := newPart(Part{}, nil, newMemBuffer())
	_ = p.write([]byte(s), 1)
	p.seal()
	return p.SHA256
}

// TestPartsAreCutAlike: by documents or by bytes, parts put together are what
// one part would hold.
func TestPartsAreCutAlike(t *testing.T) {
	t.Parallel()
	whole := options("jsonl")
	whole.PartDocuments = 1000
	want := undisturbed(t, whole, 40)["part-00000.jsonl"]
	byBytes := whole
	byBytes.PartBytes = 900
	for name, opts := range map[string]Options{"documents": options("jsonl"), "bytes": byBytes} {
		files := undisturbed(t, opts, 40)
		var all strings.Builder
		for i := range hasPrefix(files, "part-") {
			part := files[partName(i, "jsonl")]
			all.WriteString(part)
			if lines := strings.Count(part, "\n"); name == "documents" && (lines == 0 || lines > 5) {
				t.Errorf("part %d has %d documents", i, lines)
			}
			if last := strings.LastIndexByte(part[:len(part)-1], '\n') + 1; name == "bytes" && last >= 900 {
				t.Errorf("part %d was full %d bytes before it was closed", i, len(part)-last)
			}
		}
		if hasPrefix(files, "part-") < 4 {
			t.Errorf("by %s there are only %d parts", name, hasPrefix(files, "part-"))
		}
		if diff := cmp.Diff(want, all.String()); diff != "" {
			t.Errorf("by %s: %s", name, diff)
		}
	}
}

func TestEveryPartStandsAlone(t *testing.T) {
	t.Parallel()
	for format, want := range map[string][2]string{"csv": {"document,entity,", "\r\n"}, "html": {"<!DOCTYPE html>", "</html>\n"}} {
		files := undisturbed(t, options(format), 40)
		for name, part := range files {
			if strings.HasPrefix(name, "part-") && (!strings.HasPrefix(part, want[0]) || !strings.HasSuffix(part, want[1])) {
				t.Errorf("%s begins %.40q and ends %q", name, part, part[max(0, len(part)-20):])
			}
		}
	}
}

func TestEmptyRunHasOnePart(t *testing.T) {
	t.Parallel()
	files := undisturbed(t, options("jsonl"), 0)
	if part, ok := files["part-00000.jsonl"]; !ok || part != "" || len(files) != 2 {
		t.Errorf("got %v, want an empty part and a manifest", files)
	}
}

func TestLostDocumentIsAnError(t *testing.T) {
	t.Parallel()
	m := newMemFS()
	d, err := open(m, identity(), options("jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	if err := put(d, 0, 9); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Finish(10, 0); code(err) != CodeCounts || !strings.Contains(err.Error(), "10 documents were read, but 9 are done") {
		t.Errorf("got %v", err)
	}
	if m.names[manifestName] != nil {
		t.Error("there is a manifest")
	}
}

func TestStoppedRunGoesOn(t *testing.T) {
	t.Parallel()
	opts := options("jsonl")
	opts.CheckpointDocuments = 1000
	want := undisturbed(t, opts, 30)
	m := newMemFS()
	d, err := open(m, identity(), opts)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(put(d, 0, 17), d.Close(), d.Close()); err != nil {
		t.Fatal(err)
	}
	d, err = open(m, identity(), opts)
	if err != nil {
		t.Fatal(err)
	}
	if d.Resume() != 17 || d.Counts().In != 17 {
		t.Fatalf("goes on after %d documents (%v), want 17", d.Resume(), d.Counts())
	}
	// Stopped again while it passes over what is done: nothing is forgotten.
	if err := errors.Join(put(d, 0, 5), d.Checkpoint(), d.Close()); err != nil {
		t.Fatal(err)
	}
	if err := runIn(m, opts, 30); err != nil {
		t.Fatal(err)
	}
	files := m.contents()
	var manifest Manifest
	if err := json.Unmarshal([]byte(files[manifestName]), &manifest); err != nil || manifest.Timings.Resumed != 2 {
		t.Errorf("resumed %d times (%v), want 2", manifest.Timings.Resumed, err)
	}
	if diff := cmp.Diff(want, comparable(t, files)); diff != "" {
		t.Error(diff)
	}
}

func TestPutBeforePassIsRefused(t *testing.T) {
	t.Parallel()
	m, opts := newMemFS(), options("jsonl")
	d, err := open(m, identity(), opts)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(put(d, 0, 6), d.Close()); err != nil {
		t.Fatal(err)
	}
	if d, err = open(m, identity(), opts); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(put(d, 0, 2), d.Put(outcome(6))); err == nil {
		t.Error("document 6 was put though only 2 of 6 were passed over")
	}
}

func TestChangedInputs(t *testing.T) {
	t.Parallel()
	other, err := document.New("tickets/0000.txt", "another text")
	if err != nil {
		t.Fatal(err)
	}
	changed := map[string]func(d *Directory) error{
		"another text": func(d *Directory) error {
			return errors.Join(d.Pass(&corpus.Record{ID: "tickets/0000.txt", Path: "tickets/0000.txt", Document: other}), put(d, 1, 12))
		},
		"another file": func(d *Directory) error { return errors.Join(d.Pass(record(77)), put(d, 1, 12)) },
		"fewer": func(d *Directory) error {
			_, err := d.Finish(11, 0)
			return errors.Join(put(d, 0, 11), err)
		},
	}
	for name, rerun := range changed {
		m, opts := newMemFS(), options("jsonl")
		d, err := open(m, identity(), opts)
		if err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(put(d, 0, 12), d.Close()); err != nil {
			t.Fatal(err)
		}
		if d, err = open(m, identity(), opts); err != nil {
			t.Fatal(err)
		}
		if err := rerun(d); code(err) != CodeInputsChanged || !strings.Contains(err.Error(), "--restart") {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

// TestMoreInputsThanWhenItEnded: the last part was closed; going on behind it
// would cut parts otherwise than an undisturbed run.
func TestMoreInputsThanWhenItEnded(t *testing.T) {
	t.Parallel()
	m, opts := newMemFS(), options("jsonl")
	m.fail = func(int) error {
		if m.names[manifestTemp] != nil {
			return errKilled
		}
		return nil
	}
	if err := runIn(m, opts, 12); !errors.Is(err, errKilled) {
		t.Fatal(err)
	}
	m = m.clone()
	if err := runIn(m.clone(), opts, 13); code(err) != CodeInputsChanged {
		t.Errorf("got %v", err)
	}
	if err := runIn(m, opts, 12); err != nil {
		t.Error(err)
	}
}

func TestTimeMakesCheckpoints(t *testing.T) {
	t.Parallel()
	opts := options("jsonl")
	opts.CheckpointDocuments, opts.PartDocuments, opts.CheckpointEvery = 1000, 1000, time.Minute
	at := time.Unix(0, 0)
	opts.Now = func() time.Time { return at }
	d, err := open(newMemFS(), identity(), opts)
	if err != nil {
		t.Fatal(err)
	}
	if err := put(d, 0, 5); err != nil || d.Safe() != 0 {
		t.Errorf("%d documents are safe (%v), want none yet", d.Safe(), err)
	}
	at = at.Add(time.Minute)
	if err := put(d, 5, 6); err != nil || d.Safe() != 6 {
		t.Errorf("%d documents are safe (%v), want 6", d.Safe(), err)
	}
}
