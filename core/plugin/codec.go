package plugin

import (
	"strings"
	"unsafe"

	"google.golang.org/grpc"
	"google.golang.org/grpc/encoding"
	"google.golang.org/grpc/encoding/proto"
	"google.golang.org/grpc/mem"
)

// MaxMessage is the longest message either side takes, in bytes. A frame is about
// 128 KB by design; the limit is for a single document too large to share one.
const MaxMessage = 512 << 20

const (
	streamWindow = 4 << 20 // bytes in flight before the receiver must read
	connWindow   = 16 << 20
	ioBuffer     = 128 << 10
)

// rawFrame is a message that is already encoded. The data must not change once
// it has been sent.
type rawFrame struct {
	data []byte
	pool *bufferPool // gets the memory back when it has been sent; may be nil
}

// codec moves a rawFrame as it is and everything else as protobuf.
type codec struct{ encoding.CodecV2 }

func newCodec() codec { return codec{encoding.GetCodecV2(proto.Name)} }

func (c codec) Marshal(v any) (mem.BufferSlice, error) {
	f, ok := v.(*rawFrame)
	switch {
	case !ok:
		return c.CodecV2.Marshal(v)
	case f.pool == nil:
		return mem.BufferSlice{mem.SliceBuffer(f.data)}, nil
	}
	return mem.BufferSlice{mem.NewBuffer(&f.data, f.pool)}, nil
}

func (c codec) Unmarshal(data mem.BufferSlice, v any) error {
	if f, ok := v.(*rawFrame); ok {
		f.data = gather(data)
		return nil
	}
	return c.CodecV2.Unmarshal(data, v)
}

// gather copies a message into memory of its own: documents keep pointing into
// it. A strings.Builder does not clear memory first that is written anyway.
func gather(data mem.BufferSlice) []byte {
	var b strings.Builder
	b.Grow(data.Len())
	for _, part := range data {
		b.Write(part.ReadOnlyData())
	}
	whole := b.String()
	return unsafe.Slice(unsafe.StringData(whole), len(whole)) // nobody else has the string
}

func serverOptions() []grpc.ServerOption {
	return []grpc.ServerOption{
		grpc.ForceServerCodecV2(newCodec()),
		grpc.MaxRecvMsgSize(MaxMessage),
		grpc.MaxSendMsgSize(MaxMessage),
		grpc.InitialWindowSize(streamWindow),
		grpc.InitialConnWindowSize(connWindow),
		grpc.ReadBufferSize(ioBuffer),
		grpc.WriteBufferSize(ioBuffer),
	}
}

// DialOptions returns the options a host dials a plugin with: the windows and
// buffers that suit frames.
func DialOptions() []grpc.DialOption {
	return []grpc.DialOption{
		grpc.WithInitialWindowSize(streamWindow),
		grpc.WithInitialConnWindowSize(connWindow),
		grpc.WithReadBufferSize(ioBuffer),
		grpc.WithWriteBufferSize(ioBuffer),
	}
}
