package normalize

import (
	"errors"

	"github.com/onomast/onomast/plugins/rules/normalize/dates"
	"github.com/onomast/onomast/plugins/rules/normalize/dosage"
	"github.com/onomast/onomast/plugins/rules/normalize/durations"
	"github.com/onomast/onomast/plugins/rules/normalize/law"
	"github.com/onomast/onomast/plugins/rules/normalize/money"
	"github.com/onomast/onomast/plugins/rules/normalize/quantities"
)

var errTooLong = errors.New("it is longer than any value is written")

// A maker makes a normaliser when one is asked for.
type maker struct {
	Kind
	make func() readFunc
}

// makers are those of all normalisers, sorted by name.
func makers() []maker {
	return []maker{
		{Kind{"citation", "Citations of statutes, regulations and cases of the United States, the European Union, the United Kingdom, Ireland, India, Germany and France, in one form each.",
			"42 U. S. C. §1983", "", "42 USC 1983 jurisdiction=US kind=statute title=42 section=1983",
			[]string{"jurisdiction", "kind", "title", "section", "act", "article", "detail", "number", "volume", "reporter", "page", "pin", "court", "year", "name"}},
			func() readFunc { return law.New().Read }},
		{Kind{"code", "Product codes and serial numbers: capital letters, plain hyphens, no spaces around them.",
			"xg – 4500", "", "XG-4500", nil},
			func() readFunc { return readCode }},
		{Kind{"date", "Dates, times and their ranges, written or relative, by ISO 8601.",
			"the 15th day of March, 2023", "en", "2023-03-15 grain=day",
			[]string{"start", "end", "part_of_day", "stretch", "approximate", "assumed", "conflict", "zone", "reference"}},
			func() readFunc { return withReference(dates.New().Read) }},
		{Kind{"dosage", "Instructions for a drug: dose, route, frequency and duration.",
			"500 mg PO b.i.d. for 7 days", "en", "500 mg PO 2/d P7D dose=500 mg route=PO frequency=2/d duration=P7D",
			[]string{"dose", "route", "site", "frequency", "every", "scheme", "duration", "when", "as_needed"}},
			func() readFunc { return dosage.New().Read }},
		{Kind{"duration", "Lengths of time, as durations of ISO 8601.",
			"thirty (30) days", "en", "P30D grain=day", []string{"min", "max", "bound", "calendar", "conflict"}},
			func() readFunc { return durations.New().Read }},
		{Kind{"frequency", "How often a drug is taken, in times a unit of UCUM.",
			"q8h PRN", "en", "3/d frequency=3/d every=PT8H as_needed=true", []string{"frequency", "every", "scheme", "when", "as_needed"}},
			func() readFunc { return dosage.New().Frequency }},
		{Kind{"money", "Sums of money: a code of ISO 4217 and a decimal number.",
			"5 Mio. €", "de", "EUR 5000000 amount=5000000 currency=EUR",
			[]string{"amount", "currency", "currencies", "min", "max", "bound", "approximate", "conflict"}},
			func() readFunc { return money.New().Read }},
		{Kind{"number", "Numbers in digits or in words.",
			"quatre-vingt-dix", "fr", "90", []string{"conflict"}},
			newNumber},
		{Kind{"percent", "Percentages, per mille and basis points, in hundredths.",
			"25 basis points", "en", "0.25 % value=0.25", []string{"value", "min", "max", "kind", "comparator", "conflict"}},
			func() readFunc { return quantities.New().Percent }},
		{Kind{"phone", "Telephone numbers in the form of ITU-T E.164; without + the country is that of the locale.",
			"020 7946 0018", "en-GB", "+442079460018 country=GB", []string{"country", "extension"}},
			func() readFunc { return readPhone }},
		{Kind{"quantity", "Measures: a decimal number and a unit of UCUM.",
			"5 mg/kg/day", "en", "5 mg/kg/d value=5 unit=mg/kg/d", []string{"value", "unit", "min", "max", "comparator", "systolic", "diastolic"}},
			func() readFunc { return quantities.New().Read }},
		{Kind{"route", "Routes by which a drug is given.",
			"by mouth", "en", "PO", []string{"site"}},
			func() readFunc { return dosage.New().Route }},
		{Kind{"version", "Versions of software, taken apart as semver does.",
			"version 2.4.1-rc2", "", "2.4.1-rc2 major=2 minor=4 patch=1 prerelease=rc2", []string{"major", "minor", "patch", "prerelease", "build"}},
			func() readFunc { return newVersion().read }},
	}
}
