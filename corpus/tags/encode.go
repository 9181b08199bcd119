package tags

// Encode writes entities that do not share tokens as tags of n tokens. Chunks are
// sorted.
func Encode(s Scheme, n int, chunks []Chunk) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = "O"
	}
	for i, c := range chunks {
		touching := i > 0 && chunks[i-1].To == c.From && chunks[i-1].Label == c.Label
		for j := c.From; j < c.To; j++ {
			out[j] = string(position4(s, j == c.From, j == c.To-1, touching)) + "-" + c.Label
		}
	}
	return out
}

// position4 is the letter of a token of an entity.
func position4(s Scheme, first, last, touching bool) byte {
	switch s {
	case IOB1:
		if first && touching {
			return 'B'
		}
		return 'I'
	case IOE2:
		if last {
			return 'E'
		}
		return 'I'
	case BIOES, BILOU:
		letters := "SBE"
		if s == BILOU {
			letters = "UBL"
		}
		switch {
		case first && last:
			return letters[0]
		case first:
			return letters[1]
		case last:
			return letters[2]
		}
		return 'I'
	}
	if first {
		return 'B'
	}
	return 'I'
}
