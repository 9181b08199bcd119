package document

import (
	"encoding/binary"
	"fmt"
	"slices"

	"google.golang.org/protobuf/encoding/protowire"
)

// Field numbers of the messages in core/plugin/pluginpb/plugin.proto. A frame is
// encoded by hand so that columns can be copied as they lie in memory; a test
// holds the two together.
const (
	frameSeq       protowire.Number = 1
	frameDocuments protowire.Number = 2
	frameID        protowire.Number = 3
	frameIDEnd     protowire.Number = 4
	frameText      protowire.Number = 5
	frameTextEnd   protowire.Number = 6
	frameLayers    protowire.Number = 7
	frameFailures  protowire.Number = 8
	frameNotes     protowire.Number = 9
	frameProgress  protowire.Number = 10

	layerName      protowire.Number = 1
	layerSpanEnd   protowire.Number = 2
	layerStart     protowire.Number = 3
	layerEnd       protowire.Number = 4
	layerLabel     protowire.Number = 5
	layerScore     protowire.Number = 6
	layerKind      protowire.Number = 7
	layerParent    protowire.Number = 8
	layerAttribute protowire.Number = 9  // and 10, 11: key, value
	layerEvidence  protowire.Number = 12 // and 13, 14: key, value
	layerStrings   protowire.Number = 15
	layerDim       protowire.Number = 16
	layerVector    protowire.Number = 17
	layerScale     protowire.Number = 18
)

// A Failure says that a stage could not do its work on one document of a frame.
type Failure struct {
	// Document is the index of the document in its frame.
	Document int
	// Stage is the id of the stage; Code a stable name such as "timeout".
	Stage, Code string
	// Message is for people and holds no document text.
	Message string
	// Skipped: the stage was passed over and the document went on without it.
	Skipped bool
}

// Progress says that a plugin is still at work on a frame.
type Progress struct {
	// Done is the number of documents of the frame that are finished.
	Done int
	// Started is false while the frame waits for its turn.
	Started bool
	// Steps grows whenever the work makes headway, whether or not a document is
	// finished by it. 0: the plugin does not count them.
	Steps uint64
	// Working is 1 + the index of the document being worked on; 0: unknown, or
	// several at once.
	Working int
}

// A Frame is a batch of documents as a plugin receives it.
type Frame struct {
	Seq       uint64
	Documents []*Document
}

// A Reply is what a plugin adds to the documents of a frame, by their index.
type Reply struct {
	Seq       uint64
	Documents int
	// Layers holds the new layers of each document, in the order of the stages.
	Layers [][]*Layer
	// Notes holds what stages had to say about each document; nil: nothing
	// about any.
	Notes    [][]Note
	Failures []Failure
	// Progress is set in a message that is no answer yet.
	Progress *Progress
}

// AppendFrame appends the encoding of a frame of documents, each with those of
// the named layers it has, and returns the extended buffer.
func AppendFrame(dst []byte, seq uint64, docs []*Document, layers []string) []byte {
	encoders := layerEncoders(docs, layers)
	dst = slices.Grow(dst, maxHead+sizeStrings(docs, (*Document).ID)+sizeStrings(docs, (*Document).Text)+sizeLayers(encoders))
	dst = appendHead(dst, seq, len(docs))
	dst = appendStrings(dst, docs, frameID, frameIDEnd, (*Document).ID)
	dst = appendStrings(dst, docs, frameText, frameTextEnd, (*Document).Text)
	return appendLayers(dst, encoders)
}

// AppendReply appends the encoding of the answer to a frame: of each document
// those of the named layers it has, and its notes.
func AppendReply(dst []byte, seq uint64, docs []*Document, layers []string, failures []Failure) []byte {
	encoders := layerEncoders(docs, layers)
	dst = slices.Grow(dst, maxHead+sizeLayers(encoders))
	dst = appendHead(dst, seq, len(docs))
	dst = appendLayers(dst, encoders)
	for _, f := range failures {
		dst = appendFailure(dst, f)
	}
	for i, d := range docs {
		for _, n := range d.notes {
			dst = appendNote(dst, i, n)
		}
	}
	return dst
}

// AppendProgress appends the encoding of a message that says a plugin is still
// at work on the frame of that sequence number.
func AppendProgress(dst []byte, seq uint64, p Progress) []byte {
	dst = appendUint(dst, frameSeq, seq)
	var body []byte
	body = appendUint(body, 1, uint64(p.Done))
	if p.Started {
		body = appendUint(body, 2, 1)
	}
	if p.Steps > 0 {
		body = appendUint(body, 3, p.Steps)
	}
	if p.Working > 0 {
		body = appendUint(body, 4, uint64(p.Working))
	}
	return appendBytes(dst, frameProgress, body)
}

// maxHead is the most bytes that appendHead appends.
const maxHead = 2 * (1 + binary.MaxVarintLen64)

func appendHead(dst []byte, seq uint64, docs int) []byte {
	dst = appendUint(dst, frameSeq, seq)
	return appendUint(dst, frameDocuments, uint64(docs))
}

func appendLayers(dst []byte, encoders []layerEncoder) []byte {
	for i := range encoders {
		dst = appendTagLen(dst, frameLayers, encoders[i].size())
		dst = encoders[i].append(dst)
	}
	return dst
}

func sizeLayers(encoders []layerEncoder) int {
	n := 0
	for i := range encoders {
		n += sizeBytes(encoders[i].size())
	}
	return n
}

// appendStrings writes one string of each document as a blob and a column of
// end offsets.
func appendStrings(dst []byte, docs []*Document, blob, ends protowire.Number, of func(*Document) string) []byte {
	dst = appendTagLen(dst, blob, totalLen(docs, of))
	for _, d := range docs {
		dst = append(dst, of(d)...)
	}
	dst = appendTagLen(dst, ends, 4*len(docs))
	end := 0
	for _, d := range docs {
		end += len(of(d))
		dst = appendInt32(dst, int32(end))
	}
	return dst
}

// sizeStrings returns the length of what appendStrings appends, in bytes.
func sizeStrings(docs []*Document, of func(*Document) string) int {
	return sizeBytes(totalLen(docs, of)) + sizeBytes(4*len(docs))
}

func totalLen(docs []*Document, of func(*Document) string) int {
	total := 0
	for _, d := range docs {
		total += len(of(d))
	}
	return total
}

func appendFailure(dst []byte, f Failure) []byte {
	body := appendUint(nil, 1, uint64(f.Document))
	body = appendString(body, 2, f.Stage)
	body = appendString(body, 3, f.Code)
	body = appendString(body, 4, f.Message)
	if f.Skipped {
		body = appendUint(body, 5, 1)
	}
	return appendBytes(dst, frameFailures, body)
}

func appendNote(dst []byte, doc int, n Note) []byte {
	body := appendUint(nil, 1, uint64(doc))
	body = appendString(body, 2, n.Stage)
	body = appendString(body, 3, n.Code)
	body = appendString(body, 4, n.Message)
	return appendBytes(dst, frameNotes, body)
}

// DecodeFrame decodes what [AppendFrame] wrote. Texts and columns alias data
// where they can: data must not change afterwards.
func DecodeFrame(data []byte) (*Frame, error) {
	m, err := parseFrame(data)
	if err != nil {
		return nil, fmt.Errorf("frame: %w", err)
	}
	docs, err := m.documents()
	if err != nil {
		return nil, fmt.Errorf("frame: %w", err)
	}
	layers, err := m.decodeLayers(spareLayers)
	if err != nil {
		return nil, fmt.Errorf("frame: %w", err)
	}
	for i, d := range docs {
		d.layers = layers[i]
	}
	return &Frame{Seq: m.seq, Documents: docs}, nil
}

// DecodeReply decodes what [AppendReply] or [AppendProgress] wrote. Columns
// alias data where they can: data must not change afterwards. Layers come from
// another process: see [Layer.Validate].
func DecodeReply(data []byte) (*Reply, error) {
	m, err := parseFrame(data)
	if err != nil {
		return nil, fmt.Errorf("reply: %w", err)
	}
	r := &Reply{Seq: m.seq, Documents: m.count, Progress: m.progress}
	if r.Progress != nil {
		return r, nil
	}
	if r.Layers, err = m.decodeLayers(0); err != nil {
		return nil, fmt.Errorf("reply: %w", err)
	}
	for _, f := range m.failures {
		if f.Document >= m.count {
			return nil, fmt.Errorf("reply: failure of document %d of %d", f.Document, m.count)
		}
	}
	r.Failures = m.failures
	if r.Notes, err = m.notesByDocument(); err != nil {
		return nil, fmt.Errorf("reply: %w", err)
	}
	return r, nil
}
