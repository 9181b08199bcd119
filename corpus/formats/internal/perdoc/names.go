// Package perdoc names the files of formats that have one for each document.
package perdoc

import (
	"path"
	"strconv"
	"strings"
	"unicode"
)

// Names gives each document a name that no other has, and that every file system
// takes. The zero Names is ready to use.
type Names struct {
	used   map[string]bool
	number int
}

// Of makes a name of the id of a document.
func (n *Names) Of(id string) string {
	n.number++
	name := strings.Trim(strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("-_.", r) {
			return r
		}
		return '_'
	}, id), ".")
	const longest = 100 // bytes; with an extension every file system takes it
	for len(name) > longest {
		_, size := lastRune(name)
		name = name[:len(name)-size]
	}
	if name == "" {
		name = "document-" + strconv.Itoa(n.number)
	}
	if n.used == nil {
		n.used = map[string]bool{}
	}
	for base, i := name, 2; n.used[strings.ToLower(name)]; i++ {
		name = base + "-" + strconv.Itoa(i)
	}
	n.used[strings.ToLower(name)] = true
	return name
}

func lastRune(s string) (r rune, size int) {
	for i := len(s) - 1; i >= 0; i-- {
		if s[i]&0xc0 != 0x80 {
			return rune(s[i]), len(s) - i
		}
	}
	return 0, len(s)
}

// ID makes an id of the path of a file: its name without the extension.
func ID(file string) string {
	base := path.Base(strings.ReplaceAll(file, "\\", "/"))
	return strings.TrimSuffix(base, path.Ext(base))
}
