package diag

import (
	"io"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
)

// The part of SARIF 2.1.0 (OASIS Standard, 2020) that is written.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool       sarifTool     `json:"tool"`
		ColumnKind string        `json:"columnKind"`
		Results    []sarifResult `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name    string      `json:"name"`
		Version string      `json:"version,omitempty"`
		Rules   []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID string `json:"id"`
	}
	sarifResult struct {
		RuleID    string          `json:"ruleId"`
		RuleIndex int             `json:"ruleIndex"`
		Level     string          `json:"level"`
		Message   sarifText       `json:"message"`
		Locations []sarifLocation `json:"locations,omitempty"`
	}
	sarifText struct {
		Text string `json:"text"`
	}
	sarifLocation struct {
		Physical sarifPhysical `json:"physicalLocation"`
	}
	sarifPhysical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   *sarifRegion  `json:"region,omitempty"`
	}
	sarifArtifact struct {
		URI string `json:"uri"`
	}
	sarifRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn,omitempty"`
	}
)

// SARIF writes the diagnostics as a SARIF 2.1.0 log of one run of a tool of the
// given version.
func SARIF(w io.Writer, list List, version string) error {
	run := sarifRun{
		Tool:       sarifTool{sarifDriver{Name: "onomast", Version: version, Rules: rules(list)}},
		ColumnKind: "unicodeCodePoints",
		Results:    []sarifResult{},
	}
	for _, d := range list {
		run.Results = append(run.Results, result(d, run.Tool.Driver.Rules))
	}
	return encode(w, sarifLog{
		Schema:  "https://json.schemastore.org/sarif-2.1.0.json",
		Version: "2.1.0",
		Runs:    []sarifRun{run},
	})
}

func rules(list List) []sarifRule {
	out := []sarifRule{}
	for _, d := range list {
		if rule := (sarifRule{d.Code}); !slices.Contains(out, rule) {
			out = append(out, rule)
		}
	}
	return out
}

func result(d Diagnostic, rules []sarifRule) sarifResult {
	r := sarifResult{
		RuleID: d.Code, RuleIndex: slices.Index(rules, sarifRule{d.Code}),
		Level: string(d.Severity), Message: sarifText{message(d)},
	}
	if d.Severity == Info {
		r.Level = "note"
	}
	if d.inFile() {
		r.Locations = []sarifLocation{{location(d)}}
	}
	return r
}

func location(d Diagnostic) sarifPhysical {
	physical := sarifPhysical{Artifact: sarifArtifact{fileURI(d.File)}}
	if d.Line > 0 {
		physical.Region = &sarifRegion{d.Line, d.Column}
	}
	return physical
}

// fileURI returns a URI reference: relative for a relative path, which viewers
// resolve against the root of the repository.
func fileURI(path string) string {
	uri := url.URL{Path: filepath.ToSlash(path)}
	if filepath.IsAbs(path) {
		uri.Scheme = "file"
		if !strings.HasPrefix(uri.Path, "/") { // C:/...
			uri.Path = "/" + uri.Path
		}
	}
	return uri.String()
}
