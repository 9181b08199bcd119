package validate

import (
	"sync"

	"github.com/onomast/onomast/plugins/rules/normalize/dates"
	"github.com/onomast/onomast/plugins/rules/normalize/value"
)

func calendar() []Validator {
	reader := sync.OnceValue(dates.New)
	return []Validator{
		{Name: "date", Doc: "Date, time or range of them that the calendar has, in five languages.", Source: "ISO 8601-1",
			Example: "29 February 2024", Wrong: "29 February 2023",
			check: func(text string, o Options) error {
				_, err := reader().Read(text, value.Context{Locale: o.Locale, Order: o.Order})
				return err
			}},
	}
}
