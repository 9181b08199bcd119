package dates

// english is the vocabulary of English; see [vocabulary] for its form.
const english = `
month 1: january, jan
month 2: february, feb
month 3: march, mar
month 4: april, apr
month 5: may
month 6: june, jun
month 7: july, jul
month 8: august, aug
month 9: september, sep, sept
month 10: october, oct
month 11: november, nov
month 12: december, dec
weekday 1: monday, mon, mondays
weekday 2: tuesday, tue, tues
weekday 3: wednesday, wed, weds
weekday 4: thursday, thu, thur, thurs
weekday 5: friday, fri
weekday 6: saturday, sat
weekday 7: sunday, sun
unit second: second, seconds, sec, secs
unit minute: minute, minutes, min, mins
unit hour: hour, hours, hours', hour's, hr, hrs
unit day: day, days, days', day's
unit week: week, weeks, weeks', week's
unit fortnight: fortnight, fortnights
unit weekend: weekend, week-end
unit month: month, months, months', month's
unit half: half
unit quarter: quarter, quarters
unit year: year, years, years', year's
unit decade: decade, decades
unit century: century, centuries
season 1: spring, springtime
season 2: summer, summertime
season 3: autumn, fall
season 4: winter, wintertime
this: this, the current, current
next: next, the next
coming: the coming, coming, this coming, the upcoming, upcoming
last: last, the last, past, the past
previous: the previous, previous
following: the following, following
ago: ago, back
within: in
andhalf: and a half
onehalf: one and a half
hence: from now, hence, from today, time
deictic -2: the day before yesterday, day before yesterday
deictic -1: yesterday
deictic 0: today, today's date
deictic 1: tomorrow
deictic 2: the day after tomorrow, day after tomorrow, overmorrow
tonight: tonight
now: now, right now, at present
part morning: morning, in the morning, this morning
part afternoon: afternoon, in the afternoon, this afternoon
part evening: evening, in the evening, this evening
part night: night, at night
noon: noon, midday, 12 noon, high noon
midnight: midnight
am: am, a m
pm: pm, p m
of: of
of month: of, day of, in
the: the
on: on, in, at, during, dated
at: at, around, by
from: from
onward: onwards, onward, and later, and after, or later, on
between: between
to: to, till, until, through, thru
and: and
since: since, as of, starting, from
until: until, till, up to, through, by, no later than, not later than, on or before, by no later than
before: before, prior to
after: after, following
year: the year, year, in the year, the calendar year
day: day, the day
weekword: week, calendar week, wk, cw
weekof: of, in
early: early, the beginning of, beginning of, the start of, start of, the early
middle: mid, the middle of, middle of
late: late, the end of, end of
approx: about, around, circa, c, ca, approximately, approx, roughly, on or about, or about
bc: bc, bce, b c
ad: ad, ce, a d
decade: s
suffix: st, nd, rd, th
hourmark: h, hours, hrs, hundred hours
clock: o'clock, oclock, o' clock
half past: half past, half
quarter past: quarter past, a quarter past, quarter after, a quarter after
quarter to: quarter to, a quarter to, quarter of, quarter till
past: past, after, minutes past, minutes after
minus: to, till, minutes to, minutes before
zone Z: utc, gmt, z, zulu
zone est: est, edt, et, cst, cdt, ct, mst, mdt, mt, pst, pdt, pt, cet, cest, bst, ist, jst, aest
zone est: eastern time, pacific time, central time, mountain time, local time
lastday: last day
holiday 01-01: new year's day, new years day, new year
holiday 12-24: christmas eve
holiday 12-25: christmas, christmas day, xmas
holiday 12-31: new year's eve, new years eve
holiday easter-2: good friday
holiday easter+0: easter, easter sunday
holiday easter+1: easter monday
holiday 11-thu4: thanksgiving, thanksgiving day
holiday 02-14: valentine's day
holiday 07-04: independence day
holiday 10-31: halloween
`
