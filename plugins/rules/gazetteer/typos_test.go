package gazetteer

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/onomast/onomast/plugins/rules/alphabet"
)

// fullDistance is optimal string alignment by its definition, with memory of
// everything.
func fullDistance(a, b []rune) int {
	d := make([][]int, len(a)+1)
	for i := range d {
		d[i] = make([]int, len(b)+1)
		d[i][0] = i
	}
	for j := range d[0] {
		d[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			change := 1
			if a[i-1] == b[j-1] {
				change = 0
			}
			d[i][j] = min(d[i-1][j]+1, d[i][j-1]+1, d[i-1][j-1]+change)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d[i][j] = min(d[i][j], d[i-2][j-2]+1)
			}
		}
	}
	return d[len(a)][len(b)]
}

func TestDistance(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		letters := rapid.SliceOfN(rapid.SampledFrom([]rune("abcä")), 0, 40)
		a, b := letters.Draw(t, "a"), letters.Draw(t, "b")
		limit := rapid.IntRange(0, 3).Draw(t, "limit")
		got, want := distance(a, b, limit), fullDistance(a, b)
		if min(got, limit+1) != min(want, limit+1) {
			t.Fatalf("distance %d, want %d (limit %d)", got, want, limit)
		}
	})
}

func TestTypos(t *testing.T) {
	t.Parallel()
	terms := []string{"metformin", "acetylsalicylic acid", "San Francisco", "Xarelto", "aspirin", "aspirine"}
	tests := []struct {
		text string
		list List
		want []string
	}{
		{"metformin", List{Distance: 1}, []string{"metformin 0"}},
		{"metfromin metformn mettformin netformin", List{Distance: 1}, []string{"metfromin 1", "metformn 1", "mettformin 1", "netformin 1"}},
		{"mtfrmin", List{Distance: 1}, nil},
		{"mtfrmin", List{Distance: 2}, []string{"mtfrmin 2"}},
		{"San Fransisco, Sun Francisco", List{Distance: 2}, []string{"San Fransisco 1"}}, // San is too short to be misspelt
		{"acetilsalicylic acit", List{Distance: 2}, []string{"acetilsalicylic acit 2"}},
		{"acetilsalicylic acit", List{Distance: 1}, nil},
		{"acetylsalicylicacid", List{Distance: 2}, nil}, // words are neither joined nor split
		{"aspirin", List{Distance: 1}, []string{"aspirin 0"}},
		{"aspirim", List{Distance: 1, From: 8}, nil},
		{"aspirime", List{Distance: 1, From: 8}, []string{"aspirime 1"}},
		{"xarelt, xarelto's", List{Distance: 1}, []string{"xarelt 1", "xarelto 0"}},
		{"metformin-like metformins", List{Distance: 1}, []string{"metformin 0", "metformins 1"}},
	}
	for _, tt := range tests {
		b := NewBuilder(alphabet.New(), Mode{Words: true, Mode: alphabet.Mode{Fold: true}})
		list := b.AddList(tt.list)
		for _, term := range terms {
			b.Add(term, Entry{List: list, Label: "X"})
		}
		var got []string
		b.Build(nil).Find(context.Background(), tt.text, func(h Hit) bool {
			got = append(got, fmt.Sprintf("%s %d", tt.text[h.Start:h.End], h.Errors))
			return true
		})
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%q with %+v (-want +got):\n%s", tt.text, tt.list, diff)
		}
	}
}

// naiveTypos finds the ranges that a term matches with errors, by comparing
// word by word.
func naiveTypos(table *alphabet.Table, text string, term string, l List) []string {
	type piece struct {
		form   []rune
		spaced bool
		word   bool
	}
	cut := func(s string) (words []alphabet.Word, pieces []piece) {
		words = table.Words(s)
		for i, w := range words {
			first, _ := alphabet.Decode(s, w.Start)
			class := table.Class(first)
			pieces = append(pieces, piece{
				form: []rune(s[w.Start:w.End]), spaced: i > 0 && words[i-1].End < w.Start,
				word: class == alphabet.Letter || class == alphabet.Alone,
			})
		}
		return words, pieces
	}
	words, pieces := cut(text)
	_, wanted := cut(term)
	var found []string
	for i := range words {
		if i+len(wanted) > len(words) {
			break
		}
		errors, possible := 0, true
		for j, want := range wanted {
			got := pieces[i+j]
			d := fullDistance(got.form, want.form)
			errors += d
			fits := d == 0 || got.word && want.word && len(want.form) >= leastLetters && len(want.form) <= mostLetters
			possible = possible && fits && (j == 0 || got.spaced == want.spaced)
		}
		start, end := words[i].Start, words[i+len(wanted)-1].End
		allowed := l.Distance
		if len([]rune(term)) < l.From {
			allowed = 0
		}
		if possible && errors <= allowed && table.Bounded(text, start, end) {
			found = append(found, fmt.Sprintf("%d-%d %d", start, end, errors))
		}
	}
	return found
}

func TestTyposEqualNaive(t *testing.T) {
	t.Parallel()
	table := alphabet.New()
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.StringMatching(`[abé]{1,7}`)
		term := strings.Join(rapid.SliceOfN(word, 1, 3).Draw(t, "term"), rapid.SampledFrom([]string{" ", "-"}).Draw(t, "by"))
		l := List{All: true, Distance: rapid.IntRange(1, 2).Draw(t, "distance"), From: rapid.IntRange(0, 6).Draw(t, "from")}
		text := strings.Join(rapid.SliceOfN(rapid.OneOf(word, rapid.Just(term)), 0, 12).Draw(t, "words"),
			rapid.SampledFrom([]string{" ", "-", "  "}).Draw(t, "between"))
		b := NewBuilder(table, Mode{Words: true})
		b.Add(term, Entry{List: b.AddList(l), Label: "X"})
		var got []string
		b.Build(nil).Find(context.Background(), text, func(h Hit) bool {
			got = append(got, fmt.Sprintf("%d-%d %d", h.Start, h.End, h.Errors))
			return true
		})
		want := naiveTypos(table, text, term, l)
		slices.Sort(got)
		slices.Sort(want)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("term %q in %q, %+v (-naive +index):\n%s", term, text, l, diff)
		}
	})
}

func TestTyposAcrossBorders(t *testing.T) {
	t.Parallel()
	b := NewBuilder(alphabet.New(), Mode{Words: true})
	b.Add("metformin sandoz", Entry{List: b.AddList(List{Distance: 1})})
	x := b.Build(nil)
	for before := someTokens - 4; before < someTokens+4; before++ {
		text := strings.Repeat("z ", before) + "metformim sandoz"
		if got := found(x, text); len(got) != 1 {
			t.Errorf("after %d words: %v", before, got)
		}
	}
}
