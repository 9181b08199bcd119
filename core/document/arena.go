package document

import "slices"

const (
	arenaLayers  = 30   // 4080 bytes: a size that the allocator has
	arenaNumbers = 4096 // 16 KB
)

// An Arena makes layers out of blocks of memory, for stages that see many short
// documents and would spend their time allocating. A block is freed with the
// last layer in it, so an Arena is for layers that live about as long as each
// other, as those of one frame do. The zero Arena is ready to use, by one
// goroutine at a time.
type Arena struct {
	layers  []Layer
	numbers []int32
}

// NewLayer is the function [NewLayer] with room for n spans.
func (a *Arena) NewLayer(name string, n int) *Layer { return a.NewLabelled(name, nil, n) }

// NewLabelled is the function [NewLabelled] with room for n spans.
func (a *Arena) NewLabelled(name string, labels []string, n int) *Layer {
	if len(a.layers) == 0 {
		a.layers = make([]Layer, arenaLayers)
	}
	l := &a.layers[0]
	a.layers = a.layers[1:]
	l.name, l.words.strings = name, slices.Clip(labels)
	if n > 0 {
		l.setRoom(a.take(3*n), n)
	}
	return l
}

// take returns n zeros. What would use up much of a block gets one of its own.
func (a *Arena) take(n int) []int32 {
	if n > arenaNumbers/8 {
		return make([]int32, n)
	}
	if len(a.numbers) < n {
		a.numbers = make([]int32, arenaNumbers)
	}
	taken := a.numbers[:n:n]
	a.numbers = a.numbers[n:]
	return taken
}
