package split_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/onomast/onomast/corpus/annotation"
	"github.com/onomast/onomast/corpus/scan"
	"github.com/onomast/onomast/corpus/split"
)

func write(t *testing.T, path, content string) string {
	t.Helper()
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func run(t *testing.T, dir string, opts split.Options, force bool, inputs ...string) (*split.Report, error) {
	t.Helper()
	c, err := scan.Open(scan.Options{Inputs: inputs})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = c.Close() }()
	return split.Run(t.Context(), c, opts, dir, force)
}

// lines of a corpus, each with an entity of a label that few have.
func lines(from, to int) string {
	var b strings.Builder
	for i := from; i < to; i++ {
		label := "PER"
		if i%10 == 0 {
			label = fmt.Sprint("RARE", i%4)
		}
		fmt.Fprintf(&b, "{\"id\":\"d%d\",\"text\":\"n%d m%d o%d p%d\",\"entities\":[{\"start\":0,\"end\":2,\"label\":%q}],\"author\":\"a%d\"}\n", i, i, i*3, i*5, i*7, label, i%9)
	}
	return b.String()
}

// where says in which file each id is.
func where(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	c, err := scan.Open(scan.Options{Inputs: []string{dir}})
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Each(t.Context(), func(d *annotation.Document) error {
		if out[d.ID] != "" {
			t.Errorf("%s is there twice", d.ID)
		}
		if name := filepath.Base(d.Origin.Path); d.Split+".jsonl" != name {
			t.Errorf("%s says %q in %s", d.ID, d.Split, name)
		}
		out[d.ID] = d.Split
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return out
}

func TestRun(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	in, out := write(t, filepath.Join(dir, "all.jsonl"), lines(0, 300)+"{\"text\":\"\xff\",\"entities\":[]}\n"), filepath.Join(dir, "out")
	opts := split.Options{Parts: parts(t, "80/10/10"), Seed: 1, Rare: 50}
	r, err := run(t, out, opts, false, in)
	if err != nil {
		t.Fatal(err)
	}
	if split.Total(r.Documents) != 300 || split.Total(r.Entities) != 300 || r.Input.Failed != 1 {
		t.Errorf("%d documents, %d entities, %d failed", split.Total(r.Documents), split.Total(r.Entities), r.Input.Failed)
	}
	if got := where(t, out); len(got) != 300 {
		t.Errorf("%d are in the files", len(got))
	}
	if _, err := run(t, out, opts, false, in); err == nil || !strings.Contains(err.Error(), "--force") {
		t.Errorf("it was overwritten: %v", err)
	}
	if _, err := run(t, out, opts, true, in); err != nil {
		t.Error(err)
	}
	left, _ := filepath.Glob(filepath.Join(out, ".*"))
	if len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// TestKeep: with an earlier split nothing moves, though rare labels, near-duplicates and
// another seed would move some.
func TestKeep(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	first, second := filepath.Join(dir, "first"), filepath.Join(dir, "second")
	some := write(t, filepath.Join(dir, "some.jsonl"), lines(0, 200))
	all := write(t, filepath.Join(dir, "all.jsonl"), lines(100, 400)+lines(0, 100))
	opts := split.Options{Parts: parts(t, "60/20/20"), Seed: 1, Rare: 50}
	if _, err := run(t, first, opts, false, some); err != nil {
		t.Fatal(err)
	}
	kept, err := split.Earlier(t.Context(), first, opts.Parts)
	if err != nil {
		t.Fatal(err)
	}
	opts.Keep, opts.Seed = kept, 99
	r, err := run(t, second, opts, false, all)
	if err != nil {
		t.Fatal(err)
	}
	if r.Kept != 200 || r.Moved != 0 {
		t.Errorf("%d kept, %d moved", r.Kept, r.Moved)
	}
	after := where(t, second)
	for id, part := range where(t, first) {
		if after[id] != part {
			t.Errorf("%s was in %s, and is in %s", id, part, after[id])
		}
	}
}

func TestKeepCountsWhatHasToMove(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for name, text := range map[string]string{"train": "one two three", "test": "four five six"} {
		write(t, filepath.Join(dir, name+".jsonl"), fmt.Sprintf("{\"text\":%q,\"entities\":[]}\n", text))
	}
	opts := split.Options{Parts: parts(t, "50/50")}
	var err error
	if opts.Keep, err = split.Earlier(t.Context(), dir, opts.Parts); err != nil {
		t.Fatal(err)
	}
	p := plan(opts, []*annotation.Document{{Text: "one two three", Group: "g"}, {Text: "four five six", Group: "g"}})
	if p.Kept != 1 || p.Moved != 1 || p.Of(0) != p.Of(1) {
		t.Errorf("%d kept, %d moved", p.Kept, p.Moved)
	}
	if _, err := split.Earlier(t.Context(), t.TempDir(), opts.Parts); err == nil {
		t.Error("there is no earlier split")
	}
	broken := t.TempDir()
	write(t, filepath.Join(broken, "train.jsonl"), "{\"text\":\"a\",\"entities\":[]}\n{\"text\":\n")
	if _, err := split.Earlier(t.Context(), broken, opts.Parts); err == nil {
		t.Error("a broken split is taken for one")
	}
}

// TestAFailureLeavesNothing: when the corpus cannot be read to its end, no part is there.
func TestAFailureLeavesNothing(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	out := filepath.Join(dir, "out")
	c, err := scan.Open(scan.Options{Inputs: []string{write(t, filepath.Join(dir, "a.jsonl"), lines(0, 10))}})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	n := 0
	opts := split.Options{Parts: parts(t, "50/50"), Group: func(*annotation.Document) string {
		if n++; n == 10 {
			cancel() // between the two readings
		}
		return ""
	}}
	if _, err := split.Run(ctx, c, opts, out, false); err == nil {
		t.Fatal("it went on")
	}
	if left, _ := os.ReadDir(out); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestTable(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	in := write(t, filepath.Join(dir, "a.jsonl"), lines(0, 40))
	group, _ := split.GroupBy("field=author")
	r, err := run(t, filepath.Join(dir, "out"), split.Options{Parts: parts(t, "50/50"), Rare: 5, Group: group}, false, in)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := r.Table(&b); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"train", "test", "documents", "* RARE0", "  PER", "9 sets of documents that stay together", "by rank"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("there is no %q in\n%s", want, b.String())
		}
	}
}
