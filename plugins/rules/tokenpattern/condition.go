package tokenpattern

import "encoding/json"

// A Condition is what is asked of one token. All that is given must hold; of a
// list, one. A condition without anything holds for every token.
type Condition struct {
	Text      OneOf             `json:"text" doc:"The token is one of these, as it is written." example:"Dr"`
	Lower     OneOf             `json:"lower" doc:"The token is one of these in lower case." example:"dr"`
	Regex     string            `json:"regex" format:"regex" doc:"The whole token matches, in RE2 syntax." example:"\\d{4}"`
	Shape     OneOf             `json:"shape" doc:"The token has one of these shapes: X stands for an upper-case letter, x for another letter, d for a digit, all else for itself. A run of more than four of the same is four long; + after a character stands for one or more." example:"Xx+"`
	MinLength int               `json:"min_length" min:"0" doc:"Least number of code points."`
	MaxLength int               `json:"max_length" min:"0" doc:"Largest number of code points; 0: any."`
	Ends      OneOf             `json:"ends" doc:"The token is longer than one of these and ends with it." example:"sson"`
	Case      OneOf             `json:"case" doc:"The letters of the token are so: lower; title: the first is upper case and others are not (Ann, McDonald); upper: several, all upper case; initial: one, upper case (J or J.); mixed: upper case behind lower case (iPhone); none: no letter that has a case." example:"title"`
	SameLine  bool              `json:"same_line" doc:"No line break lies between the token and the one before."`
	Glued     bool              `json:"glued" doc:"Nothing lies between the token and the one before, as before the hyphen of Jean-Luc."`
	Kind      OneOf             `json:"kind" doc:"What the tokenizer says the token is." example:"number"`
	List      OneOf             `json:"list" doc:"The token lies in a term of one of the lists with these ids, of the same stage." example:"titles"`
	Label     OneOf             `json:"label" doc:"The token lies in a span with one of these labels, of layer." example:"PERSON"`
	Layer     string            `json:"layer" doc:"The layer that label and attribute ask: the id of an earlier stage, or entities." example:"general"`
	Attribute map[string]string `json:"attribute" doc:"The token lies in a span of layer that has these attributes." example:"{\"negated\": \"true\"}"`
}

// An Element is a step of a pattern.
type Element struct {
	Condition
	Not   *Condition  `json:"not" doc:"What must not hold for the token."`
	AnyOf []Condition `json:"any_of" doc:"One of these must hold, too."`
	Times string      `json:"times" default:"1" doc:"How many tokens in a row: 1, ?, *, +, {2}, {2,} or {2,4}; as many as possible, or as few with a ? behind: +?." example:"+"`
	Group string      `json:"group" doc:"Name of the group that the tokens of this step belong to; neighbouring steps of one name are one group."`
}

// OneOf are texts of which one must fit. In YAML it is a list, or one text.
type OneOf []string

// JSONSchema describes both forms.
func (OneOf) JSONSchema() map[string]any {
	text := map[string]any{"type": "string", "minLength": 1}
	return map[string]any{"anyOf": []any{text, map[string]any{"type": "array", "items": text}}}
}

// UnmarshalJSON accepts a text or a list of them.
func (o *OneOf) UnmarshalJSON(data []byte) error {
	var one string
	if json.Unmarshal(data, &one) == nil {
		*o = OneOf{one}
		return nil
	}
	return json.Unmarshal(data, (*[]string)(o))
}
