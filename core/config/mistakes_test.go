package config

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/onomast/onomast/core/diag"
)

// A mistake is one edit of the realistic pipeline in testdata that somebody
// might make. In to, ¶ stands on the line where the diagnostic must be; without
// it the line is that on which the edit begins.
type mistake struct {
	name     string
	from, to string
	general  bool // the edit is in general.yaml, not in support.yaml
}

const wanted = "¶"

func mistakes() []mistake {
	return []mistake{
		// Keys
		{name: "unknown key at the root", from: "description:", to: "descripton:"}, //nolint:misspell // as people do
		{name: "unknown key of a stage", from: "on_error:", to: "onerror:"},
		{name: "key in camel case", from: "on_error:", to: "onError:"},
		{name: "unknown key of run", from: "  window: 8", to: "  windows: 8"},
		{name: "unknown key in with", from: "threshold:", to: "treshold:"},
		{name: "unknown key in an element", from: "score: 0.9", to: "scores: 0.9"},
		{name: "unknown key in a nested mapping", from: "window: 5", to: "windw: 5"},
		{name: "unknown key in a flow mapping", from: "ignore_case:", to: "ignorecase:"},
		{name: "unknown key of a test", from: "only: false", to: "onlyy: false"},
		{name: "unknown key of an entity", from: "{text: XG-4500, label:", to: "{text: XG-4500, lable:"},
		{name: "unknown key of examples", from: "examples: {match:", to: "examples: {matches:"},
		{name: "unknown key of when", from: "when: {language:", to: "when: {lang:"},
		{name: "with at the root", from: "tests:", to: "with: {a: 1}\ntests:"},
		{name: "options beside with", from: "    replicas: 2", to: "    model: x"},
		{name: "options of another kind", from: "mode: nested", to: "model: nested"},
		{name: "duplicate key at the root", from: "tests:", to: "¶name: again\ntests:"},
		{name: "duplicate key of a stage", from: "    timeout: 10s", to: "    timeout: 10s\n¶    timeout: 11s"},
		{name: "duplicate key in with", from: "      threshold: 0.5", to: "      threshold: 0.5\n¶      threshold: 0.6"},
		{name: "duplicate key in a flow mapping", from: "{label: PRODUCT,", to: "{label: PRODUCT, label: X,"},
		{name: "stages given twice", from: "tests:", to: "¶stages: []\ntests:"},
		{name: "upper case key", from: "description:", to: "Description:"},
		{name: "key with a blank before the colon missing", from: "label: ORDER", to: "label:ORDER"},

		// Types
		{name: "number for text", from: "name: support", to: "name: 12"},
		{name: "bool for text", from: "name: support", to: "name: true"},
		{name: "list for text", from: "description: Customer-support tickets.", to: "description: [a]"},
		{name: "text for number", from: "score: 0.9", to: "score: high"},
		{name: "quoted number", from: "score: 0.9", to: "score: '0.9'"},
		{name: "comma as decimal point", from: "score: 0.9", to: "score: 0,9"},
		{name: "fraction for integer", from: "replicas: 2", to: "replicas: 2.5"},
		{name: "text for integer", from: "replicas: 2", to: "replicas: two"},
		{name: "yes for a bool", from: "ignore_case: true", to: "ignore_case: yes"},
		{name: "number for a bool", from: "loud: true", to: "loud: 1"},
		{name: "quoted bool", from: "only: false", to: "only: 'false'"},
		{name: "text for a list", from: "priority: [rules, people]", to: "priority: rules"},
		{name: "mapping for a list", from: "      lists:\n        - {", to: "      lists:\n¶          {"},
		{name: "list for a mapping", from: "    when: {language: [en, de]}", to: "    when: [en, de]"},
		{name: "text for a mapping", from: "with: {loud: true}", to: "with: loud"},
		{name: "nothing for with", from: "with: {loud: true}", to: "with:"},
		{name: "nothing for a number", from: "threshold: 0.5", to: "threshold:"},
		{name: "null for text", from: "regex: '#\\d{6,}'", to: "regex: ~"},
		{name: "number in a list of texts", from: "priority: [rules, people]", to: "priority: [rules, 7]"},
		{name: "text in a mapping of numbers", from: "U.S.: 0.2", to: "U.S.: low"},
		{name: "stages as a mapping", from: "tests:\n  - text", to: "tests:\n¶    text"},
		{name: "a stage that is a word", from: "  - id: people", to: "¶  - oops\n  - id: people"},
		{name: "a test that is a word", from: "tests:", to: "tests:\n¶  - oops"},
		{name: "text for language list", from: "when: {language: [en, de]}", to: "when: {language: en}"},
		{name: "command as one text", from: "command: [python3, support/plugin.py]", to: "command: python3 support/plugin.py"},
		{name: "number in env", from: "MODE: test", to: "MODE: 12"},
		{name: "huge integer", from: "replicas: 2", to: "replicas: 99999999999999999999"},
		{name: "infinite threshold", from: "threshold: 0.5", to: "threshold: .inf"},
		{name: "threshold that is no number", from: "threshold: 0.5", to: "threshold: .nan"},
		{name: "number too large for a float", from: "threshold: 0.5", to: "threshold: 1e999"},

		// Values
		{name: "score over 1", from: "score: 0.9", to: "score: 1.9"},
		{name: "score in per cent", from: "score: 0.9", to: "score: 90"},
		{name: "negative threshold", from: "threshold: 0.5", to: "threshold: -0.5"},
		{name: "no replicas", from: "replicas: 2", to: "replicas: 0"},
		{name: "too many replicas", from: "replicas: 2", to: "replicas: 1000000"},
		{name: "window of zero", from: "  window: 8", to: "  window: 0"},
		{name: "unknown mode", from: "mode: nested", to: "mode: neste"},
		{name: "unknown on_error", from: "on_error: skip_stage", to: "on_error: skip"},
		{name: "on_error with a hyphen", from: "on_error: skip_stage", to: "on_error: skip-stage"},
		{name: "unknown isolation", from: "isolation: stage", to: "isolation: process"},
		{name: "duration without a unit", from: "timeout: 10s", to: "timeout: 10"},
		{name: "duration in words", from: "timeout: 10s", to: "timeout: 10 seconds"},
		{name: "timeout of zero", from: "timeout: 10s", to: "timeout: 0s"},
		{name: "negative timeout", from: "timeout: 10s", to: "timeout: -1s"},
		{name: "size with a bad unit", from: "max_document: 2MiB", to: "max_document: 2 megs"},
		{name: "negative size", from: "max_document: 2MiB", to: "max_document: -5"},
		{name: "size too small", from: "max_document: 2MiB", to: "max_document: 10B"},
		{name: "size too large", from: "max_document: 2MiB", to: "max_document: 20TB"},
		{name: "bad size in with", from: "budget: 64MiB", to: "budget: lots"},
		{name: "language in words", from: "language: en\n", to: "language: English language\n"},
		{name: "language with underscore", from: "language: [en, de]", to: "language: [en, de_AT]"},
		{name: "no context words", from: "words: [order, shipment]", to: "words: []"},
		{name: "empty label", from: "label: ORDER", to: "label: ''"},
		{name: "empty command", from: "command: [python3, support/plugin.py]", to: "command: []"},
		{name: "bad checksum", from: "    kind: shout", to: "    kind: shout\n¶    sha256: 9f27"},
		{name: "upper case checksum", from: "    kind: shout", to: "    kind: shout\n¶    sha256: " + strings.Repeat("AB", 32)},

		// Stages
		{name: "unknown plugin", from: "uses: tagger", to: "uses: taggr"},
		{name: "unknown plugin, nothing like it", from: "uses: tagger", to: "uses: transformer"},
		{name: "plugin in upper case", from: "uses: tagger", to: "uses: Tagger"},
		{name: "missing id", from: "  - id: people\n    uses: tagger", to: "  - uses: tagger"},
		{name: "missing uses", from: "  - id: people\n    uses: tagger\n", to: "  - id: people\n"},
		{name: "duplicate stage", from: "- id: mine", to: "- id: people"},
		{name: "id with a blank", from: "- id: mine", to: "- id: my stage"},
		{name: "id in upper case", from: "- id: mine", to: "- id: Mine"},
		{name: "id that is a number", from: "- id: mine", to: "- id: 12"},
		{name: "id that is empty", from: "- id: mine", to: "- id: ''"},
		{name: "exec without command", from: "    uses: exec\n    command: [python3, support/plugin.py]\n    kind: shout\n", to: "    uses: exec\n"},
		{name: "command without exec", from: "    replicas: 2", to: "    command: [python3]"},
		{name: "checksum without exec", from: "    replicas: 2", to: "    sha256: " + strings.Repeat("ab", 32)},
		{name: "kind without exec", from: "    replicas: 2", to: "    kind: shout"},
		{name: "unknown kind of a program", from: "kind: shout", to: "kind: shuot"},
		{name: "kind of several not chosen", from: "command: [python3, support/plugin.py]\n    kind: shout", to: "command: [python3, support/plugin.py]"},
		{name: "program that is missing", from: "command: [python3,", to: "command: [./nowhere,"},
		{name: "program that can not be executed", from: "command: [python3,", to: "command: [./support/products.tsv,"},
		{name: "script that is missing", from: "support/plugin.py]", to: "support/plugn.py]"},
		{name: "program the host can not start", from: "command: [python3,", to: "command: [python9,"},
		{name: "wrong option of a program", from: "with: {loud: true}", to: "with: {lowd: true}"},
		{name: "missing label", from: "        - label: ORDER\n          regex", to: "        - regex"},
		{name: "missing model", from: "    with:\n      model: support/people.model\n", to: "    with:\n"},
		{name: "missing test text", from: "{text: XG-4500, label: PRODUCT_CODE}", to: "{label: PRODUCT_CODE}"},
		{name: "entity that is not in the text", from: "{text: XG-4500, label", to: "{text: XG-450O, label"},

		// Files
		{name: "list that is missing", from: "support/products.tsv", to: "support/product.tsv"},
		{name: "list in a missing folder", from: "support/products.tsv", to: "suport/products.tsv"}, //nolint:misspell // as people do
		{name: "model that is missing", from: "support/people.model", to: "support/persons.model"},
		{name: "extended file that is missing", from: "extends: general.yaml", to: "extends: genral.yaml"},
		{name: "extended file among several", from: "extends: general.yaml", to: "extends:\n  - general.yaml\n¶  - nothing.yaml"},
		{name: "file that extends itself", from: "extends: general.yaml", to: "extends: support.yaml"},
		{name: "extends a number", from: "extends: general.yaml", to: "extends: 3"},
		{name: "extends a mapping", from: "extends: general.yaml", to: "extends: {file: general.yaml}"},
		{name: "extends a folder", from: "extends: general.yaml", to: "extends: support"},
		{name: "included file that is missing", from: "description: Customer-support tickets.", to: "description: ${file:about.txt}"},

		// Interpolation
		{name: "unset variable", from: "${env:TAGGER_KEY}", to: "${env:TAGER_KEY}"},
		{name: "variable without scheme", from: "${env:TAGGER_KEY}", to: "${TAGGER_KEY}"},
		{name: "unknown scheme", from: "${env:TAGGER_KEY}", to: "${envv:TAGGER_KEY}"},
		{name: "bad name of a variable", from: "${env:TAGGER_KEY}", to: "${env:TAGGER-KEY}"},
		{name: "reference that is not closed", from: "${env:TAGGER_KEY}", to: "${env:TAGGER_KEY"},
		{name: "text in the variable of a number", from: "threshold: 0.5", to: "threshold: ${env:WORD}"},
		{name: "quoted variable of a number", from: "threshold: 0.5", to: "threshold: '${env:NUMBER}'"},
		{name: "variable that is too large", from: "threshold: 0.5", to: "threshold: ${env:NUMBER}"},
		{name: "reference in a flow mapping", from: "with: {loud: true}", to: "with: {loud: ${env:WORD}}"},
		{name: "reference in a key", from: "U.S.: 0.2", to: "'${env:WORD}': 0.2"},

		// Syntax
		{name: "tab in the indentation", from: "    timeout: 10s", to: "\ttimeout: 10s"},
		{name: "tab after blanks", from: "      threshold: 0.5", to: "    \tthreshold: 0.5"},
		{name: "too little indentation", from: "    timeout: 10s", to: "   timeout: 10s"},
		{name: "too much indentation", from: "    timeout: 10s", to: "     timeout: 10s"},
		{name: "list not closed", from: "priority: [rules, people]", to: "priority: [rules, people"},
		{name: "mapping not closed", from: "with: {loud: true}", to: "with: {loud: true"},
		{name: "single quote not closed", from: `regex: '#\d{6,}'`, to: `regex: '#\d{6,}`},
		{name: "double quote not closed", from: "name: support", to: "name: \"support"},
		{name: "regex in double quotes", from: `regex: '#\d{6,}'`, to: `regex: "#\d{6,}"`},
		{name: "key without a colon", from: "    uses: tagger", to: "    uses tagger"},
		{name: "root key without a colon", from: "name: support", to: "name support"},
		{name: "colon in plain text", from: "description: Customer-support tickets.", to: "description: Support: tickets"},
		{name: "element without a blank", from: "  - id: people", to: "  -id: people"},
		{name: "value that begins with @", from: "name: support", to: "name: @support"},
		{name: "value that begins with a percent sign", from: "label: ORDER", to: "label: %ORDER"},
		{name: "unknown alias", from: "label: ORDER", to: "label: *ORDER"},
		{name: "regex that begins with a star", from: `regex: '#\d{6,}'`, to: `regex: *x`},
		{name: "unknown tag", from: "threshold: 0.5", to: "threshold: !float 0.5"},
		{name: "second document", from: "tests:", to: "---\ntests:"},
		{name: "merge key of a word", from: "    timeout: 10s", to: "    <<: people"},
		{name: "regex in brackets unquoted", from: `regex: '#\d{6,}'`, to: `regex: [A-Z]+`},

		// The extended file
		{name: "unknown key in the extended file", general: true, from: "frame_bytes:", to: "frame_byte:"},
		{name: "wrong type in the extended file", general: true, from: "abbreviations: [Dr, Inc]", to: "abbreviations: Dr"},
		{name: "bad syntax in the extended file", general: true, from: "  - id: rules", to: "\t- id: rules"},
		{name: "unknown plugin in the extended file", general: true, from: "uses: tokenizer", to: "uses: tokeniser"},
		{name: "bad duration in the extended file", general: true, from: "timeout: 50ms", to: "timeout: 50 ms"},
		{name: "duplicate stage in the extended file", general: true, from: "id: rules", to: "id: tokens"},
		{name: "cycle through the extended file", general: true, from: "language: en", to: "extends: support.yaml"},
		{name: "extended file is empty", general: true, from: "name: general", to: "¶"},
		{name: "mapping over a list of the extended file", from: "      patterns:\n", to: "      patterns: {label: X}\n      lists:\n"},
		{name: "text over a mapping of the extended file", from: "run:\n  window: 8\n  max_document: 2MiB", to: "run: fast"},
	}
}

// TestMistakes seeds mistakes one at a time and expects an error on the right
// line. Errors on other lines are counted: they send people to the wrong place.
func TestMistakes(t *testing.T) {
	caught, astray := 0, 0
	list := mistakes()
	for _, m := range list {
		t.Run(m.name, func(t *testing.T) {
			path, file, line := m.seed(t)
			_, found := Load(context.Background(), path, testOptions(t))
			if elsewhere(found, file, line) {
				astray++
				t.Logf("more than was asked for:\n%s", found.Error())
			}
			if hits(found, file, line) {
				caught++
				return
			}
			t.Logf("missed: want an error at %s:%d, got\n%s", filepath.Base(file), line, found.Error())
		})
	}
	t.Logf("caught %d of %d seeded mistakes on the right line; %d gave an error on another line too", caught, len(list), astray)
	if len(list) < 100 || caught*100 < 95*len(list) {
		t.Errorf("caught %d of %d, want at least 95 %% of at least 100", caught, len(list))
	}
}

func elsewhere(found diag.List, file string, line int) bool {
	for _, d := range found {
		if d.Severity == diag.Error && (d.File != file || d.Line != line) {
			return true
		}
	}
	return false
}

func hits(found diag.List, file string, line int) bool {
	for _, d := range found {
		if d.Severity == diag.Error && d.File == file && d.Line == line {
			return true
		}
	}
	return false
}

// seed writes the pipeline with the mistake, and returns its path and where the
// mistake is.
func (m mistake) seed(t *testing.T) (path, file string, line int) {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("testdata/pipelines")); err != nil {
		t.Fatal(err)
	}
	path = filepath.Join(dir, "support.yaml")
	file = path
	if m.general {
		file = filepath.Join(dir, "general.yaml")
	}
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	text := string(raw)
	at := strings.Index(text, m.from)
	if at < 0 {
		t.Fatalf("%q is not in %s", m.from, file)
	}
	if m.name == "extended file is empty" {
		text, at = "", 0
	}
	changed := text[:at] + m.to + strings.TrimPrefix(text[at:], m.from)
	before, _, marked := strings.Cut(changed, wanted)
	if !marked {
		before = changed[:at]
	}
	line = strings.Count(before, "\n") + 1
	if err := os.WriteFile(file, []byte(strings.Replace(changed, wanted, "", 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	return path, file, line
}
