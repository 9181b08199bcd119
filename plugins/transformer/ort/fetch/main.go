// Command fetch puts the shared library of ONNX Runtime into a folder. It takes it from
// the Go module that carries it, which it downloads if need be; `make build` runs it.
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"

	"github.com/onomast/onomast/plugins/transformer/ort"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: fetch FOLDER")
		os.Exit(2)
	}
	if err := fetch(os.Args[1]); err != nil {
		fmt.Fprintf(os.Stderr, "fetch: %v\n", err)
		os.Exit(1)
	}
}

// fetch puts the library into a folder. Where no module carries one, it says so: the
// runner is built all the same.
func fetch(folder string) error {
	module, inside := ort.Module(runtime.GOOS, runtime.GOARCH)
	if module == "" {
		fmt.Printf("no module carries ONNX Runtime for %s/%s; %s\n", runtime.GOOS, runtime.GOARCH, ort.Advice())
		return nil
	}
	dir, err := download(module + "@" + ort.Version)
	if err != nil {
		return err
	}
	name := ort.FileName()
	from, to := filepath.Join(dir, filepath.FromSlash(inside), name), filepath.Join(folder, name)
	if same(from, to) {
		return nil
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	return place(from, to)
}

// download has the go command fetch a module, and returns its folder in the cache.
func download(module string) (string, error) {
	var said bytes.Buffer
	cmd := exec.Command("go", "mod", "download", "-json", module)
	cmd.Stderr = &said
	out, err := cmd.Output()
	var got struct{ Dir, Error string }
	if decoding := json.Unmarshal(out, &got); decoding != nil && err == nil {
		err = decoding
	}
	if got.Error != "" {
		err = errors.New(got.Error)
	}
	if err != nil {
		return "", fmt.Errorf("downloading %s: %w\n%s", module, err, said.String())
	}
	return got.Dir, nil
}

// same reports whether two files are one, or look like it.
func same(from, to string) bool {
	a, err := os.Stat(from)
	if err != nil {
		return false
	}
	b, err := os.Stat(to)
	if err != nil {
		return false
	}
	return os.SameFile(a, b) || a.Size() == b.Size() && !b.ModTime().Before(a.ModTime())
}

// place makes a second name for a file, or a copy of it where that cannot be. A process
// that runs the old file keeps it.
func place(from, to string) error {
	fresh := to + ".new"
	_ = os.Remove(fresh)
	if os.Link(from, fresh) != nil {
		if err := copyFile(from, fresh); err != nil {
			return errors.Join(err, os.Remove(fresh))
		}
	}
	return os.Rename(fresh, to)
}

func copyFile(from, to string) (err error) {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer func() { _ = in.Close() }()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o755)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, out.Close()) }()
	_, err = io.Copy(out, in)
	return err
}
