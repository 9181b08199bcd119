package config

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/onomast/onomast/core/diag"
)

// mostNames bounds how many names of a folder are looked at for a hint.
const mostNames = 10_000

// nearFile is a hint at a file that was meant by a path that leads nowhere:
// one with a similar name, one in a folder beside, or the same with slashes.
func nearFile(abs, written string) string {
	if slashed := strings.ReplaceAll(written, `\`, "/"); slashed != written {
		dir := strings.TrimSuffix(abs, written)
		if _, err := os.Stat(filepath.Join(dir, slashed)); err == nil {
			return fmt.Sprintf("did you mean %q? Paths are written with /", slashed)
		}
	}
	folder := filepath.Dir(abs)
	names, err := namesIn(folder)
	if err != nil {
		return fmt.Sprintf("there is no folder %q either", filepath.ToSlash(filepath.Dir(written)))
	}
	base := filepath.Base(abs)
	dir := written[:len(written)-len(base)]
	if near := diag.DidYouMean(base, names); near != "" {
		return fmt.Sprintf("did you mean %q?", dir+near)
	}
	if below := inFolders(folder, names, base); below != "" {
		return fmt.Sprintf("did you mean %q?", dir+below)
	}
	return ""
}

// pathHint is the hint at a path in a value; source says where such files come from,
// if anybody knows.
func pathHint(abs, written, source string) string {
	hint := nearFile(abs, written)
	if hint == "" && !filepath.IsAbs(written) {
		hint = "paths start at the folder of the YAML file that holds them"
	}
	switch {
	case source == "":
	case hint == "":
		hint = source
	case !strings.HasPrefix(hint, "did you mean"):
		hint += "; " + source
	}
	return hint
}

// inFolders returns "folder/base" where one of the folders has such a file.
func inFolders(parent string, names []string, base string) string {
	for _, name := range names {
		if info, err := os.Stat(filepath.Join(parent, name, base)); err == nil && info.Mode().IsRegular() {
			return name + "/" + base
		}
	}
	return ""
}

func namesIn(path string) ([]string, error) {
	folder, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer folder.Close()
	names, err := folder.Readdirnames(mostNames)
	slices.Sort(names)
	if len(names) > 0 {
		err = nil
	}
	return names, err
}
