package gazetteer

// distance is the number of letters to leave out, put in, change, or swap with
// their neighbour to make b of a, where no letter is touched twice (optimal
// string alignment). It is only exact up to limit; above, it is some larger
// number.
func distance(a, b []rune, limit int) int {
	if d := len(a) - len(b); d > limit || -d > limit {
		return limit + 1
	}
	var buf [3][mostLetters + MaxDistance + 1]int
	rows := [3][]int{buf[0][:], buf[1][:], buf[2][:]}
	if len(b) >= len(buf[0]) {
		rows = [3][]int{make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)}
	}
	for j := range len(b) + 1 {
		rows[1][j] = j
	}
	for i := range a {
		before, last, row := rows[0], rows[1], rows[2]
		row[0] = i + 1
		least := row[0]
		for j := range b {
			d := last[j]
			if a[i] != b[j] {
				d++
			}
			d = min(d, last[j+1]+1, row[j]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				d = min(d, before[j-1]+1)
			}
			row[j+1] = d
			least = min(least, d)
		}
		if least > limit+1 { // a swap may still take one back
			return least
		}
		rows[0], rows[1], rows[2] = last, row, before
	}
	return rows[1][len(b)]
}
