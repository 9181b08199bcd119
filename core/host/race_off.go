//go:build !race

package host

// raceDetector: see race_on.go.
const raceDetector = false
