package numerals

import (
	"math/big"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/onomast/onomast/plugins/rules/normalize/value"
)

// A Number is a number at the beginning of a text.
type Number struct {
	// Values are the readings: two where a separator can mean two things, or
	// where words and digits disagree; see Conflict.
	Values []*big.Rat
	// Rest is the text behind the number, without white space around it.
	Rest string
	// Conflict says that the number is written twice, in words and in digits,
	// and not the same: thirty (60).
	Conflict bool
	// Words says that it is written in words.
	Words bool
	// Undivided is the number without "quarters" or another part behind it, for
	// two quarters may be half a year; nil where there is none.
	Undivided *Number
}

// Prefix reads the number that text begins with.
func (l *Language) Prefix(text string, loc value.Locale) (Number, bool) {
	text = strings.TrimSpace(text)
	n, ok := l.digits(text, loc)
	if !ok {
		n, ok = l.inWords(text)
	}
	if !ok {
		return Number{}, false
	}
	l.multiply(&n)
	l.andPart(&n)
	l.again(&n, loc)
	n.Rest = strings.TrimSpace(n.Rest)
	return n, true
}

// Amount is [Language.Prefix] for sums of money, where m stands for a million.
func (l *Language) Amount(text string, loc value.Locale) (Number, bool) {
	n, ok := l.Prefix(text, loc)
	if !ok || n.Words {
		return n, ok
	}
	words, ends := Split(n.Rest, 1)
	if len(words) == 1 && l.short[words[0]] != 0 {
		n.times(new(big.Rat).SetInt64(l.short[words[0]]), strings.TrimPrefix(n.Rest[ends[0]:], "."))
		n.Rest = strings.TrimSpace(n.Rest)
	}
	return n, true
}

// Whole reads a text that is a number and nothing else.
func (l *Language) Whole(text string, loc value.Locale) (Number, bool) {
	n, ok := l.Prefix(text, loc)
	return n, ok && n.Rest == ""
}

// digits reads 1,234.5 and 2½ and 2 1/2.
func (l *Language) digits(text string, loc value.Locale) (Number, bool) {
	end := literal(text)
	if part, size := vulgar(text); end == 0 && size > 0 {
		return Number{Values: []*big.Rat{part}, Rest: text[size:]}, true
	}
	if end == 0 {
		return Number{}, false
	}
	n := Number{Values: Decimal(text[:end], loc), Rest: text[end:]}
	if n.Values == nil {
		return Number{}, false
	}
	if part, size := fraction(n.Rest); size > 0 {
		n.add(part, n.Rest[size:])
	} else if rest, ok := strings.CutPrefix(n.Rest, "/"); ok {
		if end := literal(rest); end > 0 && len(n.Values) == 1 {
			if d := Decimal(rest[:end], loc); len(d) == 1 && d[0].Sign() > 0 && d[0].IsInt() && n.Values[0].IsInt() && d[0].Cmp(big.NewRat(16, 1)) <= 0 && n.Values[0].Cmp(d[0]) < 0 {
				n = Number{Values: []*big.Rat{new(big.Rat).Quo(n.Values[0], d[0])}, Rest: rest[end:]}
			}
		}
	}
	return n, true
}

// add adds a part to each value.
func (n *Number) add(part *big.Rat, rest string) {
	for i, v := range n.Values {
		n.Values[i] = new(big.Rat).Add(v, part)
	}
	n.Rest = rest
}

// literal returns how many bytes of digits and separators text begins with.
func literal(text string) int {
	end, seen := 0, false
	for i, r := range text {
		switch {
		case '0' <= r && r <= '9':
			end, seen = i+1, true
		case i == 0 && (r == '-' || r == '−' || r == '+' || r == '.'):
		case seen && (r == '.' || r == ','):
		case seen && (r == '\'' || r == '’') && threeDigits(text[i+utf8.RuneLen(r):]):
		case seen && (r == ' ' || r == '\u00a0' || r == '\u202f'):
			if !threeDigits(text[i+utf8.RuneLen(r):]) || strings.ContainsAny(text[:i], ".,") || i-wordStart(text[:i]) > 3 {
				return end
			}
		default:
			return end
		}
	}
	return end
}

// wordStart is where the run of digits at the end of s begins.
func wordStart(s string) int {
	return strings.LastIndexFunc(s, func(r rune) bool { return r < '0' || r > '9' }) + 1
}

// threeDigits reports whether s begins with three digits and no fourth.
func threeDigits(s string) bool {
	if len(s) < 3 || len(s) > 3 && '0' <= s[3] && s[3] <= '9' {
		return false
	}
	return strings.Trim(s[:3], "0123456789") == ""
}

// fraction reads " 1/2", "-1/2" and "½", and returns how many bytes it takes.
func fraction(text string) (*big.Rat, int) {
	if part, size := vulgar(text); size > 0 {
		return part, size
	}
	s := strings.TrimLeft(text, " -")
	skipped := len(text) - len(s)
	if part, size := vulgar(s); size > 0 && skipped == 1 {
		return part, skipped + size
	}
	if skipped != 1 || len(s) < 3 || s[1] != '/' || s[0] < '1' || s[0] > '9' || s[2] < '2' || s[2] > '9' || s[0] >= s[2] {
		return nil, 0
	}
	if len(s) > 3 && (s[3] >= '0' && s[3] <= '9' || s[3] == '/') {
		return nil, 0
	}
	return big.NewRat(int64(s[0]-'0'), int64(s[2]-'0')), skipped + 3
}

// vulgar reads a fraction that is one character.
func vulgar(text string) (*big.Rat, int) {
	r, size := utf8.DecodeRuneInString(text)
	switch r {
	case '½':
		return big.NewRat(1, 2), size
	case '¼':
		return big.NewRat(1, 4), size
	case '¾':
		return big.NewRat(3, 4), size
	case '⅓':
		return big.NewRat(1, 3), size
	case '⅔':
		return big.NewRat(2, 3), size
	case '⅛':
		return big.NewRat(1, 8), size
	}
	return nil, 0
}

// inWords reads twenty-two, a dozen, half a.
func (l *Language) inWords(text string) (Number, bool) {
	words, ends := Split(text, 24)
	if len(words) == 0 {
		return Number{}, false
	}
	if part := l.parts[words[0]]; part != nil {
		used := 1
		if len(words) > 1 && l.article(words[1]) {
			used = 2 // half a
		}
		return Number{Values: []*big.Rat{part}, Rest: text[ends[used-1]:], Words: true}, true
	}
	w, ok := l.Words(words)
	if ok && w.Ordinal {
		return Number{}, false
	}
	if !ok {
		if !l.article(words[0]) {
			return Number{}, false
		}
		w = Word{Value: 1, Used: 1}
		if more, ok := l.Words(words[1:]); ok && !more.Ordinal && more.Value >= 100 {
			w = Word{Value: more.Value, Used: more.Used + 1} // a hundred
		}
	}
	return Number{Values: []*big.Rat{new(big.Rat).SetInt64(w.Value)}, Rest: text[ends[w.Used-1]:], Words: true}, true
}

func (l *Language) article(word string) bool {
	return l.one != "" && strings.Contains(l.one, " "+word+" ") || l.words[word].value == 1 && !l.words[word].ordinal
}

// multiply takes words behind digits: 5 million, 5 Mio., 2.5k, three quarters.
func (l *Language) multiply(n *Number) {
	for range 2 { // 5 mil millones
		words, ends := Split(n.Rest, 1)
		if len(words) == 0 {
			return
		}
		factor := new(big.Rat)
		if f, ok := l.scales[words[0]]; ok && (!n.Words || f == 12 || !n.Values[0].IsInt()) {
			factor.SetInt64(f)
		} else if part := l.parts[words[0]]; part != nil && n.Words && part.Cmp(big.NewRat(1, 1)) < 0 && strings.HasPrefix(n.Rest, " ") {
			factor.Set(part)
			before := *n
			n.Undivided = &before
		} else {
			return
		}
		n.times(factor, strings.TrimPrefix(n.Rest[ends[0]:], "."))
	}
}

func (n *Number) times(factor *big.Rat, rest string) {
	values := make([]*big.Rat, len(n.Values))
	for i, v := range n.Values {
		values[i] = new(big.Rat).Mul(v, factor)
	}
	n.Values, n.Rest = values, rest
}

// andPart takes "and a half" behind a number.
func (l *Language) andPart(n *Number) {
	words, ends := Split(n.Rest, 3)
	if len(words) < 2 || words[0] != l.and {
		return
	}
	i := 1
	if l.article(words[1]) && len(words) > 2 {
		i = 2
	}
	if part := l.parts[words[i]]; part != nil && part.Cmp(big.NewRat(1, 1)) < 0 {
		n.add(part, n.Rest[ends[i]:])
	}
}

// again takes the same number in parentheses: thirty (30), 30 (thirty).
func (l *Language) again(n *Number, loc value.Locale) {
	rest := strings.TrimSpace(n.Rest)
	if !strings.HasPrefix(rest, "(") {
		return
	}
	inside, after, ok := strings.Cut(rest[1:], ")")
	if !ok {
		return
	}
	m, ok := l.digits(strings.TrimSpace(inside), loc)
	if !ok {
		m, ok = l.inWords(strings.TrimSpace(inside))
	}
	if !ok || strings.TrimSpace(m.Rest) != "" {
		return
	}
	n.Rest = after
	for _, v := range n.Values {
		for _, w := range m.Values {
			if v.Cmp(w) == 0 {
				n.Values = []*big.Rat{v}
				return
			}
		}
	}
	n.Values, n.Conflict = append(n.Values, m.Values...), true
}

// Split cuts text into words of letters, in small letters, at most so many, and
// returns where each ends. It stops at anything that is not a letter, white
// space, a hyphen within or a soft hyphen.
func Split(text string, most int) (words []string, ends []int) {
	start := -1
	flush := func(end int) {
		if start >= 0 {
			words, ends = append(words, strings.ToLower(text[start:end])), append(ends, end)
			start = -1
		}
	}
	for i, r := range text {
		switch {
		case unicode.IsLetter(r) || unicode.Is(unicode.Mn, r):
			if start < 0 {
				start = i
			}
		case unicode.IsSpace(r), r == '-' && i > 0, r == '\u2010', r == '\u2011':
			flush(i)
		default:
			flush(i)
			return words, ends
		}
		if len(words) == most {
			return words, ends
		}
	}
	flush(len(text))
	return words, ends
}
