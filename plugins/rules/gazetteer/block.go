package gazetteer

import (
	"encoding/binary"
	"math/bits"
	"unsafe"
)

// A block is eight bytes of text, the first one lowest: words are cut, folded
// and compared a block at a time (SIMD within a register, L. Lamport 1975).
type block uint64

const (
	blockSize = 8
	ones      = 0x0101010101010101
	highBits  = 0x80 * ones
)

// bytesOfText is the memory of a text.
func bytesOfText(text string) []byte {
	return unsafe.Slice(unsafe.StringData(text), len(text))
}

// blockAt is the block at byte at of b, which has eight bytes from there.
func blockAt(b []byte, at int) block { return block(binary.LittleEndian.Uint64(b[at:])) }

// first is the first n bytes of the block, the others 0; n is less than eight.
func (x block) first(n int) block { return x & (1<<(8*n) - 1) }

// ascii reports whether all bytes are ASCII.
func (x block) ascii() bool { return x&highBits == 0 }

// letters sets the high bit of each byte that is an ASCII letter. For bytes
// beyond ASCII it means nothing.
func (x block) letters() uint64 {
	lower := uint64(x)&^highBits | 0x20*ones
	return (lower + (0x80-'a')*ones) &^ (lower + (0x7f-'z')*ones) & highBits
}

// wordBytes is how many bytes from the first one are ASCII letters, digits or
// the underscore.
func (x block) wordBytes(letters uint64) int {
	low := uint64(x) &^ highBits
	digits := (low + (0x80-'0')*ones) &^ (low + (0x7f-'9')*ones)
	notUnderscore := (low ^ '_'*ones) + 0x7f*ones
	words := (letters | digits | ^notUnderscore) & highBits &^ uint64(x)
	return bits.TrailingZeros64(^words&highBits) / 8
}

// folded is the block with its ASCII letters in lower case.
func (x block) folded(letters uint64) block {
	upper := letters &^ (uint64(x) << 2) & highBits // the bit 0x20 tells the case
	return x | block(upper>>2)
}

// A blockHash makes the hash of a word from the bytes of its compared form.
type blockHash struct {
	sum   uint64
	open  block
	count int // bytes in open
}

// hashSeed is the hash of no bytes.
const hashSeed = uint64(0xcbf29ce484222325)

// add goes on with a byte.
func (h *blockHash) add(b byte) {
	h.open |= block(b) << (8 * h.count)
	if h.count++; h.count == blockSize {
		h.sum = h.open.hash(h.sum)
		h.open, h.count = 0, 0
	}
}

// end is the hash of the bytes added so far. They are no 0, so that a last
// block can be filled up with them.
func (h *blockHash) end() uint64 {
	if h.count == 0 {
		return h.sum
	}
	return h.open.hash(h.sum)
}

// hash goes on from sum with a block.
func (x block) hash(sum uint64) uint64 { return fold(sum^uint64(x), 0x9e3779b97f4a7c15) }

// fold multiplies and folds the product (as the wyhash of Wang Yi does).
func fold(a, b uint64) uint64 {
	hi, lo := bits.Mul64(a, b)
	return hi ^ lo
}
