package weights

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"syscall"

	"go.yaml.in/yaml/v3"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/schema"
	"github.com/onomast/onomast/core/yamldoc"
)

// CardName is the file that says how a model wants to be used.
const CardName = "onomast.yaml"

// A Card is what onomast.yaml says: facts about the model, and options of the stage that
// hold where the pipeline says nothing.
type Card struct {
	Facts
	// Options are those of the stage, by name.
	Options map[string]json.RawMessage
	path    string
	root    *yaml.Node
}

// Facts are what people want to know of a model.
type Facts struct {
	Name        string   `json:"name" doc:"What the model is called; it is in the evidence of entities. Without it the folder's name is."`
	Version     string   `json:"version"`
	Licence     string   `json:"licence"`
	Languages   []string `json:"languages"`
	Description string   `json:"description"`
}

var factNames = []string{"name", "version", "licence", "languages", "description"}

// ReadCard reads the onomast.yaml of a folder; without one the card is empty.
func ReadCard(dir string) (*Card, error) {
	c := &Card{path: filepath.Join(dir, CardName), Options: map[string]json.RawMessage{}}
	data, err := os.ReadFile(c.path)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) {
		return c, nil
	}
	if err != nil {
		return nil, problem("card", c.path, err.Error(), "")
	}
	var doc yaml.Node
	if err := yamldoc.Read(data, &doc); err != nil {
		return nil, c.unreadable(err)
	}
	if doc.Kind == 0 || len(doc.Content) == 0 {
		return c, nil
	}
	c.root = doc.Content[0]
	if c.root.Kind != yaml.MappingNode {
		return nil, problem("card", c.path, "it is no mapping of names to values", "begin with name: ...")
	}
	return c, c.take()
}

// take sorts the keys into facts and options.
func (c *Card) take() error {
	facts := map[string]json.RawMessage{}
	for i := 0; i+1 < len(c.root.Content); i += 2 {
		key, value := c.root.Content[i], c.root.Content[i+1]
		var plain any = value.Value // a version is a word, whatever it looks like
		if !slices.Contains(factNames, key.Value) || value.Kind != yaml.ScalarNode {
			if err := value.Decode(&plain); err != nil {
				return c.unreadable(err)
			}
		}
		raw, err := json.Marshal(plain)
		if err != nil {
			return c.at(key, fmt.Sprintf("the value of %s has no form in JSON", key.Value))
		}
		to := c.Options
		if slices.Contains(factNames, key.Value) {
			to = facts
		}
		if _, twice := to[key.Value]; twice {
			return c.at(key, fmt.Sprintf("key %q is given twice", key.Value))
		}
		to[key.Value] = raw
	}
	raw, err := json.Marshal(facts)
	if err != nil {
		return err
	}
	return c.Place(schema.Decode(raw, &c.Facts))
}

func (c *Card) at(n *yaml.Node, summary string) error {
	d := problem("card", c.path, summary, "")
	d.Line, d.Column = n.Line, n.Column
	return d
}

var lineOf = regexp.MustCompile(`^yaml: (?:line (\d+): )?`)

func (c *Card) unreadable(err error) error {
	text := err.Error()
	d := problem("card", c.path, lineOf.ReplaceAllString(text, ""), "")
	if m := lineOf.FindStringSubmatch(text); m != nil {
		d.Line, _ = strconv.Atoi(m[1])
	}
	return d
}

// Place gives diagnostics about the card's values, which have JSON pointers, their line
// and column in the file.
func (c *Card) Place(err error) error {
	if err == nil {
		return nil
	}
	list := slices.Clone(diag.From(err, "transformer.card"))
	for i := range list {
		d := &list[i]
		d.Position = diag.Position{File: c.path}
		if n := c.node(d.Pointer); n != nil {
			d.Line, d.Column = n.Line, n.Column
		}
		d.Pointer = ""
	}
	return list
}

// node returns what a JSON pointer leads to, or the nearest around it.
func (c *Card) node(pointer string) *yaml.Node {
	at := c.root
	for _, token := range strings.Split(pointer, "/")[1:] {
		next := child(at, schema.Unescape(token))
		if next == nil {
			break
		}
		at = next
	}
	return at
}

func child(n *yaml.Node, token string) *yaml.Node {
	if n == nil {
		return nil
	}
	switch n.Kind {
	case yaml.SequenceNode:
		if i, err := strconv.Atoi(token); err == nil && i >= 0 && i < len(n.Content) {
			return n.Content[i]
		}
	case yaml.MappingNode:
		for i := 0; i+1 < len(n.Content); i += 2 {
			if n.Content[i].Value == token {
				return n.Content[i+1]
			}
		}
	}
	return nil
}
