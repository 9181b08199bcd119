package output

import (
	"bytes"
	"encoding/json"
	"io"
	"time"
)

// journalFormat is the version of the journal's lines.
const journalFormat = 1

// An entry is one line of the journal. Exactly one of its fields is set.
type entry struct {
	Header     *header     `json:"onomast_journal,omitempty"`
	Session    *session    `json:"session,omitempty"`
	Checkpoint *checkpoint `json:"checkpoint,omitempty"`
	Complete   bool        `json:"complete,omitempty"`
}

// header is the first line.
type header struct {
	Format   int      `json:"format"`
	Identity Identity `json:"identity"`
}

// session is written whenever a process takes the directory over.
type session struct {
	PID     int       `json:"pid"`
	Host    string    `json:"host"`
	Started time.Time `json:"started"`
}

// checkpoint says what is safe on disk.
type checkpoint struct {
	// Counts.In is the number of documents that are safe.
	Counts Counts `json:"counts"`
	// Inputs is the digest of those documents as they were read.
	Inputs string `json:"inputs"`
	// Part is the part being written, with its length; nil between two parts.
	// One with a digest is closed.
	Part *Part `json:"part,omitempty"`
	// Ended: there are no more documents.
	Ended bool `json:"ended,omitempty"`
	// Active is how long the run has been at work, over all sessions.
	Active time.Duration `json:"active_ns"`
}

// A history is what a journal tells.
type history struct {
	header   *header
	sessions []session
	last     checkpoint
	closed   []Part
	complete bool
	good     int64 // bytes up to the last whole line
}

// readJournal decodes a journal. A last line that is torn is left out: the
// process was killed while writing it. Anything else that is odd is an error; the history
// up to there comes with it.
func readJournal(data []byte) (*history, error) {
	h := &history{last: checkpoint{Counts: newCounts(), Inputs: newChain().String()}}
	for n := 1; ; n++ {
		end := bytes.IndexByte(data[h.good:], '\n')
		if end < 0 {
			return h, nil
		}
		line := data[h.good : h.good+int64(end)]
		next := h.good + int64(end) + 1
		var e entry
		if err := json.Unmarshal(line, &e); err != nil {
			if next == int64(len(data)) && n > 1 { // a torn block may hold anything
				return h, nil
			}
			return h, damaged("", "line %d of the journal cannot be read: %v", n, err)
		}
		if err := h.add(e, n); err != nil {
			return h, err
		}
		h.good = next
	}
}

func (h *history) add(e entry, n int) error {
	switch {
	case n == 1 && e.Header == nil:
		return damaged("choose another -o", "the journal does not begin with a header")
	case n == 1 && e.Header.Format != journalFormat:
		h.header = e.Header
		return damaged("use that version, or begin anew with another -o",
			"the journal has format %d, this version writes format %d", e.Header.Format, journalFormat)
	case n == 1:
		h.header = e.Header
	case e.Session != nil:
		h.sessions = append(h.sessions, *e.Session)
		h.complete = false
	case e.Checkpoint != nil:
		return h.advance(e.Checkpoint, n)
	case e.Complete:
		h.complete = true
	default:
		return damaged("", "line %d of the journal says nothing this version knows", n)
	}
	return nil
}

// advance takes a checkpoint in if it can follow the ones before it.
func (h *history) advance(c *checkpoint, n int) error {
	sum := c.Counts.OK + c.Counts.Dead + c.Counts.Skipped
	if c.Counts.In < h.last.Counts.In || sum != c.Counts.In || min(c.Counts.OK, c.Counts.Dead, c.Counts.Skipped) < 0 {
		return damaged("", "line %d of the journal has counts that cannot be: %v", n, c.Counts)
	}
	if p := c.Part; p != nil {
		if number, ok := partNumber(p.Name); !ok || number != len(h.closed) || p.Bytes < 0 {
			return damaged("", "line %d of the journal names part %q after %d closed parts", n, p.Name, len(h.closed))
		}
		if p.SHA256 != "" {
			h.closed = append(h.closed, *p)
			c.Part = nil
		}
	}
	if c.Counts.DeadBy == nil {
		c.Counts.DeadBy = map[string]int{}
	}
	if c.Counts.SkippedBy == nil {
		c.Counts.SkippedBy = map[string]int{}
	}
	h.last = *c
	return nil
}

// A journal is appended to, one synced write for each call.
type journal struct{ file file }

func (j journal) append(entries ...entry) error {
	var lines bytes.Buffer
	enc := json.NewEncoder(&lines)
	enc.SetEscapeHTML(false)
	for _, e := range entries {
		if err := enc.Encode(e); err != nil {
			return err
		}
	}
	if _, err := j.file.Write(lines.Bytes()); err != nil {
		return err
	}
	return j.file.Sync()
}

// cut drops everything from byte size on; what follows is appended there.
func (j journal) cut(size int64) error {
	if err := j.file.Truncate(size); err != nil {
		return err
	}
	_, err := j.file.Seek(size, io.SeekStart)
	return err
}
