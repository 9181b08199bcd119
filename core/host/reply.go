package host

import (
	"fmt"
	"slices"
	"strings"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/plugin"
)

// maxMessage is how many bytes of a message of a plugin about a document are
// passed on.
const maxMessage = 2 << 10

func newReply(documents int) *document.Reply {
	return &document.Reply{Documents: documents, Layers: make([][]*document.Layer, documents)}
}

// tooLarge is the answer for a document that does not fit into a message.
func (s *Segment) tooLarge(d *document.Document) *document.Reply {
	reply := newReply(1)
	reply.Failures = []document.Failure{{
		Stage: s.request.ID, Code: FailureTooLarge,
		Message: fmt.Sprintf("the document has %d bytes of text; with its layers at most %d fit: split it", len(d.Text()), s.host.opts.MaxMessage),
	}}
	return reply
}

// vet makes an answer trustworthy: layers that do not fit their document become
// failures of the stage that wrote them, and failures and notes name stages of
// the segment.
func (s *Segment) vet(docs []*document.Document, reply *document.Reply) {
	for i := range reply.Failures {
		s.vetFailure(&reply.Failures[i])
	}
	for _, notes := range reply.Notes {
		for i := range notes {
			notes[i].Stage = s.stageOf(notes[i].Stage).Stage
			notes[i].Message = tame(notes[i].Message)
		}
	}
	for i, layers := range reply.Layers {
		layers = slices.DeleteFunc(layers, func(l *document.Layer) bool { // the columns of another document's
			return l.Len() == 0 && !slices.Contains(s.request.Emit, l.Name())
		})
		reply.Layers[i] = layers
		for _, l := range layers {
			if err := s.vetLayer(l, docs[i]); err != nil {
				s.drop(reply, i, docs[i], s.writer(l.Name()), err)
				break
			}
		}
	}
}

func (s *Segment) vetFailure(f *document.Failure) {
	stage := s.stageOf(f.Stage)
	f.Stage, f.Message = stage.Stage, tame(f.Message)
	f.Skipped = f.Skipped && stage.SkipOnError
	if f.Code == "" {
		f.Code = "error"
	}
}

// stageOf returns the stage of an id; one that has the segment's id stands for
// a stage the segment does not have.
func (s *Segment) stageOf(id string) plugin.StageConfig {
	for _, st := range s.request.Stages {
		if st.Stage == id || len(s.request.Stages) == 1 {
			return st
		}
	}
	return plugin.StageConfig{Config: plugin.Config{Stage: s.request.ID}}
}

// tame makes text from a plugin fit to be passed on.
func tame(s string) string {
	if len(s) > maxMessage {
		s = s[:maxMessage] + " ..."
	}
	return strings.ToValidUTF8(s, "\uFFFD")
}

func (s *Segment) vetLayer(l *document.Layer, d *document.Document) error {
	if !slices.Contains(s.request.Emit, l.Name()) {
		return fmt.Errorf("layer %q was not asked for", clip(l.Name()))
	}
	return l.Validate(d.Text())
}

// drop makes a failure of a layer that is no good. Where its stage may be
// skipped, only bad layers and what that stage wrote are lost.
func (s *Segment) drop(reply *document.Reply, i int, doc *document.Document, by plugin.StageConfig, why error) {
	reply.Failures = append(reply.Failures, document.Failure{
		Document: i, Stage: by.Stage, Code: FailureLayer, Skipped: by.SkipOnError,
		Message: tame(why.Error()) + ": this is a bug of the stage",
	})
	if !by.SkipOnError {
		reply.Layers[i] = nil
		return
	}
	reply.Layers[i] = slices.DeleteFunc(reply.Layers[i], func(l *document.Layer) bool {
		return s.writer(l.Name()).Stage == by.Stage || s.vetLayer(l, doc) != nil
	})
}

// writer returns the stage that writes a layer, as far as it is known.
func (s *Segment) writer(layer string) plugin.StageConfig {
	for _, st := range s.request.Stages {
		if st.Stage == layer {
			return st
		}
		for _, spec := range st.Layers {
			if spec.Name == layer && spec.Stage == st.Stage {
				return st
			}
		}
	}
	return s.stageOf("")
}
