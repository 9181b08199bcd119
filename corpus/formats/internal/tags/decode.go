package tags

// A Chunk is an entity of tokens [From,To).
type Chunk struct {
	From, To int
	Label    string
}

// Chunks returns the entities of a sentence as the conlleval script finds them, in
// whatever scheme: what goes on without having begun begins there.
func Chunks(list []Tag) []Chunk {
	var out []Chunk
	open := -1
	before := Outside()
	for i := 0; i <= len(list); i++ {
		t := Outside()
		if i < len(list) {
			t = list[i]
		}
		if open >= 0 && ends(before, t) {
			out = append(out, Chunk{open, i, before.Label})
			open = -1
		}
		if open < 0 && t.Position != 'O' {
			open = i
		}
		before = t
	}
	return out
}

// ends reports whether an entity ends between two tags, the first of which lies in it.
func ends(a, b Tag) bool {
	return b.Position == 'O' || a.Label != b.Label || a.Position == 'E' || a.Position == 'S' || b.Position == 'B' || b.Position == 'S'
}

// Strict returns the entities of which every tag is valid in a scheme.
func Strict(s Scheme, list []Tag) []Chunk {
	bad := map[int]bool{}
	for _, i := range Invalid(s, list) {
		bad[i] = true
	}
	var out []Chunk
	for _, c := range Chunks(list) {
		sound := true
		for i := c.From; i < c.To; i++ {
			sound = sound && !bad[i]
		}
		if sound {
			out = append(out, c)
		}
	}
	return out
}

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
