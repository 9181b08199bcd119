package plugin

import "sync"

// maxPooled is the largest buffer that is kept for the next frame, in bytes.
const maxPooled = 4 << 20

// A bufferPool keeps the memory of frames that have been sent. It is gRPC that
// says when that is: see mem.BufferPool.
type bufferPool struct{ free sync.Pool }

// Get returns a buffer, of the length asked for.
func (p *bufferPool) Get(length int) *[]byte {
	b, ok := p.free.Get().(*[]byte)
	if !ok || cap(*b) < length {
		fresh := make([]byte, length)
		return &fresh
	}
	*b = (*b)[:length]
	return b
}

// Put takes a buffer that nobody uses any more.
func (p *bufferPool) Put(b *[]byte) {
	if cap(*b) > 0 && cap(*b) <= maxPooled {
		p.free.Put(b)
	}
}
