package config

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestInterpolate(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		yaml string
		want any
	}{
		{"${env:NUMBER}", 7.0},
		{"'${env:NUMBER}'", "7"},
		{`"${env:NUMBER}"`, "7"},
		{"!!str ${env:NUMBER}", "7"},
		{"1${env:NUMBER}", "17"}, // only whole scalars take a type
		{"${env:NUMBER}${env:NUMBER}", "77"},
		{"a ${env:WORD} b ${env:NUMBER}", "a seven b 7"},
		{"${env:NOBODY:-5}", 5.0},
		{"${env:NOBODY:-true}", true},
		{"${env:NOBODY:-}", ""},
		{"${env:EMPTY}", ""},
		{"${env:EMPTY:-x}", "x"},
		{"${env:WORD:-x}", "seven"},
		{"${env:NOBODY:-a:-b}", "a:-b"},
		{"$${env:WORD}", "${env:WORD}"},
		{"a $${x} b", "a ${x} b"},
		{"$$${env:WORD}", "$${env:WORD}"},
		{"'cost: $5, {a}$'", "cost: $5, {a}$"},
		{"${file:word.txt}", "from a file"},
		{"'${file:number.txt}'", "12"},
		{"${file:number.txt}", 12.0},
		{"${file:lines.txt}", "a\nb\n"},
		{"${file:again.txt}", "${env:WORD}"}, // what is put in is not looked at again
		{"${file:empty.txt}", ""},
		{"|\n  x ${env:WORD}\n", "x seven\n"},
	} {
		f := files{
			"main.yaml": "stages:\n  - id: one\n    uses: any\n    with:\n" + indent("x: "+c.yaml),
			"word.txt":  "from a file\r\n", "number.txt": "12\n", "lines.txt": "a\nb\n\n", "again.txt": "${env:WORD}", "empty.txt": "",
		}
		options := testOptions(t)
		options.Catalog = nil
		p, list := Load(t.Context(), f.write(t), options)
		if p == nil {
			t.Errorf("%s: %v", c.yaml, list)
			continue
		}
		if d := cmp.Diff(c.want, withOf(t, p, "one")["x"]); d != "" {
			t.Errorf("%s: %s", c.yaml, d)
		}
	}
}

func TestInterpolateMistakes(t *testing.T) {
	t.Parallel()
	for value, want := range map[string]string{
		"${env:NOBODY}":     "the environment variable NOBODY is not set; set it, or give a default: ${env:NOBODY:-default}",
		"${env:}":           `"" is no name of a variable; write ${env:NAME} or ${env:NAME:-default}`,
		"${env:A B}":        `"A B" is no name of a variable; write ${env:NAME} or ${env:NAME:-default}`,
		"${WORD}":           "${WORD} is neither ${env:NAME} nor ${file:path}; did you mean ${env:WORD}?",
		"${fil:x}":          "${fil:x} is neither ${env:NAME} nor ${file:path}; did you mean ${file:...}? write $${ for a plain ${",
		"${}":               "${} is neither ${env:NAME} nor ${file:path}; write $${ for a plain ${",
		"a ${env:WORD":      "${ without }; write $${ for a plain ${",
		"${file:gone.txt}":  `there is no file "gone.txt"; did you mean "bone.txt"?`,
		"${file:.}":         `"." is no regular file`,
		"${file:bytes.bin}": `"bytes.bin" is not UTF-8 text`,
	} {
		_, list := files{
			"main.yaml": "description: " + value + "\nstages:\n  - {id: a, uses: rules}\n", "bone.txt": "", "bytes.bin": "\xff",
		}.load(t)
		if d := cmp.Diff("main.yaml:1:14: "+want, short(list)); d != "" {
			t.Errorf("%s: %s", value, d)
		}
	}
}

func TestInterpolateKeepsSecrets(t *testing.T) {
	t.Parallel()
	for value, warned := range map[string]bool{
		"hunter2": true, "'hunter2'": true, "${env:TAGGER_KEY}": false, "${file:key.txt}": false, "''": false,
	} {
		f := files{"main.yaml": stage("tagger", "model: key.txt\napi_key: "+value), "key.txt": "hunter2\n"}
		p, list := f.load(t)
		if p == nil || (len(list) == 1 && list[0].Code == "config.literal-secret") != warned || len(list) > 1 {
			t.Errorf("%s: got %v", value, list)
			continue
		}
		for _, d := range list {
			if !d.Private || d.Line != 6 {
				t.Errorf("%s: the line of a secret must not be shown: %+v", value, d)
			}
		}
	}
}
