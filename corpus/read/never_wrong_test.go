package read

import (
	"strings"
	"testing"
)

// TestDetectionIsRightOrRefuses takes parts of texts, down to some words: a
// refusal costs the user an option, a wrong guess is a text altered in silence.
func TestDetectionIsRightOrRefuses(t *testing.T) {
	t.Parallel()
	for _, c := range legacy {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			words := strings.Fields(c.text)
			right, all := 0, 0
			for from := range words {
				for to := from + 1; to <= len(words); to++ {
					part := strings.Join(words[from:to], " ")
					raw, err := c.table.NewEncoder().String(part)
					if err != nil {
						t.Fatal(err)
					}
					got, _, fail := (&source{}).decodeWhole([]byte(raw), false)
					if all++; fail == nil && got == part {
						right++
					} else if fail == nil {
						t.Errorf("%q became %q", part, got)
					}
				}
			}
			t.Logf("%d of %d parts are recognised, the others refused", right, all)
		})
	}
}
