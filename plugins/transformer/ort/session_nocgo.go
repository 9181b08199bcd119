//go:build !cgo

package ort

// Available says whether this build can run models; nil: it can.
func Available() error { return ErrNoCgo }

// A Session is a model that is loaded. This build has none.
type Session struct{}

// Open says that this build cannot open models.
func Open(Config) (*Session, error) { return nil, ErrNoCgo }

// Loaded returns the version of the library that the process has loaded, "" for none.
func Loaded() string { return "" }

// Load says that this build loads no library.
func Load(Library) error { return ErrNoCgo }

// Run says that this build runs no models.
func (*Session) Run(...Ints) ([]Tensor, error) { return nil, ErrNoCgo }

// Close does nothing.
func (*Session) Close() error { return nil }
