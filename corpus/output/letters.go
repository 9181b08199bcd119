package output

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// ReadDead returns the dead letters in the directory of a run, in the order of
// its documents.
func ReadDead(dir string) ([]DeadLetter, error) {
	if _, err := os.Stat(filepath.Join(dir, journalName)); err != nil {
		return nil, report(CodeNotARun, err, "name the -o of the run whose dead letters are meant", "%s is not the output of a run: %v", dir, reason(err))
	}
	entries, err := os.ReadDir(filepath.Join(dir, deadDir))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, report(CodeNotARun, err, "make it readable", "cannot read %s: %v", filepath.Join(dir, deadDir), reason(err))
	}
	var letters []DeadLetter
	for _, e := range entries {
		if _, ok := deadOrdinal(e.Name()); !ok {
			continue
		}
		letter, err := readLetter(filepath.Join(dir, deadDir, e.Name()))
		if err != nil {
			return nil, err
		}
		letters = append(letters, letter)
	}
	return letters, nil
}

func readLetter(path string) (letter DeadLetter, err error) {
	data, err := os.ReadFile(path)
	if err == nil {
		err = json.Unmarshal(data, &letter)
	}
	if err != nil {
		return letter, damaged("mend or delete it", "%s is no dead letter: %v", path, reason(err))
	}
	return letter, nil
}
