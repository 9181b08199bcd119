package dates

import (
	"fmt"
	"time"
)

// daysIn returns the number of days of a month; without a year February has 29.
func daysIn(year, month int, hasYear bool) int {
	if !hasYear {
		year = 2000
	}
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// weeksIn returns the number of ISO weeks of a year, 52 or 53.
func weeksIn(year int) int {
	_, week := time.Date(year, 12, 28, 0, 0, 0, 0, time.UTC).ISOWeek()
	return week
}

// isoWeekday is Monday 1 to Sunday 7.
func isoWeekday(t time.Time) int {
	if t.Weekday() == time.Sunday {
		return 7
	}
	return int(t.Weekday())
}

// monday returns the first day of an ISO week.
func monday(year, week int) time.Time {
	fourth := time.Date(year, 1, 4, 0, 0, 0, 0, time.UTC) // is in week 1
	return fourth.AddDate(0, 0, 1-isoWeekday(fourth)+7*(week-1))
}

// impossible says why a day does not exist, or returns "".
func impossible(year, month, day int, hasYear bool) string {
	switch {
	case month < 1 || month > 12:
		return fmt.Sprintf("there is no month %d", month)
	case day < 1:
		return "there is no day 0"
	case day <= daysIn(year, month, hasYear):
		return ""
	case month == 2 && day == 29:
		return fmt.Sprintf("February %d has 28 days: it is no leap year", year)
	case hasYear && month == 2:
		return fmt.Sprintf("February %d has %d days, not %d", year, daysIn(year, month, true), day)
	}
	return fmt.Sprintf("%s has %d days, not %d", time.Month(month), daysIn(year, month, hasYear), day)
}

// addMonths adds months and keeps to the last day of a shorter month: a month
// after 31 January is the end of February.
func addMonths(t time.Time, n int) time.Time {
	first := time.Date(t.Year(), t.Month(), 1, t.Hour(), t.Minute(), t.Second(), 0, t.Location()).AddDate(0, n, 0)
	day := min(t.Day(), daysIn(first.Year(), int(first.Month()), true))
	return first.AddDate(0, 0, day-1)
}
