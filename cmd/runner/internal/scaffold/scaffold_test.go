package scaffold_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/onomast/onomast/cmd/runner/internal/scaffold"
)

func TestFiles(t *testing.T) {
	t.Parallel()
	tests := map[string][]string{
		"go":     {"go.mod", "main.go", "main_test.go", "pipeline.yaml"},
		"python": {"pipeline.yaml", "order_numbers.py", "requirements.txt", "onomast_plugin.py", "plugin.desc"},
	}
	for language, want := range tests {
		t.Run(language, func(t *testing.T) {
			t.Parallel()
			dir := filepath.Join(t.TempDir(), "plugin")
			paths, err := scaffold.New(dir, scaffold.Plugin{Name: "order-numbers", Language: language, Go: "1.26", Version: "v1.2.3"})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, path := range paths {
				got = append(got, filepath.Base(path))
				data, err := os.ReadFile(path)
				if err != nil || len(data) == 0 {
					t.Errorf("%s: %d bytes, %v", path, len(data), err)
				}
				if strings.Contains(string(data), "{{") || strings.Contains(string(data), "<no value>") {
					t.Errorf("%s is not filled in", path)
				}
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestRefusals(t *testing.T) {
	t.Parallel()
	there := t.TempDir()
	tests := map[string]struct {
		dir    string
		plugin scaffold.Plugin
		want   string
	}{
		"capitals":       {"x", scaffold.Plugin{Name: "Orders", Language: "go"}, "small letters"},
		"a path":         {"x", scaffold.Plugin{Name: "../orders", Language: "go"}, "small letters"},
		"empty":          {"x", scaffold.Plugin{Language: "go"}, "small letters"},
		"other language": {"x", scaffold.Plugin{Name: "orders", Language: "cobol"}, "use go or python"},
		"there already":  {there, scaffold.Plugin{Name: "orders", Language: "go"}, "is there already"},
		"no parent":      {filepath.Join(there, "a", "b"), scaffold.Plugin{Name: "orders", Language: "go"}, "no such file"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := scaffold.New(tt.dir, tt.plugin)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want %q", err, tt.want)
			}
		})
	}
	if left, _ := os.ReadDir(there); len(left) > 0 {
		t.Error("a refused plugin leaves files")
	}
}
