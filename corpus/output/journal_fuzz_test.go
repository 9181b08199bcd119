package output

import (
	"encoding/json"
	"testing"
)

// Whatever a journal holds, it is read without a panic, what counts as good is
// a beginning of it that ends with a line, and reading that again says the same.
func FuzzReadJournal(f *testing.F) {
	line := func(entries ...entry) (data []byte) {
		for _, e := range entries {
			one, err := json.Marshal(e)
			if err != nil {
				f.Fatal(err)
			}
			data = append(append(data, one...), '\n')
		}
		return data
	}
	head := entry{Header: &header{Format: journalFormat, Identity: identity()}}
	counts := Counts{In: 3, OK: 2, Dead: 1}
	whole := line(head, entry{Session: &session{PID: 7}},
		entry{Checkpoint: &checkpoint{Counts: counts, Inputs: "sha256:00", Part: &Part{Name: "part-00000.jsonl", Documents: 2, Bytes: 99}}},
		entry{Checkpoint: &checkpoint{Counts: counts, Part: &Part{Name: "part-00000.jsonl", Bytes: 99, SHA256: "sha256:aa"}, Ended: true}},
		entry{Complete: true})
	for _, seed := range [][]byte{nil, whole, whole[:len(whole)-3], []byte("{}\n"), []byte("\x00\xff\n"), []byte(`{"onomast_journal":null}` + "\n"), []byte(`{"onomast_journal":{"format":1},"complete":true}` + "\n" + `{"checkpoint":{"part":{}}}` + "\n")} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		h, err := readJournal(data)
		if h == nil || h.good < 0 || h.good > int64(len(data)) {
			t.Fatalf("%v of %d bytes are good", h, len(data))
		}
		if h.good > 0 && data[h.good-1] != '\n' {
			t.Fatal("what is good does not end with a line")
		}
		sum := h.last.Counts.OK + h.last.Counts.Dead + h.last.Counts.Skipped
		if sum != h.last.Counts.In {
			t.Fatalf("%d documents went in, %d came out", h.last.Counts.In, sum)
		}
		again, againErr := readJournal(data[:h.good])
		if err == nil && (againErr != nil || again.good != h.good || again.complete != h.complete || len(again.closed) != len(h.closed)) {
			t.Fatalf("read again: %v", againErr)
		}
	})
}
