// Package scaffold writes the first files of a plugin. Start at [New].
package scaffold

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"text/template"

	"github.com/onomast/onomast/examples/plugins"
)

//go:embed templates
var templates embed.FS

// A Plugin is what is to be written.
type Plugin struct {
	// Name is that of the kind of stage and of the directory: small letters,
	// digits and hyphens.
	Name string
	// Language is "go" or "python".
	Language string
	// Version of Onomast to require; "" leaves that to the author.
	Version string
	// Go is the version of the Go language.
	Go string
}

// Label is what the plugin finds.
func (p Plugin) Label() string { return strings.ToUpper(strings.ReplaceAll(p.Name, "-", "_")) }

// Class is the name of the class in Python.
func (p Plugin) Class() string {
	var b strings.Builder
	for word := range strings.SplitSeq(p.Name, "-") {
		b.WriteString(strings.ToUpper(word[:1]) + word[1:])
	}
	return b.String()
}

// File is the name of the program in Python.
func (p Plugin) File() string { return strings.ReplaceAll(p.Name, "-", "_") + ".py" }

// New makes the directory dir and writes the plugin into it. It returns the
// paths of the files. Nothing that exists is touched.
func New(dir string, p Plugin) ([]string, error) {
	if !regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`).MatchString(p.Name) {
		return nil, fmt.Errorf("%q is no name for a plugin: use small letters, digits and hyphens, such as ticket-numbers", p.Name)
	}
	files, err := p.files()
	if err != nil {
		return nil, err
	}
	if err := os.Mkdir(dir, 0o777); errors.Is(err, fs.ErrExist) {
		return nil, fmt.Errorf("%s is there already; choose another name or directory", dir)
	} else if err != nil {
		return nil, err
	}
	var paths []string
	for _, f := range files {
		path := filepath.Join(dir, f.name)
		paths = append(paths, path)
		if err := os.WriteFile(path, f.content, 0o666); err != nil {
			return paths, err
		}
	}
	return paths, nil
}

type file struct {
	name    string
	content []byte
}

// files renders the templates of the language.
func (p Plugin) files() ([]file, error) {
	folder := "templates/" + p.Language
	entries, err := templates.ReadDir(folder)
	if err != nil {
		return nil, fmt.Errorf("there is no plugin in %q to begin with: use go or python", p.Language)
	}
	var files []file
	for _, e := range entries {
		t, err := template.ParseFS(templates, folder+"/"+e.Name())
		if err != nil {
			return nil, err
		}
		var content bytes.Buffer
		if err := t.Execute(&content, p); err != nil {
			return nil, err
		}
		name := strings.TrimSuffix(e.Name(), ".tmpl")
		if name == "plugin.py" {
			name = p.File()
		}
		files = append(files, file{name, content.Bytes()})
	}
	if p.Language == "python" {
		return p.withLibrary(files)
	}
	return files, nil
}

// withLibrary adds what a plugin in Python needs beside it.
func (p Plugin) withLibrary(files []file) ([]file, error) {
	library := plugins.Python()
	for _, name := range []string{"onomast_plugin.py", "plugin.desc"} {
		content, err := library.ReadFile("ticket-python/" + name)
		if err != nil {
			return nil, err
		}
		files = append(files, file{name, content})
	}
	return files, nil
}

// Steps returns what the author does next, in the directory.
func (p Plugin) Steps() []string {
	if p.Language == "python" {
		return []string{
			"pip install -r requirements.txt",
			"runner plugins test python3 " + p.File(),
			"runner check pipeline.yaml",
		}
	}
	get := "go mod tidy"
	if p.Version == "" {
		get = "go get github.com/onomast/onomast   # or, of a copy: go mod edit -replace github.com/onomast/onomast=DIR && go mod tidy"
	}
	return []string{
		get,
		"go test . && go build -o " + p.Name + " .",
		"runner plugins test ./" + p.Name,
		"runner check pipeline.yaml",
	}
}
