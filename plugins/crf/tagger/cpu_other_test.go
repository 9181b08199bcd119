//go:build !unix

package tagger_test

import "time"

// cpuTime is the time of day, where there is no better.
func cpuTime() time.Duration { return time.Duration(time.Now().UnixNano()) }
