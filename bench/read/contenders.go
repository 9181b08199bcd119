package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"time"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/corpus"
	"github.com/onomast/onomast/corpus/read"
	"github.com/onomast/onomast/corpus/write"
)

// onomastRead makes documents of all lines, their entities included.
func onomastRead(path string) (int, time.Duration, error) {
	return onomast(path, func(corpus.Record) error { return nil })
}

// onomastConvert also writes them again, with text and entities.
func onomastConvert(path string) (int, time.Duration, error) {
	enc, err := write.New("jsonl", write.Options{Offsets: document.CodePoint, WithText: true, Layers: []string{corpus.Gold}})
	if err != nil {
		return 0, 0, err
	}
	out := bufio.NewWriterSize(io.Discard, 256<<10)
	var line []byte
	return onomast(path, func(rec corpus.Record) error {
		if line, err = enc.AppendDocument(line[:0], &corpus.Outcome{Record: rec}); err != nil {
			return err
		}
		_, err := out.Write(line)
		return err
	})
}

func onomast(path string, each func(corpus.Record) error) (n int, took time.Duration, err error) {
	begin := cpuTime()
	r, err := read.Open([]string{path}, read.Options{Gold: true, Encoding: "utf-8"})
	if err != nil {
		return 0, 0, err
	}
	defer func() { _ = r.Close() }()
	for ctx := context.Background(); ; n++ {
		rec, err := r.Next(ctx)
		if errors.Is(err, io.EOF) {
			return n, cpuTime() - begin, nil
		}
		if err != nil {
			return n, 0, err
		}
		if rec.Failure != nil {
			return n, 0, rec.Failure
		}
		if err := each(rec); err != nil {
			return n, 0, err
		}
	}
}

// A plainDocument is a result line as a program with encoding/json declares it.
type plainDocument struct {
	ID         string        `json:"id"`
	Text       string        `json:"text"`
	OffsetUnit string        `json:"offset_unit"`
	Entities   []plainEntity `json:"entities"`
	Language   *string       `json:"language"`
	Truncated  int           `json:"truncated_tokens"`
	Failed     []string      `json:"failed_stages"`
	Pipeline   string        `json:"pipeline"`
}

type plainEntity struct {
	ID         string            `json:"id"`
	Start      int               `json:"start"`
	End        int               `json:"end"`
	Text       string            `json:"text"`
	Label      string            `json:"label"`
	Score      *float32          `json:"score"`
	ScoreKind  string            `json:"score_kind"`
	Source     string            `json:"source"`
	Parent     *string           `json:"parent"`
	Attributes map[string]string `json:"attributes"`
	Evidence   map[string]string `json:"evidence"`
}

func standardRead(path string) (int, time.Duration, error) {
	return standard(path, func(*plainDocument) error { return nil })
}

func standardConvert(path string) (int, time.Duration, error) {
	out := bufio.NewWriterSize(io.Discard, 256<<10)
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	return standard(path, func(d *plainDocument) error { return enc.Encode(d) })
}

func standard(path string, each func(*plainDocument) error) (n int, took time.Duration, err error) {
	begin := cpuTime()
	f, err := os.Open(path)
	if err != nil {
		return 0, 0, err
	}
	defer func() { _ = f.Close() }()
	lines := bufio.NewScanner(bufio.NewReaderSize(f, 64<<10))
	lines.Buffer(nil, 16<<20)
	for ; lines.Scan(); n++ {
		var d plainDocument
		if err := json.Unmarshal(lines.Bytes(), &d); err != nil {
			return n, 0, err
		}
		if err := each(&d); err != nil {
			return n, 0, err
		}
	}
	return n, cpuTime() - begin, lines.Err()
}

// pythonJob reads lines with Python's json, which is written in C, and writes
// them again for "convert". It prints documents and seconds of CPU.
const pythonJob = `
import json, sys, time
path, job = sys.argv[1:]
begin, n = time.process_time(), 0
with open(path, encoding="utf-8") as lines, open("/dev/null", "w", encoding="utf-8") as out:
    for line in lines:
        document = json.loads(line)
        if job == "convert":
            out.write(json.dumps(document, ensure_ascii=False) + "\n")
        n += 1
print(n, time.process_time() - begin)
`

func pythonContender(python, job string) contender {
	c := contender{name: "Python json"}
	if _, err := exec.LookPath(python); python == "" || err != nil {
		return c
	}
	c.job = func(path string) (n int, took time.Duration, err error) {
		out, err := exec.Command(python, "-c", pythonJob, path, job).Output()
		if err != nil {
			return 0, 0, err
		}
		var seconds float64
		if _, err := fmt.Fscan(bytes.NewReader(out), &n, &seconds); err != nil {
			return 0, 0, err
		}
		return n, time.Duration(seconds * float64(time.Second)), nil
	}
	return c
}
