package config

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// What people are told about mistakes whose cause is elsewhere than it seems.
func TestHints(t *testing.T) {
	t.Parallel()
	const rule = "stages:\n  - id: r\n    uses: rules\n    with:\n      patterns:\n        - label: A\n          regex: "
	tests := map[string]struct{ yaml, want string }{
		"key of the stage inside with": {
			"stages:\n  - id: r\n    uses: rules\n    with:\n      on_error: abort\n",
			"main.yaml:5:7: unknown key \"on_error\"; on_error belongs beside `with:`, not inside it",
		},
		"option beside with": {
			"stages:\n  - id: r\n    uses: rules\n    patterns: []\n",
			"main.yaml:4:5: unknown key \"patterns\"; patterns belongs inside `with:`",
		},
		"word boundary in double quotes": {
			rule + "\"\\bA\"\n",
			`main.yaml:7:18: \b in double quotes is a backspace; put regular expressions in single quotes: there \b is a word boundary`,
		},
		"typographic quotes": {
			rule + "‘A’\n",
			"main.yaml:7:18: the quotes around the expression are typographic, so they are part of it; use straight quotes: '...'",
		},
		"slashes": {
			rule + "/A+/\n",
			"main.yaml:7:18: the slashes around the expression are part of it; leave them out unless they are to be found",
		},
		"a path between slashes": {rule + "'/etc/(?:hosts|fstab)/'\n", ""},
		"doubled backslash": {
			rule + "'\\\\bA'\n",
			`main.yaml:7:18: a doubled backslash stands for a backslash in the text; in single quotes one backslash is enough: \b`,
		},
		"backslashes of a path": {rule + "'[A-Z]:\\\\temp\\\\x'\n", ""},
		"odd blank": {
			"stages:\n  - id: r\n    \u00a0uses: rules\n",
			"main.yaml:2:5: stages[0]: the key \"uses\" is missing\nmain.yaml:3:5: the indentation holds U+00A0, which looks like a blank and is none; replace it by blanks",
		},
		"odd blank at the beginning": {
			"\u00a0name: x\nstages:\n  - {id: r, uses: rules}\n",
			"main.yaml:1:1: the indentation holds U+00A0, which looks like a blank and is none; replace it by blanks",
		},
		"dash without a blank": {
			"stages:\n  - id: r\n    uses: rules\n  -id: s\n",
			"main.yaml:4:3: not valid YAML: a dash without a blank behind it; write a blank behind the dash: - id",
		},
		"dash forgotten": {
			"stages:\n  - id: r\n    uses: rules\n    with: {}\n    id: s\n    uses: rules\n    with: {}\n",
			`main.yaml:5:5: the key "id" is given twice; it was given in line 2 before; if a new element of the list begins here, put a dash before it`,
		},
		"apostrophe in single quotes": {
			rule + "'[’']+x'\n",
			"main.yaml:7:11: not valid YAML: there is something behind the closing quote or bracket; put the whole value in single quotes; a single quote inside them is written twice",
		},
		"list under a key for one value": {
			rule + "\n            - a\n",
			"main.yaml:7:11: regex: got list, want string; give one value, without brackets",
		},
		"folder forgotten": {
			"stages:\n  - {id: r, uses: rules, with: {lists: [{label: A, file: terms.txt}]}}\n",
			`main.yaml:2:58: there is no file "terms.txt"; did you mean "lists/terms.txt"?`,
		},
		"backslash in a path": {
			"stages:\n  - {id: r, uses: rules, with: {lists: [{label: A, file: 'lists\\terms.txt'}]}}\n",
			`main.yaml:2:58: there is no file "lists\\terms.txt"; did you mean "lists/terms.txt"? Paths are written with /`,
		},
		"test that expects nothing": {
			"stages:\n  - {id: r, uses: rules}\ntests:\n  - text: a\n",
			"main.yaml:4:5: this test expects nothing; add `entities:` or `absent:`, or `only: true` if nothing may be found",
		},
		"absence of nothing": {
			"stages:\n  - {id: r, uses: rules}\ntests:\n  - {text: a, absent: [{}]}\n",
			"main.yaml:4:24: this rules nothing out; give a text, a label, or both",
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, list := files{"main.yaml": tt.yaml, "lists/terms.txt": "a\n"}.load(t)
			if d := cmp.Diff(tt.want, strings.TrimSpace(short(list))); d != "" {
				t.Error(d)
			}
		})
	}
}
