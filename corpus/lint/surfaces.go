package lint

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/cespare/xxhash/v2"

	"github.com/onomast/onomast/core/table"
	"github.com/onomast/onomast/corpus/annotation"
	"github.com/onomast/onomast/corpus/internal/words"
)

const (
	// mostWords is how long surfaces are that are looked for in texts.
	mostWords = 8
	// fewest is how often a surface is labelled before it is missed elsewhere, and
	// mostly the share of its places that are.
	fewest = 3
	mostly = 0.75
	// longest is the size in bytes of surfaces that are compared: longer ones are no
	// names.
	longest = 1000
	// mostApart is how many labels of one surface are told apart.
	mostApart = 64
)

// A surface is a text that is an entity somewhere, known by the hash of its words.
type surface struct {
	labels []counted // most often one
	beyond int32     // how often it has a label beyond mostApart
	words  int32
	named  bool // it has two letters, or a character that is a word
	free   Finding
	odd    Finding
	text   string // filled in by the second pass, where it is shown
}

type counted struct{ label, n int32 }

// surfaces finds surfaces with several labels, and places where a surface has none.
type surfaces struct {
	labels *names
	of     map[uint64]*surface
	begins map[uint64]int32 // by a word: how many the longest surface has that begins with it
	at     []word           // of the document under way
	placed map[annotation.Range]int32
}

// A word is one of a document.
type word struct {
	annotation.Range
	hash uint64
}

// cut finds the words of a stretch.
func cut(into []word, text string, r annotation.Range) []word {
	body := text[:r.End]
	for start, end, _ := words.Next(body, r.Start); start < len(body); start, end, _ = words.Next(body, end) {
		into = append(into, word{annotation.Range{Start: start, End: end}, xxhash.Sum64String(body[start:end])})
	}
	return into
}

// join takes a word into the hash of a surface.
func join(key, hash uint64) uint64 {
	key = (key ^ hash) * 0x9e3779b97f4a7c15
	return key ^ key>>29
}

func keyOf(list []word) uint64 {
	key := uint64(0)
	for _, w := range list {
		key = join(key, w.hash)
	}
	return key
}

// places notes which label is at which place; -1 where there are several.
func (s *surfaces) places(d *annotation.Document) {
	if s.placed == nil {
		s.placed = map[annotation.Range]int32{}
	}
	clear(s.placed)
	for i := range d.Entities {
		hull, label := d.Entities[i].Hull(), s.labels.number(d.Entities[i].Label)
		if other, taken := s.placed[hull]; taken && other != label {
			label = -1
		}
		s.placed[hull] = label
	}
}

func (s *surfaces) learn(d *annotation.Document) {
	if s.of == nil {
		s.of, s.begins = map[uint64]*surface{}, map[uint64]int32{}
	}
	s.places(d)
	for i := range d.Entities {
		e := &d.Entities[i]
		if len(e.Fragments) > 1 || s.placed[e.Hull()] < 0 || e.Hull().Len() > longest {
			continue
		}
		s.at = cut(s.at[:0], d.Text, e.Hull())
		key := keyOf(s.at)
		one := s.of[key]
		if one == nil {
			one = &surface{words: int32(len(s.at)), named: named(d.Text, s.at)}
			s.of[key] = one
			if one.words > 0 && one.words <= mostWords {
				s.begins[s.at[0].hash] = max(s.begins[s.at[0].hash], one.words)
			}
		}
		one.count(s.labels.number(e.Label))
	}
}

// named reports whether words can be a name.
func named(text string, list []word) bool {
	for _, w := range list {
		for i, r := range text[w.Start:w.End] {
			switch class := words.ClassOf(r); {
			case class == words.Single && len(list) > 1, class == words.Letter && i > 0 && (r < '0' || r > '9'):
				return true
			}
		}
	}
	return false
}

func (s *surface) count(label int32) {
	for i := range s.labels {
		if s.labels[i].label == label {
			s.labels[i].n++
			return
		}
	}
	if len(s.labels) == mostApart {
		s.beyond++
		return
	}
	s.labels = append(s.labels, counted{label, 1})
}

func (s *surface) labelled() int {
	n := int(s.beyond)
	for _, c := range s.labels {
		n += int(c.n)
	}
	return n
}

// missed reports whether places without a label are looked for.
func (s *surface) missed() bool {
	return s.named && s.words > 0 && s.words <= mostWords && s.labelled() >= fewest
}

// between puts the most frequent label of each surface first.
func (s *surfaces) between() {
	for _, one := range s.of {
		slices.SortStableFunc(one.labels, func(a, b counted) int {
			return cmp.Or(cmp.Compare(b.n, a.n), cmp.Compare(s.labels.list[a.label], s.labels.list[b.label]))
		})
	}
}

// search looks at the entities of a document, and at the text between them.
func (s *surfaces) search(d *annotation.Document) {
	s.places(d)
	for i := range d.Entities {
		s.conflict(d, &d.Entities[i])
	}
	s.twins(d)
}

// conflict notes an entity whose surface has another label more often.
func (s *surfaces) conflict(d *annotation.Document, e *annotation.Entity) {
	hull := e.Hull()
	if len(e.Fragments) > 1 || s.placed[hull] < 0 || hull.Len() > longest {
		return
	}
	s.at = cut(s.at[:0], d.Text, hull)
	one := s.of[keyOf(s.at)]
	if one == nil || len(one.labels) < 2 {
		return
	}
	if one.text == "" {
		one.text = strings.Clone(annotation.Shorten(d.Text[hull.Start:hull.End]))
	}
	if s.labels.list[one.labels[0].label] != e.Label {
		one.odd.add(func() Place { return spot(d, hull, e.Label) })
	}
}

// twins looks for surfaces in the text that no entity covers, the longest first.
func (s *surfaces) twins(d *annotation.Document) {
	covered := cover(d.Entities)
	s.at = cut(s.at[:0], d.Text, annotation.Range{End: len(d.Text)})
	next := 0
	for i := 0; i < len(s.at); i++ {
		for next < len(covered) && covered[next].End <= s.at[i].Start {
			next++
		}
		limit := len(d.Text)
		if next < len(covered) {
			limit = covered[next].Start
		}
		if n := s.twin(d, i, limit); n > 0 {
			i += n - 1
		}
	}
}

// twin looks for the longest surface that begins with word i and ends before limit, and
// returns how many words it has.
func (s *surfaces) twin(d *annotation.Document, i, limit int) int {
	var best *surface
	key, n := uint64(0), 0
	most := int(s.begins[s.at[i].hash])
	for k := i; k < min(len(s.at), i+most) && s.at[k].End <= limit; k++ {
		key = join(key, s.at[k].hash)
		if one := s.of[key]; one != nil && one.missed() && int(one.words) == k-i+1 {
			best, n = one, k-i+1
		}
	}
	if best == nil {
		return 0
	}
	r := annotation.Range{Start: s.at[i].Start, End: s.at[i+n-1].End}
	if best.text == "" {
		best.text = strings.Clone(annotation.Shorten(d.Text[r.Start:r.End]))
	}
	best.free.add(func() Place { return spot(d, r, "") })
	return n
}

// cover returns what entities cover, in order and joined.
func cover(entities []annotation.Entity) []annotation.Range {
	list := make([]annotation.Range, len(entities))
	for i := range entities {
		list[i] = entities[i].Hull()
	}
	slices.SortFunc(list, func(a, b annotation.Range) int { return cmp.Compare(a.Start, b.Start) })
	out := list[:0]
	for _, r := range list {
		if n := len(out); n > 0 && r.Start <= out[n-1].End {
			out[n-1].End = max(out[n-1].End, r.End)
			continue
		}
		out = append(out, r)
	}
	return out
}

func (s *surfaces) findings() []Finding {
	var list []Finding
	for _, one := range s.of {
		if f := one.odd; f.Count > 0 {
			f.Code, f.Severity, f.sure = LabelConflict, Warning, float64(one.labels[0].n)/float64(f.Count)
			f.Summary = fmt.Sprintf("%s is %s", quoted(one.text), s.tally(one))
			f.Hint = "look at the rarer label: relabel what is wrong, and say in the guidelines what tells the labels apart"
			list = append(list, f)
		}
		labelled := one.labelled()
		if f := one.free; f.Count > 0 && float64(labelled) >= mostly*float64(labelled+f.Count) {
			f.Code, f.Severity, f.sure = UnlabelledTwin, Warning, float64(labelled)/float64(f.Count)
			f.Summary = fmt.Sprintf("%s is %s, and left unlabelled %s", quoted(one.text), s.tally(one), times(f.Count))
			f.Hint = "label what was overlooked: as it is, it teaches that the name is none"
			list = append(list, f)
		}
	}
	return list
}

// tally says which labels a surface has.
func (s *surfaces) tally(one *surface) string {
	const most = 4
	var parts []string
	for i, c := range one.labels {
		if i == most {
			parts = append(parts, table.Count(len(one.labels)-most, "other label", "other labels"))
			break
		}
		parts = append(parts, fmt.Sprintf("%s %s", shown(s.labels.list[c.label]), times(int(c.n))))
	}
	return strings.Join(parts, ", ")
}
