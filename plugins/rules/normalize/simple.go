package normalize

import (
	"errors"
	"strings"
	"time"

	"github.com/nyaruka/phonenumbers"
	"github.com/onomast/onomast/plugins/rules/normalize/numerals"
	"github.com/onomast/onomast/plugins/rules/normalize/value"
)

// withReference names the origin of the reference in values that hang on it.
func withReference(read readFunc) readFunc {
	return func(text string, c value.Context) (value.Value, error) {
		alone := c
		alone.Reference, alone.ReferenceHasTime = time.Time{}, false
		v, err := read(text, alone)
		if c.Reference.IsZero() || err != nil || v.Unresolved == "" && v.Part("assumed") == "" {
			return v, err
		}
		if v, err = read(text, c); err == nil && v.Unresolved == "" {
			v.Add("reference", c.Reference.Format(time.DateOnly)+" of the "+c.ReferenceOrigin)
		}
		return v, err
	}
}

func newNumber() readFunc {
	languages := numerals.Load()
	return func(text string, c value.Context) (value.Value, error) {
		n, ok := languages.Of(c.Locale.Language).Whole(text, c.Locale)
		if !ok {
			return value.Value{}, errors.New("it is no number that is known")
		}
		var v value.Value
		for _, r := range n.Values {
			v.Readings = append(v.Readings, numerals.Format(r))
		}
		if len(v.Readings) == 1 {
			v.Normalized, v.Readings = v.Readings[0], nil
		}
		if n.Conflict {
			v.Add("conflict", "the number in words is not the one in digits")
		}
		return v, nil
	}
}

// readPhone reads a number by the metadata of libphonenumber.
func readPhone(text string, c value.Context) (value.Value, error) {
	region := c.Locale.Region
	if region == "" {
		if !strings.HasPrefix(text, "+") && !strings.HasPrefix(strings.ToLower(text), "tel:+") {
			return value.Value{Unresolved: "needs a country"}, nil
		}
		region = phonenumbers.UNKNOWN_REGION
	}
	n, err := phonenumbers.Parse(text, region)
	if err != nil {
		return value.Value{}, errors.New("it cannot be read as a telephone number")
	}
	country := phonenumbers.GetRegionCodeForNumber(n) // it takes most of the time
	if country == "" || !phonenumbers.IsValidNumberForRegion(n, country) {
		return value.Value{}, errors.New("no country has assigned its range")
	}
	v := value.Value{Normalized: phonenumbers.Format(n, phonenumbers.E164)}
	v.Add("country", country)
	v.Add("extension", n.GetExtension())
	return v, nil
}

// readCode writes a code in one way: letters capital, every dash a hyphen, no
// white space around one.
func readCode(text string, _ value.Context) (value.Value, error) {
	var b strings.Builder
	for _, r := range strings.ToUpper(text) {
		switch r {
		case '‐', '‑', '‒', '–', '—', '−', '－':
			r = '-'
		}
		b.WriteRune(r)
	}
	words := strings.FieldsFunc(b.String(), func(r rune) bool { return r == ' ' || r == '\t' || r == '\n' || r == '\r' || r == '\u00a0' })
	code := strings.Join(words, " ")
	for _, mark := range []string{"-", "/", "_", "."} {
		code = strings.ReplaceAll(strings.ReplaceAll(code, " "+mark, mark), mark+" ", mark)
	}
	if code == "" {
		return value.Value{}, errors.New("it has no characters")
	}
	return value.Value{Normalized: code}, nil
}
