package document

import "fmt"

// ScoreKind says what a score means. A score without a kind is no score.
type ScoreKind uint8

// The kinds of score.
const (
	// None: the source gives no score. Not the same as 1.
	None ScoreKind = iota
	// Raw: higher is better, comparable only within one source.
	Raw
	// Calibrated: the probability that the span is right.
	Calibrated
)

// String returns the word used in results: "none", "raw" or "calibrated".
func (k ScoreKind) String() string {
	switch k {
	case Raw:
		return "raw"
	case Calibrated:
		return "calibrated"
	default:
		return "none"
	}
}

// ParseScoreKind is the inverse of [ScoreKind.String].
func ParseScoreKind(s string) (ScoreKind, error) {
	switch s {
	case "", "none":
		return None, nil
	case "raw":
		return Raw, nil
	case "calibrated":
		return Calibrated, nil
	}
	return None, fmt.Errorf("unknown score kind %q: use none, raw or calibrated", s)
}
