//go:build !unix

package gazetteer

import "os"

// mapFile reads a file: a mapped one could not be replaced here.
func mapFile(path string) ([]byte, error) { return os.ReadFile(path) }

func unmap([]byte) error { return nil }
