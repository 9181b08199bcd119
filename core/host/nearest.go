package host

import (
	"os"
	"strings"
)

// maxTypos is the edit distance up to which a name is offered instead.
const maxTypos = 2

// nearestFile returns the name of a file of a directory that is close to name,
// or "".
func nearestFile(dir, name string) string {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return ""
	}
	best, least := "", maxTypos+1
	for _, e := range entries {
		if e.IsDir() {
			continue
		}
		if d := distance(strings.ToLower(name), strings.ToLower(e.Name())); d < least && d < len(name) {
			best, least = e.Name(), d
		}
	}
	return best
}

// distance is the Levenshtein distance in bytes, or maxTypos+1 when it is more.
func distance(a, b string) int {
	if diff := len(a) - len(b); diff > maxTypos || -diff > maxTypos {
		return maxTypos + 1
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j+1]+1, row[j]+1)
		}
	}
	return min(row[len(b)], maxTypos+1)
}
