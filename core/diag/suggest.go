package diag

import "strings"

// maxWord bounds the words that are compared, in code points: nobody misspells
// a longer one by two letters only.
const maxWord = 100

// DidYouMean returns the known word nearest to a word somebody misspelt, or ""
// when none is near. Case is ignored; of equally near words the first wins.
// Near means at most two letters left out, put in, changed or swapped, and
// fewer in short words; or the one known word of which it is an abbreviation,
// or the other number.
func DidYouMean(word string, known []string) string {
	best, nearest := "", allowance(word)+1
	for _, candidate := range known {
		if candidate == "" || candidate == word {
			continue
		}
		if d := distance(fold(word), fold(candidate), nearest); d < nearest {
			best, nearest = candidate, d
		}
	}
	if best == "" {
		best = onlyRelative(strings.ToLower(word), known)
	}
	return best
}

// onlyRelative returns the one known word that begins with the word, of which it
// keeps some letters in their order, or that is its singular or plural.
func onlyRelative(word string, known []string) string {
	const least = 3 // letters that say something
	if len(word) < least || len(word) > maxWord {
		return ""
	}
	found := ""
	for _, candidate := range known {
		lower := strings.ToLower(candidate)
		if lower == word || singular(lower) != singular(word) && !abbreviates(word, lower) {
			continue
		}
		if found != "" && found != candidate {
			return ""
		}
		found = candidate
	}
	return found
}

// singular strips the endings of English plurals.
func singular(word string) string {
	if stem, ok := strings.CutSuffix(word, "ies"); ok {
		return stem + "y"
	}
	return strings.TrimSuffix(word, "s")
}

// abbreviates reports whether a word is another without some letters: cmd of
// command. The first letter stays.
func abbreviates(short, long string) bool {
	if len(short) >= len(long) || short[0] != long[0] {
		return false
	}
	for i := range len(long) {
		if short != "" && long[i] == short[0] {
			short = short[1:]
		}
	}
	return short == ""
}

// Suggest returns a hint that names the nearest of the known words, or lists
// them when none is near and they are few.
func Suggest(word string, known []string) string {
	const few = 12
	if near := DidYouMean(word, known); near != "" {
		return Meant(near)
	}
	if len(known) == 0 || len(known) > few {
		return ""
	}
	if len(known) == 1 {
		return "only \"" + known[0] + "\" is known here"
	}
	return "known here: " + strings.Join(known, ", ")
}

// Meant returns the hint at a word that is near.
func Meant(near string) string { return "did you mean \"" + near + "\"?" }

func fold(word string) []rune { return []rune(strings.ToLower(word)) }

// allowance is the largest distance at which a word of this length still
// counts as misspelt.
func allowance(word string) int {
	return min(2, (len([]rune(word))+1)/3)
}

// distance returns the Damerau-Levenshtein distance (with adjacent letters
// swapped at most once), or limit when it is not less.
func distance(a, b []rune, limit int) int {
	if len(a) > maxWord || len(b) > maxWord || abs(len(a)-len(b)) >= limit {
		return limit
	}
	before, last := []int(nil), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row := make([]int, len(b)+1)
		row[0] = i
		for j := 1; j <= len(b); j++ {
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+differ(a[i-1], b[j-1]))
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last = last, row
	}
	return min(limit, last[len(b)])
}

func differ(a, b rune) int {
	if a == b {
		return 0
	}
	return 1
}

func abs(n int) int { return max(n, -n) }
