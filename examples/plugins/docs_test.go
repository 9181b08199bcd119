package plugins

import (
	"encoding/hex"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/onomast/onomast/core/document"
)

// root leads from this folder to that of the repository.
const root = "../.."

func read(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(root, path))
	if err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(string(data), "\r\n", "\n")
}

// Code in the guide is part of a program that is built and tested.
func TestCodeInDocsIsReal(t *testing.T) {
	t.Parallel()
	block := regexp.MustCompile("(?s)(?:<!-- from: (\\S+) -->\n)?```(go|python|yaml)\n(.*?)```")
	guide := read(t, "docs/plugin-author-guide.md")
	blocks := block.FindAllStringSubmatch(guide, -1)
	if len(blocks) < 5 {
		t.Fatalf("%d blocks of code found", len(blocks))
	}
	for _, b := range blocks {
		if b[1] == "" {
			t.Errorf("this block does not say which file it is from:\n%s", b[3])
			continue
		}
		if !strings.Contains(read(t, b[1]), b[3]) {
			t.Errorf("this block is not in %s:\n%s", b[1], b[3])
		}
	}
}

func TestLinksOfDocsLead(t *testing.T) {
	t.Parallel()
	link := regexp.MustCompile(`\]\(([^)#:]+)\)`)
	for _, doc := range []string{"docs/plugin-author-guide.md", "docs/plugin-protocol.md"} {
		for _, l := range link.FindAllStringSubmatch(read(t, doc), -1) {
			if _, err := os.Stat(filepath.Join(root, filepath.Dir(doc), l[1])); err != nil {
				t.Errorf("%s: %v", doc, err)
			}
		}
	}
}

// A newcomer's plugin fits on a page.
func TestTheSmallestPluginIsSmall(t *testing.T) {
	t.Parallel()
	if n := strings.Count(read(t, "examples/plugins/ticket-go/main.go"), "\n"); n > 40 {
		t.Errorf("it has %d lines", n)
	}
}

// The bytes in the protocol's page are what the codec writes.
func TestBytesInDocsAreReal(t *testing.T) {
	t.Parallel()
	docs := []*document.Document{newDocument(t, "a", "OPS-7 ok"), newDocument(t, "b", "é")}
	found := document.NewLayer("tickets")
	found.AddRange(0, 5, "TICKET")
	if err := docs[0].Add(found); err != nil {
		t.Fatal(err)
	}
	failures := []document.Failure{{Document: 1, Stage: "tickets", Code: "error", Message: "no"}}
	for name, want := range map[string][]byte{
		"frame":    document.AppendFrame(nil, 1, docs, nil),
		"reply":    document.AppendReply(nil, 1, docs, []string{"tickets"}, failures),
		"progress": document.AppendProgress(nil, 1, document.Progress{Done: 1, Started: true}),
	} {
		if diff := cmp.Diff(hex.EncodeToString(want), documented(t, name)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func newDocument(t *testing.T, id, text string) *document.Document {
	t.Helper()
	d, err := document.New(id, text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// documented returns the digits of a block of bytes: each line begins with them.
func documented(t *testing.T, name string) string {
	t.Helper()
	_, rest, ok := strings.Cut(read(t, "docs/plugin-protocol.md"), "```hex "+name+"\n")
	if !ok {
		t.Fatalf("there is no block %s", name)
	}
	block, _, _ := strings.Cut(rest, "```")
	var digits strings.Builder
	for line := range strings.Lines(block) {
		bytes, _, _ := strings.Cut(line, "  ")
		digits.WriteString(strings.ReplaceAll(bytes, " ", ""))
	}
	return digits.String()
}
