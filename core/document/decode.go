package document

import (
	"errors"
	"fmt"
	"math"

	"google.golang.org/protobuf/encoding/protowire"
)

// frameMessage is a frame taken apart, its columns not yet looked at.
type frameMessage struct {
	seq           uint64
	count         int
	ids, texts    []byte
	idEnd, texEnd []byte
	layers        [][]byte
	failures      []Failure
	notes         []documentNote
	progress      *Progress
}

type documentNote struct {
	document int
	Note
}

func parseFrame(data []byte) (*frameMessage, error) {
	m := &frameMessage{}
	err := fields(data, func(field protowire.Number, v uint64, b []byte) (err error) {
		switch field {
		case frameSeq:
			m.seq = v
		case frameDocuments:
			m.count, err = asCount(v)
		case frameID:
			m.ids = b
		case frameIDEnd:
			m.idEnd = b
		case frameText:
			m.texts = b
		case frameTextEnd:
			m.texEnd = b
		case frameLayers:
			m.layers = append(m.layers, b)
		case frameFailures:
			err = m.addFailure(b)
		case frameNotes:
			err = m.addNote(b)
		case frameProgress:
			m.progress, err = parseProgress(b)
		}
		return err
	})
	if err == nil && m.count > maxDocuments {
		err = fmt.Errorf("%d documents in one frame; at most %d fit", m.count, maxDocuments)
	}
	return m, err
}

// maxDocuments bounds what a few hostile bytes can make the decoder allocate.
const maxDocuments = 1 << 20

func asCount(v uint64) (int, error) {
	if v > math.MaxInt32 {
		return 0, fmt.Errorf("count %d is out of range", v)
	}
	return int(v), nil
}

func (m *frameMessage) addFailure(data []byte) error {
	var f Failure
	err := fields(data, func(field protowire.Number, v uint64, b []byte) (err error) {
		switch field {
		case 1:
			f.Document, err = asCount(v)
		case 2:
			f.Stage = string(b)
		case 3:
			f.Code = string(b)
		case 4:
			f.Message = string(b)
		case 5:
			f.Skipped = v != 0
		}
		return err
	})
	m.failures = append(m.failures, f)
	return err
}

func (m *frameMessage) addNote(data []byte) error {
	var n documentNote
	err := fields(data, func(field protowire.Number, v uint64, b []byte) (err error) {
		switch field {
		case 1:
			n.document, err = asCount(v)
		case 2:
			n.Stage = string(b)
		case 3:
			n.Code = string(b)
		case 4:
			n.Message = string(b)
		}
		return err
	})
	m.notes = append(m.notes, n)
	return err
}

func parseProgress(data []byte) (*Progress, error) {
	p := &Progress{}
	err := fields(data, func(field protowire.Number, v uint64, _ []byte) (err error) {
		switch field {
		case 1:
			p.Done, err = asCount(v)
		case 2:
			p.Started = v != 0
		case 3:
			p.Steps = v
		case 4:
			p.Working, err = asCount(v)
		}
		return err
	})
	return p, err
}

// documents makes the documents of a frame, without layers.
func (m *frameMessage) documents() ([]*Document, error) {
	ids, err := cutStrings(m.ids, m.idEnd, m.count)
	if err != nil {
		return nil, fmt.Errorf("ids: %w", err)
	}
	texts, err := cutStrings(m.texts, m.texEnd, m.count)
	if err != nil {
		return nil, fmt.Errorf("texts: %w", err)
	}
	docs := make([]Document, m.count)
	out := make([]*Document, m.count)
	for i := range docs {
		if at := invalidUTF8(texts[i]); at >= 0 {
			return nil, fmt.Errorf("document %d: byte %d is not valid UTF-8", i, at)
		}
		docs[i].id, docs[i].text = ids[i], texts[i]
		out[i] = &docs[i]
	}
	return out, nil
}

func cutStrings(blob, ends []byte, n int) ([]string, error) {
	end, err := column[int32](ends)
	if err != nil {
		return nil, err
	}
	if err := checkEnds(end, n, len(blob)); err != nil {
		return nil, err
	}
	out := make([]string, n)
	from := int32(0)
	for i, to := range end {
		out[i] = alias(blob[from:to])
		from = to
	}
	return out, nil
}

var errColumns = errors.New("columns do not fit each other")

// checkEnds checks a column of n ascending ends, the last of which is total.
func checkEnds(end []int32, n, total int) error {
	if len(end) != n {
		return fmt.Errorf("%w: %d ends for %d documents", errColumns, len(end), n)
	}
	last := int32(0)
	for _, e := range end {
		if e < last {
			return fmt.Errorf("%w: ends go back from %d to %d", errColumns, last, e)
		}
		last = e
	}
	if int(last) != total {
		return fmt.Errorf("%w: the last end is %d of %d", errColumns, last, total)
	}
	return nil
}

func (m *frameMessage) notesByDocument() ([][]Note, error) {
	if len(m.notes) == 0 {
		return nil, nil
	}
	out := make([][]Note, m.count)
	for _, n := range m.notes {
		if n.document >= m.count {
			return nil, fmt.Errorf("note on document %d of %d", n.document, m.count)
		}
		out[n.document] = append(out[n.document], n.Note)
	}
	return out, nil
}
