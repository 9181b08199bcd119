// Package durations reads lengths of time, such as "thirty (30) days" and
// "anderthalb Stunden", into the durations of ISO 8601.
//
// [New] makes a [Reader], [Reader.Read] reads one expression. Months and years
// stay what they are, for nobody knows how many days they have; days are not
// made hours.
package durations
