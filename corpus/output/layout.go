package output

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"
)

// The names of a run's files.
const (
	journalName  = "journal"
	manifestName = "manifest.json"
	manifestTemp = "manifest.json.tmp"
	lockName     = "lock" // only where the journal cannot be locked
	deadDir      = "dead"
	ordinalWidth = 9
	maxDeadName  = 80
)

func partName(n int, extension string) string {
	return fmt.Sprintf("part-%05d.%s", n, extension)
}

// partNumber is the inverse of partName.
func partNumber(name string) (int, bool) {
	digits, extension, ok := strings.Cut(strings.TrimPrefix(name, "part-"), ".")
	n, err := strconv.Atoi(digits)
	return n, ok && err == nil && n >= 0 && name == partName(n, extension) && !strings.Contains(extension, ".")
}

// deadName names the dead letter of a document: its number in the run, from 1,
// and so much of its id as is safe in a file name.
func deadName(ordinal int, id string) string {
	safe := strings.Map(func(r rune) rune {
		if r < 0x80 && (r == '.' || r == '-' || r == '_' || '0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z') {
			return r
		}
		return '_'
	}, id)
	if len(safe) > maxDeadName { // the end of a path tells more than its beginning
		safe = safe[len(safe)-maxDeadName:]
	}
	return fmt.Sprintf("%0*d-%s.json", ordinalWidth, ordinal, safe)
}

// deadOrdinal returns the document's number from the name of a dead letter.
func deadOrdinal(name string) (int, bool) {
	digits, rest, ok := strings.Cut(name, "-")
	n, err := strconv.Atoi(digits)
	return n, ok && err == nil && n > 0 && len(digits) >= ordinalWidth && strings.HasSuffix(rest, ".json")
}

// A survey is what lies in a directory.
type survey struct {
	journal, manifest bool
	parts             []string // in order of their number
	dead              []string // in order of their number; without "dead/"
	foreign           []string // what no run put there
}

func (s *survey) mine() bool { return s.manifest || len(s.parts) > 0 || len(s.dead) > 0 }

func look(dir fileSystem) (*survey, error) {
	entries, err := dir.ReadDir(".")
	if err != nil {
		return nil, err
	}
	s := &survey{}
	for _, e := range entries {
		if err := s.add(dir, e); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(s.parts, byNumber(partNumber))
	slices.SortFunc(s.dead, byNumber(deadOrdinal))
	slices.Sort(s.foreign)
	return s, nil
}

func byNumber(number func(string) (int, bool)) func(a, b string) int {
	return func(a, b string) int {
		x, _ := number(a)
		y, _ := number(b)
		return x - y
	}
}

func (s *survey) add(dir fileSystem, e fs.DirEntry) error {
	name, regular := e.Name(), e.Type().IsRegular()
	_, part := partNumber(name)
	switch {
	case regular && name == journalName:
		s.journal = true
	case regular && (name == manifestName || name == manifestTemp):
		s.manifest = true
	case regular && name == lockName:
	case regular && part:
		s.parts = append(s.parts, name)
	case e.IsDir() && name == deadDir:
		return s.addDead(dir)
	case e.IsDir() && name == "lost+found": // the root of a fresh volume
	default:
		s.foreign = append(s.foreign, name)
	}
	return nil
}

func (s *survey) addDead(dir fileSystem) error {
	entries, err := dir.ReadDir(deadDir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if _, ok := deadOrdinal(e.Name()); ok && e.Type().IsRegular() {
			s.dead = append(s.dead, e.Name())
		} else {
			s.foreign = append(s.foreign, deadDir+"/"+e.Name())
		}
	}
	return nil
}

// remove takes files away; one that is gone already is no error.
func remove(dir fileSystem, names ...string) error {
	for _, name := range names {
		if err := dir.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}
