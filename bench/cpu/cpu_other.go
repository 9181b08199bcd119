//go:build !unix

// Package cpu tells the processor time of the process.
package cpu

import "time"

var begin = time.Now()

// Time returns the time since the program began: the best there is here.
func Time() time.Duration { return time.Since(begin) }
