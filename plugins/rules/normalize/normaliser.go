package normalize

import (
	"strings"

	"github.com/onomast/onomast/plugins/rules/normalize/value"
	"golang.org/x/text/unicode/norm"
)

// A Normaliser reads one kind of text. It never changes, so goroutines share
// it.
type Normaliser struct {
	Kind
	read readFunc
}

// A Kind describes a normaliser.
type Kind struct {
	// Name is the word of the YAML: normalize: date.
	Name string
	// Doc says in one sentence what it reads and what comes out.
	Doc string
	// Example is a text, Locale the locale to read it in (empty for any), and
	// Value what comes out, as [value.Value.String] writes it.
	Example, Locale, Value string
	// Parts are the attributes it can add, beside those that all have.
	Parts []string
}

type readFunc func(string, value.Context) (value.Value, error)

// maxText bounds the text of an entity, in bytes; no value is longer.
const maxText = 1000

// Read reads a text, or says why it has no value; the reason does not repeat
// the text.
func (n *Normaliser) Read(text string, c value.Context) (value.Value, error) {
	if len(text) > maxText {
		return value.Value{}, errTooLong
	}
	return n.read(strings.TrimSpace(norm.NFC.String(strings.ToValidUTF8(text, "\uFFFD"))), c)
}

// New makes the normaliser of a name.
func New(name string) (*Normaliser, bool) {
	for _, m := range makers() {
		if m.Name == name {
			return &Normaliser{m.Kind, m.make()}, true
		}
	}
	return nil, false
}

// All describes every normaliser, sorted by name.
func All() []Kind {
	var all []Kind
	for _, m := range makers() {
		all = append(all, m.Kind)
	}
	return all
}

// Names are those of all normalisers, sorted.
func Names() []string {
	var names []string
	for _, k := range All() {
		names = append(names, k.Name)
	}
	return names
}
