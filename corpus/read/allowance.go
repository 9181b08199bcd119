package read

import (
	"errors"
	"io"
)

// An archive may unpack to bombTimes its size and bombDocuments documents of the
// largest size. Text that was packed is seldom 20 times as large.
const (
	bombTimes     = 200
	bombDocuments = 64
)

// errBomb says that an archive unpacks to more than anybody packs.
var errBomb = errors.New("the archive unpacks to too much")

// An allowance is how much an archive, with all those in it, may unpack to.
type allowance struct {
	file     *stream // the outermost
	base     int64
	unpacked int64
	burst    bool
}

func newAllowance(s *source) *allowance {
	return &allowance{file: s.stream, base: bombDocuments * s.opts.MaxDocument}
}

// spend counts bytes that were unpacked.
func (a *allowance) spend(n int) error {
	a.unpacked += int64(n)
	if a.burst || a.unpacked > a.base && (a.unpacked-a.base)/bombTimes > a.file.packedSize() {
		a.burst = true
		return errBomb
	}
	return nil
}

// A bounded is a reader within an allowance.
type bounded struct {
	in     io.Reader
	bounds *allowance
}

func (b bounded) Read(p []byte) (int, error) {
	n, err := b.in.Read(p)
	if spent := b.bounds.spend(n); spent != nil {
		return n, spent
	}
	return n, err
}
