package gold_test

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"

	diff "github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"
	"pgregory.net/rapid"

	"github.com/onomast/onomast/core/document"
	. "github.com/onomast/onomast/plugins/crf/train/gold"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// annotated makes a document whose tokens have spaces between them and whose
// sentences have " / " between them, with entities such as "0-5 PER".
func annotated(t testing.TB, text string, entities ...string) Document {
	t.Helper()
	d, err := document.New("d", text)
	if err != nil {
		t.Fatal(err)
	}
	tokens, sentences := document.NewLayer(document.Tokens), document.NewLayer(document.Sentences)
	at, begin := 0, 0
	for word := range strings.SplitSeq(text, " ") {
		if word == "/" {
			sentences.AddRange(begin, at, "")
			begin = at
		} else if word != "" {
			tokens.AddRange(at, at+len(word), "")
		}
		at += len(word) + 1
	}
	if text != "" {
		sentences.AddRange(begin, len(text), "")
	}
	for _, l := range []*document.Layer{tokens, sentences} {
		if err := d.Add(l); err != nil {
			t.Fatal(err)
		}
	}
	out := Document{Document: d}
	for _, text := range entities {
		var e Entity
		if _, err := fmt.Sscanf(text, "%d-%d %s", &e.Start, &e.End, &e.Label); err != nil {
			t.Fatal(err)
		}
		out.Entities = append(out.Entities, e)
	}
	return out
}

// shown renders sentences: words, and behind a bar the entities of each level.
func shown(sentences []Sentence) string {
	var lines []string
	for i := range sentences {
		s := &sentences[i]
		line := strings.Join(s.Words, " ")
		for _, level := range s.Levels {
			line += " |"
			for _, e := range level {
				line += fmt.Sprintf(" %s:%s", strings.Join(s.Words[e.Start:e.End], "_"), e.Label)
				if e.Altered {
					line += "*"
				}
			}
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

func levels(t testing.TB, text string) Levels {
	t.Helper()
	l, err := ParseLevels(strings.Fields(text))
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestRead(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		doc    Document
		levels string
		labels []string
		want   string
		counts Counts
	}{
		"plain": {
			annotated(t, "Anna is in New York / it rains", "0-4 PER", "11-19 LOC"), "", nil,
			"Anna is in New York | Anna:PER New_York:LOC\nit rains |",
			Counts{Sentences: 2, Tokens: 7, Labels: map[string]int{"PER": 1, "LOC": 1}, Levels: []int{2}, LongestSentence: 5},
		},
		"inside of tokens": {
			annotated(t, "the New York-based firm", "4-12 LOC", "20-23 ORG"), "", nil,
			"the New York-based firm | New_York-based:LOC* firm:ORG*",
			Counts{Sentences: 1, Tokens: 4, Labels: map[string]int{"LOC": 1, "ORG": 1}, Levels: []int{2}, LongestSentence: 4, Widened: 2},
		},
		"gaps": {
			Document{annotated(t, "left and right knee").Document, []Entity{{Start: 0, End: 19, Label: "X", Gaps: true}}}, "", nil,
			"left and right knee | left_and_right_knee:X*",
			Counts{Sentences: 1, Tokens: 4, Labels: map[string]int{"X": 1}, Levels: []int{1}, LongestSentence: 4, Filled: 1},
		},
		"outermost": {
			annotated(t, "University of New York staff", "0-22 ORG", "14-22 LOC", "18-22 LOC", "0-22 ORG"), "", nil,
			"University of New York staff | University_of_New_York:ORG",
			Counts{Sentences: 1, Tokens: 5, Labels: map[string]int{"ORG": 1}, Levels: []int{1}, LongestSentence: 5, Overlapping: 2, Doubled: 1},
		},
		"two levels": {
			annotated(t, "University of New York staff", "14-22 LOC", "0-22 ORG", "18-22 LOC", "23-28 PER"), "2", nil,
			"University of New York staff | University_of_New_York:ORG staff:PER | New_York:LOC",
			Counts{Sentences: 1, Tokens: 5, Labels: map[string]int{"ORG": 1, "LOC": 1, "PER": 1}, Levels: []int{2, 1}, LongestSentence: 5, Overlapping: 1},
		},
		"groups": {
			annotated(t, "University of New York staff", "14-22 LOC", "0-22 ORG", "18-22 GPE", "23-28 PER"), "LOC,GPE ORG", nil,
			"University of New York staff | New_York:LOC | University_of_New_York:ORG",
			Counts{Sentences: 1, Tokens: 5, Labels: map[string]int{"ORG": 1, "LOC": 1}, Levels: []int{1, 1}, LongestSentence: 5, Overlapping: 1, Other: 1},
		},
		"leftmost of equals": {
			annotated(t, "a b c", "2-5 X", "0-3 Y"), "", nil, "a b c | a_b:Y",
			Counts{Sentences: 1, Tokens: 3, Labels: map[string]int{"Y": 1}, Levels: []int{1}, LongestSentence: 3, Overlapping: 1},
		},
		"over sentences": {
			annotated(t, "a b / c d / e f", "2-15 X", "12-13 Y"), "", nil,
			"a b | b:X*\nc d | c_d:X*\ne f | e_f:X*",
			Counts{Sentences: 3, Tokens: 6, Labels: map[string]int{"X": 3}, Levels: []int{3}, LongestSentence: 2, Cut: 2, Overlapping: 1},
		},
		"without tokens": {
			annotated(t, "a  b", "1-2 X", "0-1 Y", "4-4 Z"), "", nil, "a b | a:Y",
			Counts{Sentences: 1, Tokens: 2, Labels: map[string]int{"Y": 1}, Levels: []int{1}, LongestSentence: 2, Tokenless: 2},
		},
		"some labels": {
			annotated(t, "a b", "0-1 X", "2-3 Y"), "", []string{"Y"}, "a b | b:Y",
			Counts{Sentences: 1, Tokens: 2, Labels: map[string]int{"Y": 1}, Levels: []int{1}, LongestSentence: 2, Other: 1},
		},
		"empty": {annotated(t, ""), "3", nil, "", Counts{Labels: map[string]int{}, Levels: []int{0, 0, 0}, Empty: 1}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var counts Counts
			got := Read(nil, tt.doc, Options{Levels: levels(t, tt.levels), Labels: tt.labels}, &counts)
			if d := diff.Diff(tt.want, shown(got)); d != "" {
				t.Error(d)
			}
			tt.counts.Documents = 1
			if d := diff.Diff(tt.counts, counts); d != "" {
				t.Error(d)
			}
			if counts.Entities() != len(strings.Split(shown(got), ":"))-1 {
				t.Errorf("%d entities are counted", counts.Entities())
			}
		})
	}
}

func TestParseLevels(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"":          "1 level1",
		"1":         "1 level1",
		"3":         "3 level1 level2 level3",
		"PER,LOC X": "2 per-loc x",
		"PER":       "1 per",
	} {
		l := levels(t, text)
		got := fmt.Sprint(l.Count())
		for i := range l.Count() {
			got += " " + l.Name(i)
		}
		if got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
	for text, want := range map[string]string{
		"0":                             "0 levels: there may be 1 to 16",
		"17":                            "17 levels",
		"A,B C,A":                       "the label A is on the levels 1 and 2",
		"A,B,A":                         "the label A is given twice",
		"A,,B":                          "labels with commas between them",
		strings.Repeat("A ", 17):        "17 levels",
		"A A":                           "the label A is on the levels 1 and 2",
		"-1":                            "-1 levels",
		"A ,":                           "labels with commas",
		"99999999999999999999999999999": "",
	} {
		_, err := ParseLevels(strings.Fields(text))
		if want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
}

// Offsets lead back to the bytes of the text.
func TestOffsets(t *testing.T) {
	t.Parallel()
	var counts Counts
	s := Read(nil, annotated(t, "vor Ort / in Köln am Rhein", "13-27 LOC"), Options{}, &counts)[1]
	e := s.Levels[0][0]
	if from, to := s.Offsets(e.Start, e.End); from != 13 || to != 27 || s.Tokens.Start != 2 {
		t.Errorf("bytes %d-%d, tokens %v", from, to, s.Tokens)
	}
}

// Whatever the entities, those of a level are apart and in order, every one is
// trained on or counted among those that are not, and their order does not matter.
func TestReadHolds(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		d := annotated(t, "aa bb / cc dd ee / ff gg hh / ii")
		d.Entities = rapid.SliceOfN(rapid.Custom(func(r *rapid.T) Entity {
			start := rapid.IntRange(0, len(d.Text())-1).Draw(r, "start")
			return Entity{Start: start, End: rapid.IntRange(start, len(d.Text())).Draw(r, "end"), Label: rapid.SampledFrom([]string{"A", "B", "C"}).Draw(r, "label")}
		}), 0, 12).Draw(r, "entities")
		o := Options{Levels: levels(t, rapid.SampledFrom([]string{"", "2", "4", "A B,C", "B"}).Draw(r, "levels"))}
		var counts, again Counts
		got := Read(nil, d, o, &counts)
		for i := range got {
			for _, level := range got[i].Levels {
				end := 0
				for _, e := range level {
					if e.Start < end || e.Start >= e.End || e.End > len(got[i].Words) {
						r.Fatalf("%v of %d words", level, len(got[i].Words))
					}
					end = e.End
				}
			}
		}
		if trained := counts.Entities() - counts.Cut; trained+counts.Doubled+counts.Overlapping+counts.Tokenless+counts.Other != len(d.Entities) {
			r.Fatalf("%d entities, of which %+v", len(d.Entities), counts)
		}
		d.Entities = slices.SortedFunc(slices.Values(d.Entities), func(a, b Entity) int { return cmp.Compare(b.End*7+b.Start, a.End*7+a.Start) })
		if d := diff.Diff(shown(got), shown(Read(nil, d, o, &again))); d != "" {
			r.Fatal(d)
		}
	})
}

// No more sentences are taken than are wanted, and counts of several documents add up.
func TestMaxAndAdd(t *testing.T) {
	t.Parallel()
	d := annotated(t, "aa bb / cc dd ee / ff", "0-2 X", "8-13 Y", "19-21 X")
	var one, rest, all, sum Counts
	if got := Read(nil, d, Options{Max: 2}, &one); shown(got) != "aa bb | aa:X\ncc dd ee | cc_dd:Y" || one.Entities() != 2 {
		t.Errorf("%s, %+v", shown(got), one)
	}
	more := annotated(t, "aa bb", "0-3 Z", "0-3 Z")
	Read(Read(nil, d, Options{}, &all), more, Options{}, &all)
	Read(nil, d, Options{}, &rest)
	sum.Add(&rest)
	rest = Counts{}
	Read(nil, more, Options{}, &rest)
	sum.Add(&rest)
	if d := diff.Diff(all, sum); d != "" {
		t.Error(d)
	}
}
