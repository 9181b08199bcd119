package termlist

import (
	"encoding/json"
	"strings"

	"github.com/onomast/onomast/plugins/rules/gazetteer"
)

// readEntityRuler reads the patterns of spaCy's EntityRuler, one object a line:
// label, pattern and id. A pattern is a phrase, or a list of tokens that are
// given by their text alone; other token patterns are refused.
// Source: spaCy's documentation, "Rule-based matching", EntityRuler.
func (r *reader) readEntityRuler(data []byte) {
	r.eachObject(data, func(line int, fields map[string]json.RawMessage) {
		var row Row
		row.Line = line
		if json.Unmarshal(fields["label"], &row.Label) != nil || row.Label == "" {
			r.failRow(line, 1, "the pattern has no label", "")
			return
		}
		var id string
		if json.Unmarshal(fields["id"], &id) == nil && id != "" {
			row.Attrs = []gazetteer.Attr{{Key: "id", Value: id}}
		}
		var problem string
		if row.Term, problem = phrase(fields["pattern"]); problem != "" {
			r.failRow(line, 1, problem, "write a phrase, or make it a pattern of the stage")
			return
		}
		r.row(row, 1)
	})
}

// phrase returns the text that a pattern stands for, or why there is none.
func phrase(pattern json.RawMessage) (text, problem string) {
	if len(pattern) == 0 {
		return "", "there is no pattern"
	}
	if json.Unmarshal(pattern, &text) == nil {
		return text, ""
	}
	var tokens []map[string]json.RawMessage
	if json.Unmarshal(pattern, &tokens) != nil {
		return "", "the pattern is neither a phrase nor a list of tokens"
	}
	words := make([]string, len(tokens))
	for i, token := range tokens {
		for key, value := range token {
			switch key {
			case "TEXT", "ORTH", "LOWER":
			default:
				return "", "a token is asked for more than its text: " + key
			}
			if len(token) > 1 || json.Unmarshal(value, &words[i]) != nil {
				return "", "a token is asked for more than its text"
			}
		}
	}
	return strings.Join(words, " "), ""
}
