package rules

import (
	"bytes"
	"encoding/json"
	"fmt"
	"time"

	"github.com/onomast/onomast/plugins/rules/tokenpattern"
)

// Options is the `with:` mapping of a stage of this kind.
type Options struct {
	Patterns   []Pattern     `json:"patterns" doc:"Rules that find entities by regular expressions."`
	Sequences  []Sequence    `json:"sequences" doc:"Rules that find entities by patterns over tokens: sequences of conditions."`
	Lists      []List        `json:"lists" doc:"Rules that find entities by lists of terms (gazetteers)."`
	Assertions []Assertion   `json:"assertions" doc:"Attributes that entities of the stage get by cues in their sentence (denies, family history of) or by their section: ConText's rules."`
	Defaults   Defaults      `json:"defaults" doc:"What holds for every rule that does not say otherwise."`
	Cache      string        `json:"cache" default:"auto" doc:"Folder where long lists are kept compiled, for all processes to share: an absolute path, auto for the user's cache folder, or off." example:"off"`
	Budget     time.Duration `json:"budget" default:"250ms" min:"1ms" max:"10m" doc:"Time that all patterns with look-around or back-references together may take for one document, or for each 64 KiB of a longer one. A document that needs more fails with an error that names the rule; it is never passed over in silence."`
}

// Defaults holds for every rule that does not say otherwise.
type Defaults struct {
	Score          *float64 `json:"score" min:"0" max:"1" doc:"Score of a match. Without one, matches have no score."`
	Calibrated     bool     `json:"calibrated" doc:"Scores are probabilities, comparable with those of other stages."`
	Locale         string   `json:"locale" doc:"Language and country that values are read in: decides what $, 03/04/2023 and 2 gallons mean. It goes before the layer language." example:"en-GB"`
	Order          string   `json:"order" enum:"dmy,mdy,ymd" doc:"Order of numeric dates. It goes before the locale."`
	Reference      string   `json:"reference" doc:"Date, or date and time, that relative dates count from." example:"2023-01-31"`
	ReferenceLayer string   `json:"reference_layer" doc:"Layer whose first span is the date that relative dates count from."`
}

// An Outcome says what becomes of a match of a rule.
type Outcome struct {
	Score      *float64          `json:"score" min:"0" max:"1" doc:"Score of a match. Without one, matches have no score."`
	Calibrated bool              `json:"calibrated" doc:"The score is a probability, comparable with those of other stages."`
	Attributes map[string]string `json:"attributes" doc:"Attributes every match gets."`
	Priority   int               `json:"priority" min:"-1000" max:"1000" doc:"A match that overlaps one of a rule of the same stage with a higher priority is dropped. With equal priorities both are proposed, and the resolver decides."`
	Overrides  []string          `json:"overrides" doc:"Ids of rules of the same stage whose matches are dropped where they overlap one of this rule." example:"cities"`
	Context    *Context          `json:"context" doc:"Words near a match that are required, forbidden, or move its score."`
	Validate   Validations       `json:"validate" doc:"Validators that the text of a match must pass, or it is dropped: one, or several, each a name such as iban or a mapping {name: phone, region: GB, penalty: 0.3}. With a penalty the match is kept and loses score. docs/normalizers.md lists them." example:"iban"`
	Normalize  Normalization     `json:"normalize" doc:"Normaliser that reads the text of a match into the attributes normalized, grain, readings and others: a name such as date, or a mapping {as: date, locale: en-GB, order: dmy, reference: 2023-01-31}. docs/normalizers.md lists them." example:"date"`
}

// A Pattern finds entities by regular expressions.
type Pattern struct {
	ID           string           `json:"id" doc:"Name of the rule in evidence and messages. It must be unique in the stage."`
	Label        string           `json:"label" required:"true" doc:"Label of the entities." example:"PRODUCT_CODE"`
	Regex        string           `json:"regex" format:"regex" doc:"What to find, in RE2 syntax; look-around and back-references are allowed and cost speed. Here \\b and \\w know ASCII letters only, as in RE2: see word_boundary." example:"\\b[A-Z]{2,4}-\\d{3,5}\\b"`
	Regexes      []string         `json:"regexes" doc:"Several regular expressions instead of one. Their matches do not exclude each other."`
	IgnoreCase   bool             `json:"ignore_case" doc:"Upper and lower case are the same."`
	WordBoundary bool             `json:"word_boundary" doc:"Drop matches that begin or end inside a word, in any script. It looks at the match the expression found and does not try a shorter or longer one."`
	Group        string           `json:"group" doc:"Name of the group that is the entity; without it the whole match is. A match without that group is dropped."`
	Groups       map[string]Group `json:"groups" doc:"What becomes of the named groups (?P<name>...): spans nested in the entity, or attributes of it."`
	Outcome
	Except   []Exception `json:"except" doc:"A match that lies within a match of one of these is dropped. Each is a regular expression, or a mapping."`
	Examples Examples    `json:"examples" doc:"Texts the rule must and must not find, tried out by runner check."`
}

// A Group says what becomes of one named group of a pattern or a sequence. A
// group that took no part in a match is passed over.
type Group struct {
	Label      string            `json:"label" doc:"Label of the span nested in the entity." example:"DOSAGE"`
	Attribute  string            `json:"attribute" doc:"Name of the attribute of the entity that gets the group's value if normalize finds one, else its text." example:"amount"`
	Attributes map[string]string `json:"attributes" doc:"Attributes of the nested span; of the entity, if the group has no label."`
	Validate   Validations       `json:"validate" doc:"Validators that the text of the group must pass, or the whole match is dropped: as for the rule." example:"luhn"`
	Normalize  Normalization     `json:"normalize" doc:"Normaliser that reads the text of the group: the nested span gets all its attributes, attribute the value alone. With required, the whole match is dropped where the group has no value." example:"dosage"`
}

// A Sequence finds entities by patterns over tokens.
type Sequence struct {
	ID     string               `json:"id" doc:"Name of the rule in evidence and messages. It must be unique in the stage."`
	Label  string               `json:"label" required:"true" doc:"Label of the entities." example:"PERSON"`
	Tokens tokenpattern.Pattern `json:"tokens" required:"true" doc:"The steps, each a condition on a token and how often it is repeated. The tokens are those of the layer tokens, where a stage before writes it."`
	Group  string               `json:"group" doc:"Name of the group that is the entity; without it the whole match is. A match without that group is dropped."`
	Groups map[string]Group     `json:"groups" doc:"What becomes of the groups of the steps: spans nested in the entity, or attributes of it."`
	Outcome
	Except   []Exception `json:"except" doc:"A match that lies within a match of one of these is dropped. Each is a regular expression, or a mapping."`
	Examples Examples    `json:"examples" doc:"Texts the rule must and must not find, tried out by runner check. No other stage has read them: tokens are plain words without a kind, and layers are empty."`
}

// A List finds entities by the terms of a list.
type List struct {
	ID            string   `json:"id" doc:"Name of the rule in evidence and messages. It must be unique in the stage."`
	Label         string   `json:"label" doc:"Label of the entities. It may be left out when the file has a column label, which goes before it." example:"PRODUCT"`
	File          string   `json:"file" format:"path" doc:"File of terms, UTF-8, also compressed as .gz or .zst. .csv and .tsv: a table, whose columns other than the term and the label become attributes; .jsonl: objects, the same by fields. Any other name: one term a line, lines that begin with # are comments." example:"support/products.tsv"`
	Format        string   `json:"format" default:"auto" enum:"auto,lines,csv,tsv,jsonl,entity_ruler,regexner,geonames" doc:"Format of the file, when its name does not tell: entity_ruler is spaCy's EntityRuler (phrases), regexner Stanford CoreNLP's mapping (words), geonames a dump of GeoNames."`
	Terms         []string `json:"terms" doc:"Terms, instead of or beside those of the file." example:"Acme Cloud"`
	Columns       []string `json:"columns" doc:"Names of the columns of a table without a header line; - leaves a column out." example:"term"`
	TermColumn    string   `json:"term_column" default:"term" doc:"Name of the column or field that holds the terms."`
	IgnoreCase    bool     `json:"ignore_case" doc:"Upper and lower case are the same, by Unicode's full case folding (STRASSE is Straße)."`
	IgnoreAccents bool     `json:"ignore_accents" doc:"Letters with and without diacritics are the same: Sao Paulo is São Paulo, Lodz is Łódź. ü is u, not ue."`
	WordBoundary  bool     `json:"word_boundary" default:"true" doc:"Terms begin and end where words do. The possessive 's is no part of a word, and scripts without spaces have a boundary at each letter."`
	Silent        bool     `json:"silent" doc:"Its terms are no entities: they are there for sequences, contexts and assertions to ask for."`
	Longest       bool     `json:"longest" default:"true" doc:"Of overlapping terms of this list only the longest from the left counts. Otherwise all are proposed."`
	Variants      []string `json:"variants" enum:"hyphen,plural,spaced" doc:"Spellings that count too. hyphen: a hyphen may be a space or nothing, and a space a hyphen. plural: the last word may have a regular English plural. spaced: hyphens and apostrophes may have spaces around them, as scans and tokenised text have." example:"[hyphen, plural]"`
	Fuzzy         int      `json:"fuzzy" min:"0" max:"2" doc:"How many typing errors a term may have: a letter left out, put in, changed, or swapped with its neighbour. Words of less than 4 letters must be right. The evidence counts the errors."`
	FuzzyFrom     int      `json:"fuzzy_from" default:"6" min:"1" max:"1024" doc:"Shorter terms, in letters and spaces, may have no typing errors."`
	Outcome
	Except   []Exception `json:"except" doc:"A match that lies within an occurrence of one of these is dropped. Each is a term, or a mapping."`
	Examples Examples    `json:"examples" doc:"Texts the rule must and must not find, tried out by runner check."`
}

// Context moves the score of a match, or drops it, by the words near it and the
// section it lies in. Words match in either case and may be several words long.
// Words of the match itself do not count.
type Context struct {
	Words          []string `json:"words" doc:"Words that speak for a match." example:"order number"`
	Forbid         []string `json:"forbid" doc:"Words that drop a match."`
	Lists          []string `json:"lists" doc:"Ids of lists of the stage whose terms count as words; a silent list has no other use." example:"titles"`
	ForbidLists    []string `json:"forbid_lists" doc:"Ids of lists of the stage whose terms count as forbidden words."`
	Sections       []string `json:"sections" doc:"Labels of sections: a match that lies in none of them is dropped. They are those of the layer sections, so a stage must write it." example:"MEDICATIONS"`
	ForbidSections []string `json:"forbid_sections" doc:"Labels of sections: a match that lies in one of them is dropped."`
	Window         int      `json:"window" default:"5" min:"1" max:"1000" doc:"How many tokens on each side are near."`
	Sentence       bool     `json:"sentence" doc:"Near is the sentence of the match, whatever its length; window is not used."`
	Side           string   `json:"side" default:"both" enum:"both,before,after" doc:"On which side of the match to look."`
	Required       bool     `json:"required" doc:"A match with none of words near is dropped."`
	Boost          float64  `json:"boost" min:"0" max:"1" doc:"Added to the score when one of words is near."`
	Penalty        float64  `json:"penalty" min:"0" max:"1" doc:"Taken from the score when none of words is near."`
}

// Examples are tried out by `runner check`.
type Examples struct {
	Match  []string `json:"match" doc:"Texts the rule must find as a whole, or with all entities marked: said [[Dr. Smith]] today." example:"XG-4500"`
	Reject []string `json:"reject" doc:"Texts the rule must find nothing in, or nothing that touches what is [[marked]]." example:"COVID-19"`
}

// An Exception drops matches of a rule. In YAML it is a string, of the kind of
// its rule (a regular expression for a pattern, a term for a list), or a
// mapping.
type Exception struct {
	// Plain is the exception written as a string. Exactly one of Plain, Regex
	// and Term is set.
	Plain string `json:"-"`
	// Regex is a regular expression.
	Regex string `json:"regex,omitempty"`
	// Term is taken literally.
	Term string `json:"term,omitempty"`
	// Overlap drops matches that only overlap the exception, too.
	Overlap bool `json:"overlap,omitempty"`
}

// UnmarshalJSON accepts a string or a mapping.
func (e *Exception) UnmarshalJSON(data []byte) error {
	if len(data) > 0 && data[0] == '"' {
		*e = Exception{}
		return json.Unmarshal(data, &e.Plain)
	}
	type mapping Exception
	strict := json.NewDecoder(bytes.NewReader(data))
	strict.DisallowUnknownFields()
	var m mapping
	if err := strict.Decode(&m); err != nil {
		return fmt.Errorf("an exception is a string or a mapping of regex or term, and overlap: %w", err)
	}
	*e = Exception(m)
	return nil
}

// JSONSchema describes both forms.
func (Exception) JSONSchema() map[string]any {
	text := func(doc string) map[string]any {
		return map[string]any{"type": "string", "minLength": 1, "description": doc}
	}
	return map[string]any{
		"description": "A match that lies within a match of it is dropped: a string (a regular expression for a pattern, a term for a list) or a mapping.",
		"oneOf": []any{
			map[string]any{"type": "string", "minLength": 1},
			map[string]any{
				"type": "object",
				"properties": map[string]any{
					"regex":   text("A regular expression."),
					"term":    text("A term, taken literally."),
					"overlap": map[string]any{"type": "boolean", "default": false, "description": "Drop matches that only overlap it, too."},
				},
				"additionalProperties": false,
			},
		},
	}
}
