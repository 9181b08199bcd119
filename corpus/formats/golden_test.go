package formats_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/onomast/onomast/corpus/annotation"
	"github.com/onomast/onomast/corpus/formats"
)

// TestGolden reads files as the tools that made such formats write them, broken records
// and traps among them. What is made of each stands beside it: the documents in the
// project's own format, and every problem. UPDATE_GOLDEN=1 writes them anew.
func TestGolden(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob(filepath.Join("testdata", "golden", "*", "*"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no golden files: %v", err)
	}
	seen := map[string]bool{}
	for _, path := range files {
		format := filepath.Base(filepath.Dir(path))
		if strings.HasSuffix(path, ".golden") || slices.Contains([]string{"doc.txt", "dataset_info.json"}, filepath.Base(path)) {
			continue
		}
		seen[format] = true
		t.Run(format+"/"+filepath.Base(path), func(t *testing.T) {
			t.Parallel()
			got := readGolden(t, path, format)
			golden := path + ".golden"
			if os.Getenv("UPDATE_GOLDEN") != "" {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
	for _, name := range formats.Names(formats.Readable) {
		if !seen[name] {
			t.Errorf("there is no golden file of the format %s", name)
		}
	}
}

// readGolden reads a file, whose format has to be recognised, and renders what it holds.
func readGolden(t *testing.T, path, format string) string {
	t.Helper()
	var problems []string
	r, err := formats.Open(path, nil, formats.Options{Report: func(p annotation.Problem) {
		p.Path = filepath.Base(p.Path)
		line, err := json.Marshal(p)
		if err != nil {
			t.Error(err)
		}
		problems = append(problems, string(line))
	}})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	}()
	if r.Format().Name != format {
		t.Errorf("it is taken for %s", r.Format().Name)
	}
	own, err := formats.Named("jsonl")
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	sink, err := formats.Create(own, "", annotation.Output{Body: &out})
	if err != nil {
		t.Fatal(err)
	}
	for {
		d, err := r.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if err := sink.Write(d); err != nil {
			t.Fatal(err)
		}
	}
	return "offsets: " + r.Unit() + "\n" + out.String() + strings.Join(problems, "\n") + "\n"
}
