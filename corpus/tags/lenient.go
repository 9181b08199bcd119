package tags

// A Chunk is an entity of tokens [From,To).
type Chunk struct {
	From, To int
	Label    string
}

// Lenient appends the entities of a sentence as conlleval (Tjong Kim Sang 2002) and
// seqeval without a mode find them, in whatever scheme: what goes on without having
// begun begins there.
func Lenient(dst []Chunk, list []Tag) []Chunk {
	open := -1
	before := Outside()
	for i := 0; i <= len(list); i++ {
		t := Outside()
		if i < len(list) {
			t = list[i]
		}
		if open >= 0 && ends(before, t) {
			dst = append(dst, Chunk{open, i, before.Label})
			open = -1
		}
		if open < 0 && t.Position != 'O' {
			open = i
		}
		before = t
	}
	return dst
}

// ends reports whether an entity ends between two tags, the first of which lies in it.
func ends(a, b Tag) bool {
	return b.Position == 'O' || a.Label != b.Label || a.Position == 'E' || a.Position == 'S' || b.Position == 'B' || b.Position == 'S'
}
