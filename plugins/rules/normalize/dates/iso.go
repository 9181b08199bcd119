package dates

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/onomast/onomast/plugins/rules/normalize/value"
)

// isoForms are the forms of ISO 8601 that the grammar does not read.
type isoForms struct{ week, ordinal, basic, instant, yearless *regexp.Regexp }

func newISOForms() isoForms {
	return isoForms{
		week:     regexp.MustCompile(`^\d{4}-?W\d{2}(-?[1-7])?$`),
		ordinal:  regexp.MustCompile(`^\d{4}-\d{3}$`),
		basic:    regexp.MustCompile(`^\d{8}$`),
		instant:  regexp.MustCompile(`^\d{4}-?\d{2}-?\d{2}T\d{2}(:?\d{2}(:?\d{2}([.,]\d{1,9})?)?)?(Z|[+-]\d{2}(:?\d{2})?)?$`),
		yearless: regexp.MustCompile(`^--\d{2}-\d{2}$`),
	}
}

// read reads 2023-W11-3, 2023-074, 20230315T1030Z. It reports false for other
// forms.
func (f isoForms) read(text string) (value.Value, bool, error) {
	if text == "" || text[0] != '-' && (text[0] < '0' || text[0] > '9') {
		return value.Value{}, false, nil
	}
	switch {
	case f.week.MatchString(text):
		return isoWeek(strings.ReplaceAll(text, "-", ""))
	case f.ordinal.MatchString(text):
		year, n := atoi(text[:4]), atoi(text[5:])
		first := moment{grain: day, hasYear: true, year: year, month: 1, day: 1}
		t, _ := first.date()
		if t = t.AddDate(0, 0, n-1); n < 1 || t.Year() != year {
			return value.Value{}, true, fmt.Errorf("the year %d has no day %d", year, n)
		}
		return isoValue(onDay(t), "")
	case f.basic.MatchString(text):
		return isoDay(text[:4], text[4:6], text[6:], "")
	case f.instant.MatchString(text):
		date, clock, _ := strings.Cut(text, "T")
		date = strings.ReplaceAll(date, "-", "")
		return isoDay(date[:4], date[4:6], date[6:], clock)
	case f.yearless.MatchString(text):
		m := moment{grain: day, month: atoi(text[2:4]), day: atoi(text[5:])}
		if reason := impossible(0, m.month, m.day, false); reason != "" {
			return value.Value{}, true, errors.New(reason)
		}
		return isoValue(m, "")
	}
	return value.Value{}, false, nil
}

func atoi(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}

func isoWeek(text string) (value.Value, bool, error) {
	y, w := atoi(text[:4]), atoi(text[5:7])
	if w < 1 || w > weeksIn(y) {
		return value.Value{}, true, fmt.Errorf("the year %d has %d weeks", y, weeksIn(y))
	}
	if len(text) == 8 {
		return isoValue(onDay(monday(y, w).AddDate(0, 0, atoi(text[7:])-1)), "")
	}
	return isoValue(moment{grain: week, hasYear: true, year: y, week: w}, "")
}

func isoDay(year, month, dayOfMonth, time string) (value.Value, bool, error) {
	m := moment{grain: day, hasYear: true, year: atoi(year), month: atoi(month), day: atoi(dayOfMonth)}
	if reason := impossible(m.year, m.month, m.day, true); reason != "" {
		return value.Value{}, true, errors.New(reason)
	}
	return isoValue(m, time)
}

// isoValue adds a time of day, in the extended form.
func isoValue(m moment, text string) (value.Value, bool, error) {
	if text == "" {
		return value.Value{Normalized: m.String(), Grain: string(m.grain)}, true, nil
	}
	end := strings.IndexAny(text, "Z+-")
	if end < 0 {
		end = len(text)
	}
	digits := strings.ReplaceAll(text[:end], ":", "")
	m.clock = clock{hasTime: true, hour: atoi(digits[:2]), minute: -1, second: -1, zone: zoneOf(text[end:])}
	if len(digits) >= 4 {
		m.minute = atoi(digits[2:4])
	}
	if len(digits) >= 6 {
		m.second, m.fraction = atoi(digits[4:6]), strings.Replace(digits[6:], ",", ".", 1)
	}
	if m.hour > 24 || m.minute > 59 || m.second > 60 || m.hour == 24 && max(m.minute, m.second) > 0 {
		return value.Value{}, true, errors.New("there is no such time of day")
	}
	m.grain = m.timeGrain()
	return value.Value{Normalized: m.String(), Grain: string(m.grain)}, true, nil
}

// zoneOf writes an offset in the extended form.
func zoneOf(text string) string {
	switch len(text) {
	case 3:
		return text + ":00"
	case 5:
		return text[:3] + ":" + text[3:]
	}
	return text
}
