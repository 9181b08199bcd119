package tags

// Lenient returns the entities of a sentence as conlleval (Tjong Kim Sang 2002) and
// seqeval without a mode find them. It knows B, I, E, S and O; a tag of any other
// prefix goes on with what is before it as long as the type is the same.
func Lenient(tags []Tag) []Chunk { return AppendLenient(nil, tags) }

// AppendLenient appends what [Lenient] returns to dst.
func AppendLenient(dst []Chunk, tags []Tag) []Chunk {
	const none = -1 // after E-X, U-X ends again what has ended
	before, start := outside, none
	for i := 0; i <= len(tags); i++ {
		now := outside
		if i < len(tags) {
			now = tags[i]
		}
		if start != none && ends(before, now) {
			dst = append(dst, Chunk{Start: start, End: i, Type: before.Type})
			start = none
		}
		if starts(before, now) {
			start = i
		}
		before = now
	}
	return dst
}

// ends reports whether an entity ends between two tags.
func ends(before, now Tag) bool {
	switch before.Prefix {
	case 'O':
		return false
	case 'E', 'S':
		return true
	case 'B', 'I':
		if now.Prefix == 'B' || now.Prefix == 'S' || now.Prefix == 'O' {
			return true
		}
	}
	return before.Prefix != '.' && before.Type != now.Type
}

// starts reports whether an entity starts between two tags.
func starts(before, now Tag) bool {
	switch now.Prefix {
	case 'O':
		return false
	case 'B', 'S':
		return true
	case 'E', 'I':
		if before.Prefix == 'E' || before.Prefix == 'S' || before.Prefix == 'O' {
			return true
		}
	}
	return now.Prefix != '.' && before.Type != now.Type
}

// Lenient returns the entities of a sentence by the lenient rule. L and U, which
// conlleval does not know, are read as E and S.
func (s Scheme) Lenient(tags []Tag) []Chunk {
	if s != BILOU {
		return Lenient(tags)
	}
	same := make([]Tag, len(tags))
	for i, t := range tags {
		switch t.Prefix {
		case 'L':
			t.Prefix = 'E'
		case 'U':
			t.Prefix = 'S'
		}
		same[i] = t
	}
	return Lenient(same)
}
