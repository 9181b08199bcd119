package national

import (
	"errors"
	"slices"
	"time"
)

// An ID is one kind of identifier.
type ID struct {
	// Name is the country by its ISO 3166-1 code and what the identifier is
	// called there: us-ssn.
	Name string
	// Doc says in one sentence what it is, Source who publishes the rule.
	Doc, Source string
	// Example passes the check, Wrong does not.
	Example, Wrong string
	// Check returns nil, or why a text is not the identifier.
	Check func(text string) error
}

// All lists the identifiers, in the order of their parts of the world.
func All() []ID {
	return slices.Concat(americas(), britain(), western(), southern(), northern(), eastern(), asia())
}

// separators are what people put into identifiers.
const separators = " .-/\u00a0"

var (
	errDate  = errors.New("its date of birth does not exist")
	errStart = errors.New("no such identifier begins so")
)

// dateExists reports whether a date is in the calendar.
func dateExists(year, month, day int) bool {
	if month < 1 || month > 12 || day < 1 {
		return false
	}
	return day <= time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// last is the value of the last digit.
func last(s string) int { return int(s[len(s)-1] - '0') }
