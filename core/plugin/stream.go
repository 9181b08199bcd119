package plugin

import "google.golang.org/grpc"

// A Stream carries frames to an open segment and answers back. One goroutine
// may send while another receives.
type Stream struct {
	rpc grpc.ClientStream
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
