package rules

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/plugins/rules/normalize"
	"github.com/onomast/onomast/plugins/rules/normalize/value"
	"github.com/onomast/onomast/plugins/rules/validate"
)

// A valueRule is what a rule asks of the text of its matches, and what it reads
// them as.
type valueRule struct {
	checks []check
	reader *normalize.Normaliser // nil: nothing
	normalization
}

// A check is a compiled [Validation].
type check struct {
	*validate.Validator
	region  string
	penalty float64
}

// A normalization is a compiled [Normalization].
type normalization struct {
	context  value.Context // as far as the rule says
	layer    string        // of the reference
	required bool
}

// A valueSite is where the options validate and normalize are written.
type valueSite struct {
	pointer string // of the rule or the group
	scored  bool   // the rule has a score
}

// values compiles the options validate and normalize; nil: there are none.
func (c *compiler) values(site valueSite, checks Validations, given Normalization) *valueRule {
	if len(checks) == 0 && given == (Normalization{}) {
		return nil
	}
	made := &valueRule{}
	for _, v := range checks {
		c.check(made, site, v)
	}
	if given != (Normalization{}) {
		c.normalization(made, site, given)
	}
	if made.context.Locale == (value.Locale{}) {
		c.rules.language = true
	}
	return made
}

func (c *compiler) check(to *valueRule, site valueSite, given Validation) {
	at := site.pointer + "/validate"
	v, ok := validate.Lookup(given.Name)
	if !ok {
		c.fail(at+given.at, "rules.unknown-validator", "no validator is called “"+given.Name+"”", diag.Suggest(given.Name, validate.Names()))
		return
	}
	if of, regional := strings.CutSuffix(given.at, "/name"); given.Region != "" && regional {
		switch {
		case !v.TakesRegion():
			c.fail(at+of+"/region", "rules.region", "a region means nothing to "+v.Name, "remove it")
			return
		case !slices.Contains(v.Regions(), strings.ToUpper(given.Region)):
			c.fail(at+of+"/region", "rules.region", v.Name+" knows no region “"+given.Region+"”", "write a country by its ISO 3166-1 code, such as DE")
			return
		}
	}
	if given.Penalty > 0 && !site.scored {
		c.fail(at+strings.TrimSuffix(given.at, "/name")+"/penalty", "rules.no-score", "a penalty is taken from a score, and the rule has none", "give the rule a score")
		return
	}
	to.checks = append(to.checks, check{v, strings.ToUpper(given.Region), given.Penalty})
}

func (c *compiler) normalization(to *valueRule, site valueSite, given Normalization) {
	at, as := site.pointer+"/normalize", site.pointer+"/normalize"
	if !given.plain {
		as += "/as"
	}
	reader, ok := c.normaliser(given.As)
	if !ok {
		c.fail(as, "rules.unknown-normaliser", "no normaliser is called “"+given.As+"”", diag.Suggest(given.As, normalize.Names()))
		return
	}
	given = given.or(c.defaults)
	n := normalization{layer: given.ReferenceLayer, required: given.Required}
	if given.Locale != "" {
		l, err := value.ParseLocale(given.Locale)
		if err != nil {
			c.fail(at+"/locale", "rules.locale", err.Error(), "")
			return
		}
		l.Origin = "rule"
		n.context.Locale = l
	}
	dates := given.Order + given.Reference + given.ReferenceLayer
	if dates != "" && given.As != "date" {
		c.fail(as, "rules.normalize", "order and reference are about dates", "remove them, or normalize as date")
		return
	}
	n.context.Order = given.Order
	if given.Reference != "" {
		t, hasTime, ok := readReference(given.Reference)
		if !ok {
			c.fail(at+"/reference", "rules.reference", "the reference is no date", "write it as 2023-01-31 or 2023-01-31T09:30")
			return
		}
		n.context.Reference, n.context.ReferenceHasTime, n.context.ReferenceOrigin = t, hasTime, "rule"
	}
	if n.layer != "" && !slices.Contains(c.rules.referred, n.layer) {
		c.rules.referred = append(c.rules.referred, n.layer)
	}
	to.reader, to.normalization = reader, n
}

// or takes from the defaults what n does not say. Where n has a reference of
// either kind, that of the defaults does not count.
func (n Normalization) or(d Defaults) Normalization {
	n.Locale = cmp.Or(n.Locale, d.Locale)
	if n.As != "date" {
		return n
	}
	n.Order = cmp.Or(n.Order, d.Order)
	if n.Reference == "" && n.ReferenceLayer == "" {
		n.Reference, n.ReferenceLayer = d.Reference, d.ReferenceLayer
	}
	return n
}

// checkDefaults reports what is wrong with the defaults of values, once for all
// rules, and forgets it.
func (c *compiler) checkDefaults() {
	if _, err := value.ParseLocale(c.defaults.Locale); c.defaults.Locale != "" && err != nil {
		c.fail("/defaults/locale", "rules.locale", err.Error(), "")
		c.defaults.Locale = ""
	}
	if _, _, ok := readReference(c.defaults.Reference); c.defaults.Reference != "" && !ok {
		c.fail("/defaults/reference", "rules.reference", "the reference is no date", "write it as 2023-01-31 or 2023-01-31T09:30")
		c.defaults.Reference = ""
	}
}

// normaliser makes each normaliser once for all rules.
func (c *compiler) normaliser(name string) (*normalize.Normaliser, bool) {
	if made := c.normalisers[name]; made != nil {
		return made, true
	}
	made, ok := normalize.New(name)
	if ok {
		if c.normalisers == nil {
			c.normalisers = map[string]*normalize.Normaliser{}
		}
		c.normalisers[name] = made
	}
	return made, ok
}

// readReference reads a date, or a date and a time.
func readReference(text string) (t time.Time, hasTime, ok bool) {
	if day, midnight := strings.CutSuffix(text, "T00:00:00Z"); midnight {
		text = day // a date of YAML
	}
	if t, err := time.Parse(time.DateOnly, text); err == nil {
		return t, false, true
	}
	for _, layout := range []string{"2006-01-02T15:04", "2006-01-02 15:04", time.RFC3339, time.DateTime, "2006-01-02T15:04:05"} {
		if t, err := time.Parse(layout, text); err == nil {
			return t, true, true
		}
	}
	return time.Time{}, false, false
}

// judge checks and reads the text [start,end) of a find, or of a group of it,
// that nothing has dropped yet.
func (r *valueRule) judge(s *subject, start, end int, v *verdict) {
	text := s.text[start:end]
	c := r.context
	if c.Locale == (value.Locale{}) {
		c.Locale = s.locale(start, end)
	}
	for i := range r.checks {
		if r.checks[i].judge(text, c, v); v.dropped != kept {
			return
		}
	}
	if r.reader == nil {
		return
	}
	if r.layer != "" {
		s.reference(&c, r.layer)
	}
	read, err := r.reader.Read(text, c)
	switch {
	case err == nil:
		for _, a := range read.Attributes() {
			v.attrs = append(v.attrs, document.Attr{Key: a.Key, Value: a.Text})
		}
	case r.required:
		v.dropped, v.by = droppedByValue, r.reader.Name+": "+err.Error()
	default:
		v.context = append(v.context, document.Attr{Key: "not_normalized", Value: r.reader.Name + ": " + err.Error()})
	}
}

// judge runs one validator.
func (c *check) judge(text string, in value.Context, v *verdict) {
	err := c.Validate(text, validate.Options{Region: c.region, Locale: in.Locale, Order: in.Order})
	switch {
	case err == nil:
		v.context = append(v.context, document.Attr{Key: "validated", Value: c.Name})
	case c.penalty > 0:
		v.score = clamp(v.score - float32(c.penalty))
		v.context = append(v.context, document.Attr{Key: "invalid", Value: c.Name + ": " + err.Error()})
	default:
		v.dropped, v.by = droppedByValidator, c.Name+": "+err.Error()
	}
}

// locale is that of the smallest span of the layer language around the bytes
// [start,end).
func (s *subject) locale(start, end int) value.Locale {
	if s.doc == nil {
		return value.Locale{}
	}
	tag, size := "", len(s.text)+1
	layer := s.doc.Layer(document.Language)
	for i := range layer.Len() {
		from, to := layer.Start(i), layer.End(i)
		if from <= start && end <= to && to-from < size {
			tag, size = layer.Label(i), to-from
		}
	}
	l, err := value.ParseLocale(tag)
	if tag == "" || err != nil {
		return value.Locale{}
	}
	l.Origin = "document"
	return l
}

// reference takes the date that relative dates count from out of a layer: the
// value of its first span, or its text.
func (s *subject) reference(c *value.Context, layer string) {
	l := s.doc.Layer(layer)
	if l.Len() == 0 {
		return
	}
	for _, span := range l.All() {
		texts := []string{s.text[span.Start:span.End]}
		for _, a := range span.Attributes {
			if a.Key == "normalized" {
				texts = []string{a.Value}
			}
		}
		if t, hasTime, ok := readReference(texts[0]); ok {
			c.Reference, c.ReferenceHasTime, c.ReferenceOrigin = t, hasTime, "layer "+layer
		}
		return
	}
}
