package dates

import (
	"fmt"
	"strings"
	"time"
)

// A moment is one reading of a date or time: what of it is known.
type moment struct {
	grain   grain
	hasYear bool
	year    int
	month   int // 1 to 12, or 0
	day     int // 1 to 31, or 0
	week    int // ISO week, or 0
	weekday int // 1 to 7 where the day is known by nothing else, or 0
	index   int // of the half, quarter or season
	clock
	order      string // dmy, mdy or ymd, of a date of numbers only
	part       string // of the day: morning
	stretch    string // of the period: start, middle, end
	approx     bool
	assumed    bool   // the century was not written
	until      int    // of years: the last
	conflict   string // what of the expression contradicts another part
	unresolved string // what is missing to know the value
}

// A clock is a time of day.
type clock struct {
	hasTime              bool
	hour, minute, second int
	fraction             string // of the second, with its point
	zone                 string // Z, +02:00, or an abbreviation
}

// A grain is what an expression is precise to, or counts in.
type grain string

const (
	second    grain = "second"
	minute    grain = "minute"
	hour      grain = "hour"
	day       grain = "day"
	week      grain = "week"
	weekend   grain = "weekend"
	fortnight grain = "fortnight"
	month     grain = "month"
	quarter   grain = "quarter"
	half      grain = "half"
	season    grain = "season"
	year      grain = "year"
	decade    grain = "decade"
	century   grain = "century"
)

// onDay is the moment of a day.
func onDay(t time.Time) moment {
	return moment{grain: day, hasYear: true, year: t.Year(), month: int(t.Month()), day: t.Day()}
}

// date returns the day of a moment whose day is known.
func (m *moment) date() (time.Time, bool) {
	if !m.hasYear || m.month == 0 || m.day == 0 {
		return time.Time{}, false
	}
	return time.Date(m.year, time.Month(m.month), m.day, m.hour, m.minute, m.second, 0, time.UTC), true
}

// String is the moment by ISO 8601, or "" while it is unresolved.
func (m *moment) String() string {
	if m.unresolved != "" {
		return ""
	}
	date := m.calendar()
	if !m.hasTime {
		return date
	}
	return date + "T" + m.clock.String()
}

func (m *moment) calendar() string {
	switch {
	case m.month > 0 && m.day > 0 && m.hasYear:
		return fmt.Sprintf("%s-%02d-%02d", m.yearText(), m.month, m.day)
	case m.month > 0 && m.day > 0:
		return fmt.Sprintf("--%02d-%02d", m.month, m.day)
	case m.day > 0:
		return fmt.Sprintf("---%02d", m.day)
	case m.weekday > 0:
		return fmt.Sprintf("-W-%d", m.weekday)
	}
	return m.period()
}

// period is a moment of a grain greater than a day.
func (m *moment) period() string {
	prefix := "-"
	if m.hasYear {
		prefix = m.yearText()
	}
	switch m.grain {
	case month:
		return fmt.Sprintf("%s-%02d", prefix, m.month)
	case week:
		if !m.hasYear {
			return fmt.Sprintf("-W%02d", m.week)
		}
		return fmt.Sprintf("%s-W%02d", prefix, m.week)
	case weekend:
		saturday := monday(m.year, m.week).AddDate(0, 0, 5)
		return saturday.Format(time.DateOnly) + "/" + saturday.AddDate(0, 0, 1).Format(time.DateOnly)
	case quarter, half:
		months := 12 / map[grain]int{quarter: 4, half: 2}[m.grain]
		return fmt.Sprintf("%s-%02d/%s-%02d", prefix, (m.index-1)*months+1, prefix, m.index*months)
	case season:
		if !m.hasYear {
			prefix = "XXXX"
		}
		return fmt.Sprintf("%s-%d", prefix, 20+m.index)
	case decade:
		return fmt.Sprintf("%03dX", m.year/10)
	case century:
		return fmt.Sprintf("%02dXX", m.year/100)
	case year:
		if m.until > 0 {
			return fmt.Sprintf("%s/%04d", m.yearText(), m.until)
		}
		return m.yearText()
	}
	return ""
}

func (m *moment) yearText() string {
	if m.year < 0 {
		return fmt.Sprintf("-%04d", -m.year)
	}
	return fmt.Sprintf("%04d", m.year)
}

func (c clock) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%02d", c.hour)
	if c.minute >= 0 {
		fmt.Fprintf(&b, ":%02d", c.minute)
	}
	if c.second >= 0 && c.minute >= 0 {
		fmt.Fprintf(&b, ":%02d%s", c.second, c.fraction)
	}
	if c.zone == "Z" || strings.HasPrefix(c.zone, "+") || strings.HasPrefix(c.zone, "-") {
		b.WriteString(c.zone)
	}
	return b.String()
}

// timeGrain is what a clock is precise to.
func (c clock) timeGrain() grain {
	switch {
	case c.second >= 0 && c.minute >= 0:
		return second
	case c.minute >= 0:
		return minute
	}
	return hour
}
