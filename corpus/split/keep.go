package split

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/onomast/onomast/corpus/annotation"
	"github.com/onomast/onomast/corpus/duplicates"
	"github.com/onomast/onomast/corpus/scan"
)

// Kept holds the parts that texts were in: 8 bytes of hash for each.
type Kept struct{ parts map[uint64]int8 }

// part returns where a text was, -1 when it was nowhere.
func (k *Kept) part(same uint64) int8 {
	if k != nil {
		if part, known := k.parts[same]; known {
			return part
		}
	}
	return -1
}

// Earlier reads where texts are in the parts of an earlier split.
func Earlier(ctx context.Context, dir string, parts []Part) (*Kept, error) {
	k := &Kept{parts: map[uint64]int8{}}
	found := false
	for i, p := range parts {
		path := filepath.Join(dir, p.Name+extension)
		switch info, err := os.Stat(path); {
		case errors.Is(err, fs.ErrNotExist):
			continue
		case err != nil:
			return nil, err
		case info.Size() == 0:
			found = true
			continue
		}
		found = true
		if err := k.read(ctx, path, int8(i)); err != nil {
			return nil, err
		}
	}
	if !found {
		return nil, fmt.Errorf("there is no %s or any other part of an earlier split in %s", parts[0].Name+extension, dir)
	}
	return k, nil
}

func (k *Kept) read(ctx context.Context, path string, part int8) error {
	c, err := scan.Open(scan.Options{Inputs: []string{path}})
	if err != nil {
		return err
	}
	err = c.Each(ctx, func(d *annotation.Document) error {
		s := duplicates.Sign(d.Text)
		k.parts[s.Same] = part
		return nil
	})
	if failed := c.Summary().Failed; err == nil && failed > 0 {
		err = fmt.Errorf("%s: %d of its records cannot be read, so it is not known where their texts were", path, failed)
	}
	return errors.Join(err, c.Close())
}
