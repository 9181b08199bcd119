package split

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// mostFolds is how many folds there may be.
const mostFolds = 100

// Ratio reads shares such as 80/10/10 (train, dev, test) or 80/20 (train, test). They are
// counted in proportion to their sum. A part of the share 0 is left out.
func Ratio(s string) ([]Part, error) {
	fields := strings.Split(s, "/")
	var names []string
	switch len(fields) {
	case 2:
		names = []string{"train", "test"}
	case 3:
		names = []string{"train", "dev", "test"}
	default:
		return nil, fmt.Errorf("%q is no ratio; write train/dev/test as 80/10/10, or train/test as 80/20", s)
	}
	var parts []Part
	sum := 0.0
	for i, f := range fields {
		share, err := strconv.ParseFloat(strings.TrimSpace(f), 64)
		if err != nil || share < 0 || math.IsInf(share, 0) || math.IsNaN(share) {
			return nil, fmt.Errorf("%q in the ratio %q is no share; write numbers such as 80/10/10", f, s)
		}
		sum += share
		if share > 0 {
			parts = append(parts, Part{names[i], share})
		}
	}
	if sum <= 0 || math.IsInf(sum, 0) {
		return nil, fmt.Errorf("the ratio %q has no sum to share; write numbers such as 80/10/10", s)
	}
	for i := range parts {
		parts[i].Share /= sum
	}
	return parts, nil
}

// Folds returns k equal parts: fold-1, fold-2 and so on.
func Folds(k int) ([]Part, error) {
	if k < 2 || k > mostFolds {
		return nil, fmt.Errorf("%d folds: there may be 2 to %d", k, mostFolds)
	}
	parts := make([]Part, k)
	for i := range parts {
		parts[i] = Part{fmt.Sprintf("fold-%d", i+1), 1 / float64(k)}
	}
	return parts, nil
}
