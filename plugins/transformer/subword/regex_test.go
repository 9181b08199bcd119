package subword

import (
	"strings"
	"testing"
	"time"
)

func TestAPatternThatFindsNoEndIsToldAndLeavesNothing(t *testing.T) {
	tests := []struct {
		name, expr, text, want string
		limit                  time.Duration
	}{
		{"stack", `(?:a|b(?=a)|ab)*c`, strings.Repeat("ab", 3_000_000), "characters: it went back and forth too much", maxSearch},
		{"time", `(?:a|aa|a)+c`, strings.Repeat("a", 200), "characters: match timeout after 300ms", 300 * time.Millisecond},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			tok := parse(t, withModel(`"pre_tokenizer": {"type": "Split", "pattern": {"Regex": "`+test.expr+`"}, "behavior": "Isolated", "invert": false}, `))
			tok.cutter.(cutter).pattern.(*regex).expr.MatchTimeout = test.limit
			e := tok.Encoder()
			var enc Encoding
			err := e.Encode(test.text, &enc)
			if err == nil || !strings.Contains(err.Error(), test.want) || enc.Len() > 0 {
				t.Errorf("%d pieces, %.200v; want %s", enc.Len(), err, test.want)
			}
			if err := e.Encode("a", &enc); err != nil || enc.Len() != 1 {
				t.Errorf("the next text has %d pieces, %v", enc.Len(), err)
			}
		})
	}
}
