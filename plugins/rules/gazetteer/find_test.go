package gazetteer

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/onomast/onomast/plugins/rules/alphabet"
	"github.com/onomast/onomast/plugins/rules/internal/nasty"
)

func TestIndexEqualsNaive(t *testing.T) {
	t.Parallel()
	table := alphabet.New()
	rapid.Check(t, func(t *rapid.T) {
		n := naive{table: table, mode: drawMode(t)}
		all := rapid.Bool().Draw(t, "all")
		b := NewBuilder(table, n.mode)
		list := b.AddList(List{All: all})
		pieces := append(rapid.SliceOfN(rapid.SampledFrom(nasty.Pieces()), 1, 5).Draw(t, "pieces"), " ")
		for _, term := range rapid.SliceOfN(nasty.Texts(pieces, 4), 1, 6).Draw(t, "terms") {
			if term = strings.TrimSpace(term); goodTerm(term) {
				n.terms = append(n.terms, term)
				b.Add(term, Entry{List: list, Label: "X"})
			}
		}
		x := b.Build(nil)
		text := nasty.Texts(append(pieces, n.terms...), 20).Draw(t, "text")
		if diff := cmp.Diff(n.find(text, all), found(x, text)); diff != "" {
			t.Fatalf("found (-naive +index):\n%s", diff)
		}
	})
}

// A text is looked at some tokens at a time: a term may lie across the border.
func TestTermsAcrossBorders(t *testing.T) {
	t.Parallel()
	x := buildIndex([]string{"a b c d e", "c d", "x"}, Mode{Words: true})
	for _, before := range []int{0, 1, 5, someTokens - 6, someTokens - 5, someTokens - 3, someTokens - 1, someTokens, someTokens + 1, 3*someTokens - 2} {
		text := strings.Repeat("z ", before) + "a b c d e x"
		at := 2 * before
		want := []string{
			fmt.Sprintf("%d-%d", at, at+9), fmt.Sprintf("%d-%d", at+4, at+7), fmt.Sprintf("%d-%d", at+10, at+11),
		}
		if diff := cmp.Diff(want, found(x, text)); diff != "" {
			t.Errorf("after %d words (-want +got):\n%s", before, diff)
		}
	}
}

func TestStrip(t *testing.T) {
	t.Parallel()
	tests := []struct {
		term, text string
		fold       bool
		want       []string
	}{
		{"São Paulo", "Sao Paulo, SÃO PAULO, São Paulo", false, []string{"Sao Paulo", "São Paulo"}},
		{"Sao Paulo", "sa\u0303o paulo", true, []string{"sa\u0303o paulo"}},
		{"Łódź", "Lodz Łódź", false, []string{"Lodz", "Łódź"}},
		{"Ærø", "Aero AERO", true, []string{"Aero", "AERO"}},
		{"Müller", "Mueller Muller", false, []string{"Muller"}},
		{"Tiếng Việt", "tieng viet", true, []string{"tieng viet"}},
		{"cafe", "cafe\u0301s cafe\u0301", false, []string{"cafe\u0301"}},
		{"가", "가 각", false, []string{"가"}},
	}
	for _, tt := range tests {
		for _, words := range []bool{true, false} {
			if !words && tt.term == "cafe" {
				continue // found inside cafés too
			}
			x := buildIndex([]string{tt.term}, Mode{Words: words, Mode: alphabet.Mode{Fold: tt.fold, Strip: true}})
			var got []string
			x.Find(context.Background(), tt.text, func(h Hit) bool { got = append(got, tt.text[h.Start:h.End]); return true })
			if !words && tt.term == "가" {
				continue // 각 begins with it when decomposed
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("%s in %q, words %v (-want +got):\n%s", tt.term, tt.text, words, diff)
			}
		}
	}
}

// Without diacritics in term or text it makes no difference whether they count.
func TestStripChangesNothingElse(t *testing.T) {
	t.Parallel()
	table := alphabet.New()
	rapid.Check(t, func(t *rapid.T) {
		text := plain(nasty.Texts([]string{"ab", "c", " ", "-", "'", "日", "1", ".", "ж"}, 30).Draw(t, "text"))
		term := strings.TrimSpace(plain(nasty.Texts([]string{"ab", "c", " ", "ж", "日"}, 3).Draw(t, "term")))
		if !goodTerm(term) {
			return
		}
		m := drawMode(t)
		stripped := m
		stripped.Strip = true
		find := func(m Mode) []string {
			b := NewBuilder(table, m)
			b.Add(term, Entry{List: b.AddList(List{All: true})})
			return found(b.Build(nil), text)
		}
		if diff := cmp.Diff(find(m), find(stripped)); diff != "" {
			t.Fatalf("term %q (-as written +stripped):\n%s", term, diff)
		}
	})
}

func TestFindStopsWhenTold(t *testing.T) {
	t.Parallel()
	for _, words := range []bool{true, false} {
		x := buildIndex([]string{"a"}, Mode{Words: words})
		n := 0
		x.Find(context.Background(), "a a a", func(Hit) bool { n++; return n < 2 })
		if n != 2 {
			t.Errorf("words %v: %d calls after the second said stop", words, n)
		}
	}
}

func TestListsChooseForThemselves(t *testing.T) {
	t.Parallel()
	b := NewBuilder(alphabet.New(), Mode{Words: true})
	longest, all := b.AddList(List{}), b.AddList(List{All: true})
	for _, term := range []string{"New York", "New York City", "York", "City"} {
		b.Add(term, Entry{List: longest, Label: "L"})
		b.Add(term, Entry{List: all, Label: "A"})
	}
	b.Add("New York City", Entry{List: longest, Label: "M"})
	x := b.Build(nil)
	var got []string
	text := "New York City"
	x.Find(context.Background(), text, func(h Hit) bool {
		got = append(got, x.Label(h.Entry)+" "+text[h.Start:h.End])
		return true
	})
	want := []string{"L New York City", "A New York City", "M New York City", "A New York", "A York", "A City"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestEntriesOfOneTermMerge(t *testing.T) {
	t.Parallel()
	b := NewBuilder(alphabet.New(), Mode{Words: true, Mode: alphabet.Mode{Fold: true}})
	list := b.AddList(List{All: true})
	steps := []struct {
		entry Entry
		known bool
	}{
		{Entry{List: list, Label: "X", Lines: []int32{1}, Attrs: []Attr{{"id", "1"}}}, false},
		{Entry{List: list, Label: "X", Lines: []int32{2}, Attrs: []Attr{{"id", "1"}}}, true},
		{Entry{List: list, Label: "X", Lines: []int32{3}, Attrs: []Attr{{"id", "2"}}}, false},
		{Entry{List: list, Label: "X", Lines: []int32{4}}, true},
		{Entry{List: list, Label: "Y", Lines: []int32{5}}, false},
	}
	for i, s := range steps {
		if known := b.Add([]string{"Acme", "ACME"}[i%2], s.entry); known != s.known {
			t.Errorf("step %d: known %v", i, known)
		}
	}
	x := b.Build(nil)
	if b.Terms() != 1 {
		t.Errorf("%d terms", b.Terms())
	}
	var got []Entry
	x.Find(context.Background(), "acme", func(h Hit) bool { got = append(got, x.Entry(h.Entry)); return true })
	want := []Entry{
		{List: list, Label: "X", Lines: []int32{1, 3}, Attrs: []Attr{{"id", "1"}, {"id", "2"}}},
		{List: list, Label: "Y", Lines: []int32{5}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// Keys that agree in all that the table keeps of them share a node.
func TestEqualKeysAreToldApart(t *testing.T) {
	t.Parallel()
	b := NewBuilder(alphabet.New(), Mode{Words: true})
	list := b.AddList(List{All: true})
	for _, term := range []string{"one", "two", "three"} {
		b.Add(term, Entry{List: list, Label: term})
	}
	for i := range b.terms { // all terms at every node
		b.terms[i].next = uint32(i)
	}
	for i := range b.nodes.nodes {
		if b.nodes.keys[i] != 0 {
			b.nodes.nodes[i] = 3 | longer
		}
	}
	x := b.Build(nil)
	var got []string
	x.Find(context.Background(), "three two one", func(h Hit) bool { got = append(got, x.Label(h.Entry)); return true })
	if diff := cmp.Diff([]string{"three", "two", "one"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	terms := []building{{}, {next: 1}, {}}
	if n := joined(2|longer, 3, terms); n != 3|longer || terms[2].next != 2 || terms[1].next != 1 || terms[0].next != 0 {
		t.Errorf("joined nodes are %x with links %v", n, terms)
	}
}

func TestEmptyIndex(t *testing.T) {
	t.Parallel()
	x := NewBuilder(alphabet.New(), Mode{Words: true}).Build(nil)
	if got := found(x, "some text"); got != nil {
		t.Errorf("found %v", got)
	}
}

func FuzzFind(f *testing.F) {
	f.Add("Straße", "STRASSE\xff \x00", true, true, true)
	f.Add("a b", "a  b", false, false, false)
	table := alphabet.New()
	f.Fuzz(func(t *testing.T, term, text string, words, fold, strip bool) {
		if term = strings.TrimSpace(term); !goodTerm(term) || len(term) > MaxTerm {
			return
		}
		b := NewBuilder(table, Mode{Words: words, Mode: alphabet.Mode{Fold: fold, Strip: strip}})
		b.Add(term, Entry{List: b.AddList(List{All: true}), Label: "X"})
		b.Build(nil).Find(context.Background(), text+term+text, func(h Hit) bool {
			if h.Start < 0 || h.Start >= h.End || h.End > len(text)*2+len(term) {
				t.Errorf("hit %+v lies outside the text", h)
			}
			return true
		})
	})
}

// TestFindAsksItsContext: a long search ends when its context does, also where
// there is nothing to find.
func TestFindAsksItsContext(t *testing.T) {
	t.Parallel()
	for _, words := range []bool{true, false} {
		x := buildIndex([]string{"acme", "acme cloud"}, Mode{Words: words})
		ctx, cancel := context.WithCancel(t.Context())
		hits := 0
		err := x.Find(ctx, strings.Repeat("Acme acme other ", 1<<16), func(Hit) bool {
			hits++
			cancel()
			return true
		})
		if !errors.Is(err, context.Canceled) || hits == 0 || hits > 1<<14 {
			t.Errorf("words %v: %d hits, %v", words, hits, err)
		}
		if err := x.Find(ctx, strings.Repeat("nothing ", 1<<12), func(Hit) bool { return true }); !errors.Is(err, context.Canceled) {
			t.Errorf("words %v: %v", words, err)
		}
		if err := x.Find(t.Context(), "acme", func(Hit) bool { return false }); err != nil {
			t.Errorf("a search that is stopped: %v", err)
		}
	}
}
