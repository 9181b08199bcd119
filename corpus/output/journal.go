package output

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// journalVersion changes when an older runner could not go on with a journal.
const journalVersion = 1

// A header is the first line of a journal.
type header struct {
	Journal  int      `json:"journal"`
	Identity Identity `json:"identity"`
}

// A checkpoint is every other line: what is safe on disk.
type checkpoint struct {
	Documents     int    `json:"documents"` // of the input, from the first
	Part          int    `json:"part"`      // number of the part being written
	PartDocuments int    `json:"part_documents"`
	PartBytes     int64  `json:"part_bytes"`
	Inputs        string `json:"inputs"` // digest over the documents so far
	Counts        Counts `json:"counts"`
	Starts        int    `json:"starts"` // how often the run was begun or gone on with
	Complete      bool   `json:"complete,omitempty"`
}

var errNoHeader = errors.New("it has no header")

// readJournal returns the header and the last whole checkpoint, and how many
// bytes the whole lines take. A torn line, which a kill may leave, and all that
// follows it count as not written.
func readJournal(r io.Reader) (h header, last checkpoint, size int64, err error) {
	lines := bufio.NewReader(r)
	line, ok := wholeLine(lines)
	if !ok {
		return h, last, 0, errNoHeader
	}
	if err := json.Unmarshal(line, &h); err != nil || h.Journal == 0 {
		return h, last, 0, errNoHeader
	}
	if h.Journal != journalVersion {
		return h, last, 0, fmt.Errorf("it has version %d; this runner writes version %d", h.Journal, journalVersion)
	}
	size = int64(len(line)) + 1
	last = checkpoint{Counts: newCounts()}
	for {
		line, ok := wholeLine(lines)
		if !ok {
			return h, last, size, nil
		}
		next := checkpoint{Counts: newCounts()}
		if json.Unmarshal(line, &next) != nil || !next.follows(last) {
			return h, last, size, nil
		}
		last, size = next, size+int64(len(line))+1
	}
}

// follows reports whether a checkpoint can come after another.
func (c checkpoint) follows(before checkpoint) bool {
	return c.Documents >= before.Documents && c.Part >= before.Part && c.PartBytes >= 0 &&
		c.Counts.In == c.Documents && c.Counts.DeadBy != nil && c.Counts.SkippedBy != nil
}

func wholeLine(r *bufio.Reader) ([]byte, bool) {
	line, err := r.ReadBytes('\n')
	if err != nil {
		return nil, false
	}
	return bytes.TrimSuffix(line, []byte("\n")), true
}

// appendLine writes one line to the journal and makes it durable.
func appendLine(f file, v any) error {
	line, err := json.Marshal(v)
	if err != nil {
		return err
	}
	if _, err := f.Write(append(line, '\n')); err != nil {
		return err
	}
	return f.Sync()
}
