//go:build race

package host

// raceDetector: plugins of this build are under it, too, so they need its options.
const raceDetector = true
