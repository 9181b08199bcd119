// Package checksum holds the check-digit schemes that identifiers share. Each
// takes text that the caller has stripped of separators and checked to hold
// only the characters of the scheme; other characters count as they come out
// and never panic.
package checksum
