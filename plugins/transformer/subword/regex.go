package subword

import (
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/dlclark/regexp2/v2"
)

// A regex is a pattern that is a regular expression of any kind. It is slow; the
// patterns of well-known tokenizers have their own readers.
type regex struct{ expr *regexp2.Regexp }

// Limits of one search: a text that needs more cannot be cut as the model wants it.
const (
	maxBacktrack = 1 << 22
	maxSearch    = 10 * time.Second
)

func newRegex(expr string) (*regex, error) {
	if part := foreign(expr); part != "" {
		return nil, fmt.Errorf("%s means something else here", part)
	}
	re, err := regexp2.Compile(expr, regexp2.Multiline, regexp2.OptionMaxBacktrackingStackSize(maxBacktrack))
	if err != nil {
		return nil, err
	}
	re.MatchTimeout = maxSearch
	return &regex{re}, nil
}

func (p *regex) find(s *scratch, b []byte, to []event) []event {
	s.runes = s.runes[:0]
	for i := 0; i < len(b); {
		r, n := decode(b[i:])
		s.runes = append(s.runes, r)
		i += n
	}
	atRune, atByte, end := 0, 0, -1
	advance := func(to int) int {
		for ; atRune < to; atRune++ {
			atByte += utf8.RuneLen(s.runes[atRune])
		}
		return atByte
	}
	err := p.expr.FindRunesMatches(s.runes, 0, func(m regexp2.MatchView) bool {
		from, length, _ := m.GroupRange(0)
		if length == 0 && from == end {
			return true // right behind a match: none
		}
		end = from + length
		to = append(to, event{advance(from), advance(end)})
		return true
	})
	if err != nil && s.err == nil {
		s.err = fmt.Errorf("the pattern of the tokenizer gave up on a text of %d characters: %w", len(s.runes), reason(err))
	}
	return to
}

func reason(err error) error {
	if errors.Is(err, regexp2.ErrBacktrackingStackLimit) {
		return errors.New("it went back and forth too much")
	}
	return err
}

// foreign returns a part of an expression that Oniguruma, for which they are written,
// takes for something else than the engine here: better none than another.
func foreign(expr string) string {
	inClass := false
	for i := 0; i < len(expr); i++ {
		rest := expr[i:]
		switch {
		case rest[0] == '\\' && len(rest) > 1:
			if strings.ContainsRune("XRKGNOyY", rune(rest[1])) {
				return rest[:2]
			}
			i++
		case inClass && rest[0] == '[':
			return "a class inside a class"
		case inClass && strings.HasPrefix(rest, "&&"):
			return "&&"
		case rest[0] == '[':
			inClass = true
			if strings.HasPrefix(rest[1:], "]") || strings.HasPrefix(rest[1:], "^]") {
				i += strings.IndexByte(rest, ']') // stands for itself
			}
		case rest[0] == ']':
			inClass = false
		case !inClass && flagged(rest, 'm'):
			return "(?m)"
		}
	}
	return ""
}

// flagged reports whether a group begins that sets a flag.
func flagged(rest string, flag byte) bool {
	flags, ok := strings.CutPrefix(rest, "(?")
	end := strings.IndexFunc(flags, func(r rune) bool { return !unicode.IsLower(r) && r != '-' })
	return ok && end > 0 && strings.IndexByte(flags[:end], flag) >= 0
}
