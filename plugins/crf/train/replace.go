package train

import (
	"io"
	"os"
)

// Unfinished is what the name of a file that is being written ends in. One that a
// killed program left is overwritten by the next.
const Unfinished = ".tmp"

// replace writes a file so that there is the old one or the new one at any moment.
func replace(path string, write func(io.Writer) error) (err error) {
	file, err := os.Create(path + Unfinished)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(file.Name())
		}
	}()
	if err := write(file); err != nil {
		_ = file.Close()
		return err
	}
	if err := file.Sync(); err != nil {
		_ = file.Close()
		return err
	}
	if err := file.Close(); err != nil {
		return err
	}
	return os.Rename(file.Name(), path)
}
