package value

import (
	"fmt"
	"time"

	"golang.org/x/text/language"
)

// A Context is what is known beside the text itself.
type Context struct {
	Locale Locale
	// Order is the order of numeric dates where it is given: dmy, mdy or ymd.
	Order string
	// Reference is what "yesterday" counts from; the zero time when there is
	// none. ReferenceOrigin says where it came from.
	Reference       time.Time
	ReferenceOrigin string
	// ReferenceHasTime says that Reference is an instant and not a whole day.
	ReferenceHasTime bool
}

// A Locale is a language and a country. Both may be empty.
type Locale struct {
	// Language is by ISO 639-1, such as en.
	Language string
	// Region is by ISO 3166-1, such as GB. It is set only if somebody named it.
	Region string
	// Origin says who did: the rule, or the document's layer language.
	Origin string
}

// ParseLocale reads a BCP 47 tag such as en, de-AT or pt_BR.
func ParseLocale(tag string) (Locale, error) {
	t, err := language.Parse(tag)
	if err != nil {
		return Locale{}, fmt.Errorf("“%s” is no language tag; write one such as en-GB", tag)
	}
	var l Locale
	base, _, region := t.Raw() // as written: und is no English
	if name := base.String(); name != "und" {
		l.Language = name
	}
	if name := region.String(); name != "ZZ" {
		l.Region = name
	}
	return l, nil
}

// String is the tag, such as en-GB.
func (l Locale) String() string {
	if l.Region == "" {
		return l.Language
	}
	return l.Language + "-" + l.Region
}
