package rules

// nearest returns the word most like name, or "" when none is near enough to
// be a slip of the pen.
func nearest(name string, words []string) string {
	best, bestDistance := "", max(2, len(name)/3)+1
	for _, w := range words {
		if d := distance(name, w); w != "" && d < bestDistance {
			best, bestDistance = w, d
		}
	}
	return best
}

// distance is the Levenshtein distance in bytes.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			change := diagonal
			if a[i] != b[j] {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}

// didYouMean makes a hint of [nearest].
func didYouMean(name string, words []string) string {
	if w := nearest(name, words); w != "" {
		return "did you mean “" + w + "”?"
	}
	return ""
}
