package read

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"sort"
	"strings"
)

// A names is the content of one directory in order, held in as few bytes as
// possible: a directory of a million files is nothing unusual.
type names struct {
	blob  string
	ends  []uint32
	kinds []entryKind
}

// An entryKind is what a directory entry is, before links are followed.
type entryKind uint8

const (
	entryFile entryKind = iota
	entryDir
	entryLink
	entryOther
)

func kindOf(m fs.FileMode) entryKind {
	switch {
	case m.IsDir():
		return entryDir
	case m&fs.ModeSymlink != 0:
		return entryLink
	case m.IsRegular():
		return entryFile
	default:
		return entryOther
	}
}

// readNames reads a directory. On an error it returns the names up to there too.
func readNames(dir string) (*names, error) {
	f, err := os.Open(dir)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	n := &names{}
	var blob strings.Builder
	for {
		entries, err := f.ReadDir(512)
		for _, e := range entries {
			blob.WriteString(e.Name())
			n.ends = append(n.ends, uint32(blob.Len()))
			n.kinds = append(n.kinds, kindOf(e.Type()))
		}
		if err != nil || len(entries) == 0 {
			n.blob = blob.String()
			if errors.Is(err, io.EOF) {
				err = nil
			}
			return n.sorted(), err
		}
	}
}

func (n *names) len() int { return len(n.ends) }

func (n *names) name(i int) string {
	start := uint32(0)
	if i > 0 {
		start = n.ends[i-1]
	}
	return n.blob[start:n.ends[i]]
}

// sorted puts the names in the byte order of the paths below them: a directory
// sorts as if its name ended in a slash.
func (n *names) sorted() *names {
	order := make([]uint32, n.len())
	for i := range order {
		order[i] = uint32(i)
	}
	sort.Slice(order, func(a, b int) bool { return n.less(int(order[a]), int(order[b])) })
	out := &names{ends: make([]uint32, 0, n.len()), kinds: make([]entryKind, 0, n.len())}
	var blob strings.Builder
	blob.Grow(len(n.blob))
	for _, i := range order {
		blob.WriteString(n.name(int(i)))
		out.ends = append(out.ends, uint32(blob.Len()))
		out.kinds = append(out.kinds, n.kinds[i])
	}
	out.blob = blob.String()
	return out
}

func (n *names) less(i, j int) bool {
	a, b := n.name(i), n.name(j)
	common := min(len(a), len(b))
	if a[:common] != b[:common] {
		return a < b
	}
	return n.after(i, common) < n.after(j, common)
}

// after is the byte of a path behind the first at bytes of its name.
func (n *names) after(i, at int) int {
	name := n.name(i)
	switch {
	case at < len(name):
		return int(name[at])
	case n.kinds[i] == entryDir:
		return '/'
	default:
		return -1
	}
}
