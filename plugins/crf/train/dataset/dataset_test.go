package dataset

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// A text is generated sentences with what their tokens see.
type text struct {
	builder *Builder
	keys    [][]uint64 // of each token of all sentences
	tags    []int32
}

var offsets = [][]int{{-2, 0, 1}, {0}}

// generate draws sentences over a few words. It fills the builder and, token by token,
// lists the features that the token sees.
func generate(t *rapid.T, b *Builder) *text {
	out := &text{builder: b}
	nWords := rapid.IntRange(1, 8).Draw(t, "words")
	keysOf := make([][][]uint64, nWords)
	for w := range nWords {
		keysOf[w] = make([][]uint64, 3)
		for k := range keysOf[w] {
			keysOf[w][k] = rapid.SliceOfNDistinct(rapid.Uint64Range(uint64(100*k+1), uint64(100*k+6)), 0, 4, rapid.ID).Draw(t, "keys")
		}
		b.Type(0, keysOf[w], nil)
	}
	b.Type(1, [][]uint64{{900}}, nil)
	for range rapid.IntRange(0, 6).Draw(t, "sentences") {
		out.sentence(t, keysOf)
	}
	return out
}

func (x *text) sentence(t *rapid.T, keysOf [][][]uint64) {
	n := rapid.IntRange(0, 5).Draw(t, "tokens")
	word := []int32{-1, -1}
	track := []int32{-1, -1}
	for range n {
		word = append(word, int32(rapid.IntRange(0, len(keysOf)-1).Draw(t, "word")))
		track = append(track, int32(rapid.IntRange(-1, 0).Draw(t, "track")))
	}
	word, track = append(word, -1, -1), append(track, -1, -1)
	layout := Layout{Types: [][]int32{word, track}, Weight: 1}
	for i := range n {
		tag := int32(rapid.IntRange(0, 2).Draw(t, "tag"))
		layout.Tags = append(layout.Tags, tag)
		join := rapid.Uint64Range(0, 3).Draw(t, "join")
		if join > 0 {
			join += 1000
		}
		layout.Joins = append(layout.Joins, []Join{{Key: join}})
		var keys []uint64
		for k, o := range offsets[0] {
			if w := word[2+i+o]; w >= 0 {
				keys = append(keys, keysOf[w][k]...)
			}
		}
		if track[2+i] >= 0 {
			keys = append(keys, 900)
		}
		if join > 0 {
			keys = append(keys, join)
		}
		x.keys = append(x.keys, keys)
		x.tags = append(x.tags, tag)
	}
	x.builder.Sentence(layout)
}

// sees returns the features that the grid shows each token, as columns with their shares.
func sees(g *Grid) (out [][]int32, tags []int32) {
	for _, s := range g.Sentences {
		for site := int(s.Start); site < int(s.End); site++ {
			columns := slices.Clone(g.Joins.At(site))
			for i := range g.Sources {
				source := &g.Sources[i]
				for k, o := range source.Offsets {
					if t := source.Of[site+o]; t >= 0 {
						columns = append(columns, g.Cells.At(source.Base+int(t)*len(source.Offsets)+k)...)
					}
				}
			}
			slices.Sort(columns)
			out, tags = append(out, columns), append(tags, int32(g.Gold[site]))
		}
	}
	return out, tags
}

func TestTokensSeeTheirFeatures(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := NewBuilder(3, offsets)
		x := generate(t, b)
		least := rapid.IntRange(0, 3).Draw(t, "least")
		all := rapid.Bool().Draw(t, "all tags")
		g, c, err := b.Finish(Choice{MinCount: least, AllTags: all})
		if err != nil {
			t.Fatal(err)
		}
		counts, tagsOf := map[uint64]int{}, map[uint64]map[int32]bool{}
		tokensOf := map[uint64]string{}
		for i, keys := range x.keys {
			for _, key := range keys {
				counts[key]++
				if tagsOf[key] == nil {
					tagsOf[key] = map[int32]bool{}
				}
				tagsOf[key][x.tags[i]] = true
				tokensOf[key] += fmt.Sprint(i, " ")
			}
		}
		shares := map[int32]uint32{}
		for key, count := range counts {
			column := c.Find(key)
			if (column >= 0) != (count >= least) {
				t.Fatalf("feature %d of %d tokens has column %d; at least %d are wanted", key, count, column, least)
			}
			if column < 0 {
				continue
			}
			shares[column]++
			tags := c.Tags[c.Start[column]:c.Start[column+1]]
			if !slices.IsSorted(tags) || !all && len(tags) != len(tagsOf[key]) || all && len(tags) != 3 {
				t.Fatalf("feature %d seen with %v has parameters for %v", key, tagsOf[key], tags)
			}
			for other := range counts {
				if o := c.Find(other); o >= 0 && (o == column) != (tokensOf[other] == tokensOf[key]) {
					t.Fatalf("features of tokens %s and %s have columns %d and %d", tokensOf[key], tokensOf[other], column, o)
				}
			}
		}
		for column, share := range c.Share {
			if shares[int32(column)] != share {
				t.Fatalf("column %d stands for %d features, not %d", column, shares[int32(column)], share)
			}
		}
		seen, tags := sees(g)
		if !slices.Equal(tags, x.tags) {
			t.Fatalf("tags are %v, not %v", tags, x.tags)
		}
		for i, keys := range x.keys {
			want := map[int32]bool{}
			for _, key := range keys {
				if column := c.Find(key); column >= 0 {
					want[column] = true
				}
			}
			if got := seen[i]; len(got) != len(want) || slices.ContainsFunc(got, func(c int32) bool { return !want[c] }) {
				t.Fatalf("token %d sees columns %v, not %v", i, got, want)
			}
		}
	})
}

func TestReaderKnowsOnlyWhatTrainingKnew(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := NewBuilder(3, offsets)
		generate(t, b)
		_, c, err := b.Finish(Choice{})
		if err != nil {
			t.Fatal(err)
		}
		r := NewReader(3, offsets, c)
		x := generate(t, r)
		g, err := r.Read()
		if err != nil {
			t.Fatal(err)
		}
		seen, _ := sees(g)
		for i, keys := range x.keys {
			var want []int32
			for _, key := range keys {
				if column := c.Find(key); column >= 0 {
					want = append(want, column)
				}
			}
			slices.Sort(want)
			if !slices.Equal(seen[i], want) {
				t.Fatalf("token %d sees %v, not %v", i, seen[i], want)
			}
		}
	})
}

func TestOwnLeastCountGoesBefore(t *testing.T) {
	b := NewBuilder(2, [][]int{{0}})
	w := b.Type(0, [][]uint64{{1, 2, 3}}, [][]uint8{{0, 1, 3}})
	for range 2 {
		b.Sentence(Layout{Types: [][]int32{{w}}, Joins: [][]Join{{{Key: 4, Min: 2}, {Key: 5, Min: 9}}}, Tags: []int32{1}, Weight: 1})
	}
	_, c, err := b.Finish(Choice{MinCount: 5})
	if err != nil {
		t.Fatal(err)
	}
	for key, want := range map[uint64]bool{1: false, 2: true, 3: false, 4: true, 5: false} {
		if got := c.Find(key) >= 0; got != want {
			t.Errorf("feature %d is kept: %v", key, got)
		}
	}
}

func TestInvertTwiceIsTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := Lists{Start: []uint32{0}}
		for range rapid.IntRange(0, 9).Draw(t, "lists") {
			items := rapid.SliceOfN(rapid.Int32Range(0, 6), 0, 5).Draw(t, "items")
			slices.Sort(items)
			l.Items = append(l.Items, items...)
			l.close()
		}
		back := func() Lists { i := l.Invert(7); return i.Invert(l.Len()) }()
		for i := range l.Len() {
			if !slices.Equal(l.At(i), back.At(i)) {
				t.Fatalf("list %d is %v, inverted twice %v", i, l.At(i), back.At(i))
			}
		}
	})
}
