package config

import (
	"strings"
	"testing"
)

// digested is what the tests of digests vary.
func digested() files {
	return files{
		"main.yaml": "name: x\nstages:\n  - id: a\n    uses: tagger\n    timeout: 5s\n    with: {model: model, api_key: '${env:TAGGER_KEY}'}\n" +
			"  - id: b\n    uses: exec\n    command: [python3, run.py]\n    kind: shout\n",
		"model/one.bin": "1", "model/sub/two.bin": "2", "run.py": "pass",
	}
}

func TestDigest(t *testing.T) {
	t.Parallel()
	want := digested().mustLoad(t).Digest()
	if !strings.HasPrefix(want, "sha256:") || len(want) != len("sha256:")+64 {
		t.Fatalf("got %q", want)
	}
	for name, c := range map[string]struct {
		file, from, to string
		same           bool
	}{
		"another folder":    {same: true},
		"name":              {file: "main.yaml", from: "name: x", to: "name: y", same: true},
		"description":       {file: "main.yaml", from: "name: x", to: "description: y", same: true},
		"comment":           {file: "main.yaml", from: "name: x", to: "# hello", same: true},
		"replicas":          {file: "main.yaml", from: "timeout: 5s", to: "timeout: 5s\n    replicas: 3", same: true},
		"a default":         {file: "main.yaml", from: "model: model,", to: "model: model, threshold: 0.3,", same: true},
		"frame size":        {file: "main.yaml", from: "name: x", to: "run: {frame_bytes: 1MiB}", same: true},
		"another secret":    {file: "main.yaml", from: "${env:TAGGER_KEY}", to: "${env:WORD}", same: true},
		"option":            {file: "main.yaml", from: "model: model,", to: "model: model, threshold: 0.4,"},
		"timeout":           {file: "main.yaml", from: "timeout: 5s", to: "timeout: 6s"},
		"on_error":          {file: "main.yaml", from: "timeout: 5s", to: "timeout: 5s\n    on_error: abort"},
		"language":          {file: "main.yaml", from: "name: x", to: "language: de"},
		"content of a file": {file: "model/sub/two.bin", from: "2", to: "3"},
		"content of script": {file: "run.py", from: "pass", to: "exit"},
		"id":                {file: "main.yaml", from: "id: a", to: "id: c"},
		"argument":          {file: "main.yaml", from: "run.py]", to: "run.py, -x]"},
		"largest document":  {file: "main.yaml", from: "name: x", to: "run: {max_document: 1MiB}"},
	} {
		f := digested()
		f[c.file] = strings.Replace(f[c.file], c.from, c.to, 1)
		delete(f, "")
		if got := f.mustLoad(t).Digest(); (got == want) != c.same {
			t.Errorf("%s: the same digest is %v, want %v", name, got == want, c.same)
		}
	}
}
