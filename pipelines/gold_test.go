package pipelines_test

import (
	"bufio"
	"encoding/json"
	"os"
	"testing"
	"unicode/utf8"

	"github.com/onomast/onomast/core/document"
)

// A span of text with a label, in bytes; in files it counts code points.
type entity struct {
	Start      int               `json:"start"`
	End        int               `json:"end"`
	Label      string            `json:"label"`
	Attributes map[string]string `json:"attributes,omitempty"`
}

func (e *entity) set(key, value string) {
	if e.Attributes == nil {
		e.Attributes = map[string]string{}
	}
	e.Attributes[key] = value
}

// place is an entity without its attributes.
type place struct {
	start, end int
	label      string
}

func (e *entity) place() place { return place{e.Start, e.End, e.Label} }

// A goldDocument is an annotated text: what people found in it.
type goldDocument struct {
	ID       string   `json:"id"`
	Split    string   `json:"split"`
	Part     string   `json:"part"`
	Text     string   `json:"text"`
	Entities []entity `json:"entities"`
}

// readGold reads annotated documents, one JSON object a line, and turns their
// offsets into bytes.
func readGold(t *testing.T, path string) []goldDocument {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var docs []goldDocument
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var d goldDocument
		if err := json.Unmarshal(lines.Bytes(), &d); err != nil {
			t.Fatalf("%s:%d: %v", path, len(docs)+1, err)
		}
		d.toBytes(t)
		docs = append(docs, d)
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return docs
}

// toBytes turns offsets in code points into bytes.
func (d *goldDocument) toBytes(t *testing.T) {
	t.Helper()
	at := make([]int, 0, len(d.Text)+1)
	for i := range d.Text {
		at = append(at, i)
	}
	at = append(at, len(d.Text))
	for i := range d.Entities {
		e := &d.Entities[i]
		if e.Start < 0 || e.Start >= e.End || e.End >= len(at) {
			t.Fatalf("%s: entity %d is [%d,%d) in a text of %d code points", d.ID, i, e.Start, e.End, utf8.RuneCountInString(d.Text))
		}
		e.Start, e.End = at[e.Start], at[e.End]
	}
}

// documents makes a document of each text.
func documents(t *testing.T, gold []goldDocument) []*document.Document {
	t.Helper()
	docs := make([]*document.Document, len(gold))
	for i := range gold {
		d, err := document.New(gold[i].ID, gold[i].Text)
		if err != nil {
			t.Fatal(err)
		}
		docs[i] = d
	}
	return docs
}
