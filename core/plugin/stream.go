package plugin

import "google.golang.org/grpc"

// A Stream carries frames to an open segment and answers back. One goroutine
// may send while another receives.
type Stream struct {
	rpc  grpc.ClientStream
	pool bufferPool
}

// Buffer returns an empty buffer for one frame, to be filled by appending and
// handed to SendBuffer or, if nothing comes of it, to Drop.
func (s *Stream) Buffer() *[]byte { return s.pool.Get(0) }

// Drop gives back a buffer that is not sent.
func (s *Stream) Drop(frame *[]byte) { s.pool.Put(frame) }

// SendBuffer sends the frame in a buffer, as Send does, and takes the buffer
// back.
func (s *Stream) SendBuffer(frame *[]byte) error {
	return s.rpc.SendMsg(&rawFrame{data: *frame, pool: &s.pool})
}

// Send sends one frame (see document.AppendFrame). The frame must not change
// afterwards. It blocks while the plugin takes no more. io.EOF says that the
// stream has ended; Recv then tells why.
func (s *Stream) Send(frame []byte) error { return s.rpc.SendMsg(&rawFrame{data: frame}) }

// Recv returns the next message (see document.DecodeReply), in memory of its
// own: an answer, or a progress message. io.EOF follows the last answer after
// CloseSend; any other error means that unanswered frames will stay so.
func (s *Stream) Recv() ([]byte, error) {
	var f rawFrame
	if err := s.rpc.RecvMsg(&f); err != nil {
		return nil, err
	}
	return f.data, nil
}

// CloseSend says that no more frames will be sent. Answers still come.
func (s *Stream) CloseSend() error { return s.rpc.CloseSend() }
