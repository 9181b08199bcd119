package alphabet

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestWords(t *testing.T) {
	t.Parallel()
	tests := []struct {
		text string
		want []string
	}{
		{"", nil},
		{" \n", nil},
		{"Dr. Smith's", []string{"Dr", ".", "Smith", "'", "s"}},
		{" a_1  b\u00A0c ", []string{"a_1", "b", "c"}},
		{"cafe\u0301!", []string{"cafe\u0301", "!"}},
		{"東京へ", []string{"東", "京", "へ"}},
		{"👍\U0001F3FD 👩\u200D💻", []string{"👍\U0001F3FD", "👩\u200D💻"}},
		{"a\xff\x00b", []string{"a", "\xff", "\x00", "b"}},
	}
	table := New()
	for _, tt := range tests {
		var got []string
		for _, w := range table.Words(tt.text) {
			got = append(got, tt.text[w.Start:w.End])
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", tt.text, diff)
		}
	}
}
