// Package tags reads and writes entities as one tag for each token: IOB1, IOB2, IOE1,
// IOE2, BIOES and BILOU.
//
// The score of a tagger depends on how sequences are read that are none. Two rules are
// in use: [Lenient], as conlleval and the default of seqeval have it, where every tag
// counts, and [Strict], as seqeval has it with mode="strict", where what does not follow
// the scheme is dropped. Lignos and Kamyab (2020, If You Build Your Own NER Scorer,
// Non-replicable Results Will Come) measured half a point of F1 between scorers on the
// same output.
package tags

// A Tag is one tag. Position is 'O' outside, and otherwise 'B', 'I', 'E' or 'S',
// whatever letters its scheme has for them.
type Tag struct {
	Position byte
	Label    string
}

// Outside is the tag of a token in no entity.
func Outside() Tag { return Tag{Position: 'O'} }

// Parse reads a tag: B-ORG, ORG-B, B_ORG. A label without a position is Inside, and
// plain is true.
func Parse(s string) (t Tag, plain bool) {
	switch s {
	case "O", "", "_", "-", "o":
		return Outside(), false
	}
	if len(s) >= 3 && (s[1] == '-' || s[1] == '_') {
		if p := position(s[0]); p != 0 {
			return Tag{p, s[2:]}, false
		}
	}
	if n := len(s); n >= 3 && (s[n-2] == '-' || s[n-2] == '_') {
		if p := position(s[n-1]); p != 0 {
			return Tag{p, s[:n-2]}, false
		}
	}
	if len(s) == 1 && position(s[0]) != 0 {
		return Tag{position(s[0]), "ENTITY"}, false
	}
	return Tag{'I', s}, true
}

// position maps the letters of all schemes to four.
func position(c byte) byte {
	switch c {
	case 'B', 'I', 'E', 'S':
		return c
	case 'M':
		return 'I'
	case 'L':
		return 'E'
	case 'U', 'W':
		return 'S'
	}
	return 0
}

// letter returns the letter of a tag as it is written, 0 for none.
func letter(s string) byte {
	if len(s) >= 3 && (s[1] == '-' || s[1] == '_') && position(s[0]) != 0 {
		return s[0]
	}
	if n := len(s); n >= 3 && (s[n-2] == '-' || s[n-2] == '_') && position(s[n-1]) != 0 {
		return s[n-1]
	}
	if len(s) == 1 && position(s[0]) != 0 {
		return s[0]
	}
	return 0
}

// Looks reports whether a cell could be a tag with a position, or O.
func Looks(s string) bool { return s == "O" || letter(s) != 0 }
