package config

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/plugin"
)

// execKind asks the program of a stage what it offers, and chooses.
func (k *checker) execKind(s *checked) (kind plugin.KindInfo, program string, ok bool) {
	at := stagePointer(s.token)
	if s.raw["command"] == nil && !k.chain.broken {
		k.report(at+"/uses", "config.missing-key", "a stage with `uses: exec` needs a command", "for example `command: [python3, my_plugin.py]`")
		return kind, "", false
	}
	command, usable := k.command(s)
	if !usable || k.kinds.catalog == nil {
		return kind, "", false
	}
	d, err := k.kinds.ofProgram(k.ctx, command)
	if err != nil {
		k.foreign(at+"/command", "config.bad-program", err)
		return kind, "", false
	}
	kind, ok = k.choose(s, d)
	return kind, programKey(command), ok
}

// choose returns the kind that `kind:` names, or the only one there is.
func (k *checker) choose(s *checked, d plugin.Description) (plugin.KindInfo, bool) {
	at := stagePointer(s.token)
	names := kindNames(d)
	wanted, given := s.raw["kind"].(string)
	switch {
	case len(names) == 0:
		k.report(at+"/command", "config.bad-program", "the program offers no kind of stage", "")
	case given:
		if kind, ok := findKind(d, wanted); ok {
			return kind, true
		}
		k.report(at+"/kind", "config.unknown-kind", fmt.Sprintf("the program has no kind %q", shorten(wanted)), diag.Suggest(wanted, names))
	case s.raw["kind"] != nil: // of a wrong type
	case len(names) > 1:
		k.report(at+"/command", "config.missing-key", "the program offers several kinds of stage", "choose with `kind:` one of "+quoteAll(names))
	default:
		return d.Kinds[0], true
	}
	return plugin.KindInfo{}, false
}

// command makes the command of a stage, and checks the files it names.
func (k *checker) command(s *checked) (Command, bool) {
	words, dir, ok := k.words(s)
	if !ok {
		return Command{}, false
	}
	at := stagePointer(s.token) + "/command"
	c := Command{Path: words[0], Args: words[1:], Dir: dir, Env: environment(s.raw["env"])}
	c.SHA256, _ = s.raw["sha256"].(string)
	if isPath(words[0]) {
		written, _ := s.raw["command"].([]any)
		ok = k.checkProgram(at+"/0", c.Path, fmt.Sprint(written[0]))
	}
	for i, word := range c.Args {
		if script(word) && !strings.HasPrefix(word, "-") {
			ok = k.exists(fmt.Sprintf("%s/%d", at, i+1), absolute(word, dir), word, "") && ok
		}
	}
	return c, ok
}

// words returns the words of the command with an absolute path of the program
// if it is given as a path, and the folder they are relative to.
func (k *checker) words(s *checked) (words []string, dir string, ok bool) {
	list, _ := s.raw["command"].([]any)
	for _, one := range list {
		word, isText := one.(string)
		if !isText {
			return nil, "", false
		}
		words = append(words, word)
	}
	if len(words) == 0 || words[0] == "" {
		return nil, "", false
	}
	m, _ := k.chain.index.nearest(stagePointer(s.token) + "/command/0")
	if isPath(words[0]) {
		words[0] = absolute(words[0], m.dir)
	}
	return words, m.dir, true
}

func isPath(word string) bool { return strings.ContainsRune(filepath.ToSlash(word), '/') }

// script reports whether an argument is surely the file of a program.
func script(word string) bool {
	return slices.Contains([]string{".py", ".jar", ".js", ".rb", ".sh", ".pl", ".R"}, filepath.Ext(word))
}

func absolute(path, dir string) string {
	if filepath.IsAbs(path) {
		return filepath.Clean(path)
	}
	return filepath.Join(dir, path)
}

func (k *checker) checkProgram(pointer, abs, written string) bool {
	if !k.exists(pointer, abs, written, "") {
		return false
	}
	info, err := os.Stat(abs)
	if err == nil && runtime.GOOS != "windows" && (info.IsDir() || info.Mode()&0o111 == 0) {
		k.report(pointer, "config.not-executable", fmt.Sprintf("%q can not be executed", shorten(written)), "chmod +x, or name its interpreter first: [python3, plugin.py]")
		return false
	}
	return true
}

func environment(env any) []string {
	var out []string
	if m, ok := env.(map[string]any); ok {
		for name, value := range m {
			if text, ok := value.(string); ok {
				out = append(out, name+"="+text)
			}
		}
	}
	slices.Sort(out)
	return out
}
