package output

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/corpus"
	"github.com/onomast/onomast/corpus/write"
)

// TestMain is also the program that the kill tests kill.
func TestMain(m *testing.M) {
	if dir := os.Getenv("ONOMAST_TEST_OUTPUT"); dir != "" {
		os.Exit(child(dir))
	}
	goleak.VerifyTestMain(m)
}

// child is a runner whose documents come from [outcome].
func child(dir string) int {
	n, _ := strconv.Atoi(os.Getenv("ONOMAST_TEST_DOCUMENTS"))
	opts := options("jsonl")
	opts.CheckpointDocuments = 7
	d, err := Open(dir, identity(), opts)
	if err == nil {
		err = carry(d, n, time.Now)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

func identity() Identity {
	return Identity{
		Pipeline: "support@sha256:1c9e", Inputs: []string{"tickets"},
		Plugins: map[string]string{"runner": "1.0"}, Files: map[string]string{"m.crf": "sha256:aa"},
		Options: map[string]string{"offsets": "codepoint"},
	}
}

func options(format string) Options {
	encoder, err := write.New(format, write.Options{Offsets: document.CodePoint, WithText: true, Pipeline: "support@sha256:1c9e"})
	if err != nil {
		panic(err)
	}
	return Options{
		Encoder: encoder, PartDocuments: 5, CheckpointDocuments: 3, CheckpointEvery: time.Hour,
		Retry: "runner run -p support.yaml {path}", Tool: "onomast test",
	}
}

// record is the i-th record of the input, from 0, as it is read.
func record(i int) *corpus.Record {
	r := &corpus.Record{ID: fmt.Sprintf("tickets/%04d.txt", i), Path: fmt.Sprintf("tickets/%04d.txt", i)}
	switch {
	case i%11 == 4:
		r.Skipped = "no reader for .bin"
	case i%13 == 6:
		r.Failure = &corpus.Failure{Stage: "reader", Code: "invalid-utf8", Message: "it is not text"}
	default:
		doc, err := document.New(r.ID, strings.Repeat(fmt.Sprintf("Ticket %d: XG-4500 😊 ", i), 1+i%4))
		if err != nil {
			panic(err)
		}
		r.Document = doc
	}
	return r
}

// outcome is what becomes of it.
func outcome(i int) *corpus.Outcome {
	o := &corpus.Outcome{Record: *record(i)}
	switch {
	case o.Document == nil:
	case i%7 == 3:
		o.Failure = &corpus.Failure{Stage: "rules", Code: "timeout", Message: "too slow", Hint: "allow more"}
	default:
		entities := document.NewLayer(document.Entities)
		at := strings.Index(o.Document.Text(), "XG-4500")
		entities.Add(document.Span{Start: at, End: at + 7, Label: "PRODUCT_CODE"})
		if err := o.Document.Add(entities); err != nil {
			panic(err)
		}
	}
	return o
}

// carry does what a runner does with n documents, and closes the directory.
func carry(d *Directory, n int, now func() time.Time) error {
	begun := now()
	err := put(d, 0, n)
	if err == nil && !d.Complete() {
		_, err = d.Finish(n, now().Sub(begun))
	}
	return errors.Join(err, d.Close())
}

// put passes and puts the records [from, n).
func put(d *Directory, from, n int) error {
	for i := from; i < n && !d.Complete(); i++ {
		var err error
		if i < d.Resume() {
			err = d.Pass(record(i))
		} else {
			err = d.Put(outcome(i))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// runIn is one command on a file system in memory.
func runIn(m *memFS, opts Options, n int) error {
	d, err := open(m, identity(), opts)
	if err != nil {
		return err
	}
	return carry(d, n, time.Now)
}

// comparable drops what may differ between two runs of the same.
func comparable(t testing.TB, files map[string]string) map[string]string {
	t.Helper()
	data, ok := files[manifestName]
	if !ok {
		return files
	}
	var m Manifest
	if err := json.Unmarshal([]byte(data), &m); err != nil {
		t.Fatal(err)
	}
	cut := strings.Index(data, `"timings"`)
	if cut < 0 || m.Timings.Started.IsZero() || m.Timings.Finished.Before(m.Timings.Started) {
		t.Fatalf("the manifest has no good timings: %+v", m.Timings)
	}
	files[manifestName] = data[:cut]
	return files
}

// undisturbed returns the files of a run that nothing happened to.
func undisturbed(t testing.TB, opts Options, n int) map[string]string {
	t.Helper()
	m := newMemFS()
	if err := runIn(m, opts, n); err != nil {
		t.Fatal(err)
	}
	return comparable(t, m.contents())
}

// code returns the code of the diagnostic in an error.
func code(err error) string {
	var d diag.Diagnostic
	if !errors.As(err, &d) {
		return fmt.Sprintf("no diagnostic in %v", err)
	}
	return d.Code
}
