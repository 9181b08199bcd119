package lid_test

import (
	"crypto/sha256"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var updateCard = flag.Bool("update", false, "write what the model says of itself into its card")

// The card says of the model what the model says of itself.
func TestCard(t *testing.T) {
	t.Parallel()
	const begin, end = "<!-- what the model says of itself: go test ./plugins/multilingual/lid -update -->\n", "<!-- end -->\n"
	card, err := os.ReadFile("shipped.md")
	if err != nil {
		t.Fatal(err)
	}
	before, rest, _ := strings.Cut(string(card), begin)
	_, after, ok := strings.Cut(rest, end)
	if !ok {
		t.Fatal("the card has no place for it")
	}
	want := before + begin + facts(t) + end + after
	if *updateCard {
		if err := os.WriteFile("shipped.md", []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(want, string(card)); diff != "" {
		t.Error(diff)
	}
}

func facts(t *testing.T) string {
	file, err := os.ReadFile("shipped.lid")
	if err != nil {
		t.Fatal(err)
	}
	m := shipped(t)
	var b strings.Builder
	fmt.Fprintf(&b, "\n| | |\n|---|---|\n| file | shipped.lid, %d bytes, sha256 `%x` |\n", len(file), sha256.Sum256(file))
	fmt.Fprintf(&b, "| shape | %d vectors of %d numbers |\n| licence | %s |\n", 1<<m.Bits, m.Dim, m.Licence)
	fmt.Fprintf(&b, "| languages | %s |\n", strings.Join(m.Languages, " "))
	b.WriteString("\n| texts | licence | number | digest |\n|---|---|--:|---|\n")
	for _, d := range m.Data {
		fmt.Fprintf(&b, "| %s | %s | %d | `%.19s…` |\n", d.Name, d.Licence, d.Texts, d.Digest)
	}
	b.WriteString("\n")
	return b.String()
}
