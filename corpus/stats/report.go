package stats

import (
	"cmp"
	"math"
	"slices"

	"github.com/onomast/onomast/corpus/scan"
)

// A Report says what is in a corpus.
type Report struct {
	Documents int `json:"documents"`
	Entities  int `json:"entities"`
	// Splits are the parts of the data: train, dev, test, then others by their name.
	Splits []Split `json:"splits"`
	// Labels are in the order of their entities, most first.
	Labels    []Label       `json:"labels"`
	Imbalance Imbalance     `json:"imbalance"`
	Input     *scan.Summary `json:"input,omitempty"`
}

// A Split is what one part of the data has.
type Split struct {
	Name      string `json:"name"`
	Documents int    `json:"documents"`
	// Negative documents have no entities; Unlabelled ones were not annotated, so they
	// say nothing.
	Negative   int `json:"negative_documents"`
	Unlabelled int `json:"unlabelled_documents"`
	Entities   int `json:"entities"`
	// Deepest is how many entities lie over one character at most.
	Deepest int `json:"deepest"`
	// Characters are the lengths of documents, in code points.
	Characters Lengths `json:"characters"`
}

// A Label is what is known of one label.
type Label struct {
	Name string `json:"name"`
	// Share of all entities, from 0 to 1.
	Share float64 `json:"share"`
	Figures
	// Splits hold the figures of each part that has the label.
	Splits map[string]Figures `json:"splits"`
}

// Figures are counts of entities.
type Figures struct {
	Entities int `json:"entities"`
	// Documents is how many documents have such an entity.
	Documents int `json:"documents"`
	// Surfaces are the different texts, as they are written.
	Surfaces Distinct `json:"surfaces"`
	// Nested entities lie in another one or in its place, Crossing ones begin in one and
	// end behind it, Discontinuous ones have several fragments.
	Nested        int `json:"nested"`
	Crossing      int `json:"crossing"`
	Discontinuous int `json:"discontinuous"`
	// Words counts tokens of the document where it has some; Characters code points.
	Words      Lengths `json:"words"`
	Characters Lengths `json:"characters"`
}

// Distinct is a number of different things.
type Distinct struct {
	Count int `json:"count"`
	// Estimated: Count has a standard error of 1.6 %.
	Estimated bool `json:"estimated,omitempty"`
}

// Lengths sum up lengths. Median and P95 (95 % are no longer) are exact up to 63, and at
// most 1/16 too small beyond.
type Lengths struct {
	Mean      float64 `json:"mean"`
	Median    int     `json:"median"`
	P95       int     `json:"p95"`
	Longest   int     `json:"longest"`
	Histogram []Bin   `json:"histogram"`
}

// A Bin counts lengths From to To, both inclusive.
type Bin struct {
	From  int `json:"from"`
	To    int `json:"to"`
	Count int `json:"count"`
}

// Counts are those of the bins.
func (l *Lengths) Counts() []int {
	out := make([]int, len(l.Histogram))
	for i, b := range l.Histogram {
		out[i] = b.Count
	}
	return out
}

// Imbalance says how unlike in number labels are.
type Imbalance struct {
	// Ratio is the count of the most frequent label over that of the least frequent.
	Ratio float64 `json:"ratio"`
	// Evenness is the entropy of the shares over that of equal ones: 1 when all labels
	// are equally frequent, 0 when there is one.
	Evenness float64 `json:"evenness"`
	// Rare labels have fewer than [Few] entities.
	Rare []string `json:"rare"`
	// Missing says which labels a part that has entities does not have.
	Missing map[string][]string `json:"missing"`
}

// Few is how many entities make a label one that can be learnt, or judged by.
const Few = 20

// Report sums up. The collector may go on afterwards.
func (c *Collector) Report() *Report {
	r := &Report{Splits: []Split{}, Labels: []Label{}}
	order := slices.Clone(c.splits)
	slices.SortStableFunc(order, func(a, b *part) int { return cmp.Or(rank(a.name)-rank(b.name), cmp.Compare(a.name, b.name)) })
	for _, p := range order {
		s := p.split
		s.Name, s.Characters = p.name, p.chars.lengths()
		r.Splits = append(r.Splits, s)
		r.Documents += s.Documents
		r.Entities += s.Entities
	}
	for n, name := range c.labels {
		r.Labels = append(r.Labels, sum(name, n, order, r.Entities))
	}
	slices.SortStableFunc(r.Labels, func(a, b Label) int { return cmp.Or(b.Entities-a.Entities, cmp.Compare(a.Name, b.Name)) })
	r.Imbalance = imbalance(r)
	return r
}

// rank puts the usual parts first, and documents of none last.
func rank(split string) int {
	if at := slices.Index([]string{"train", "dev", "test"}, split); at >= 0 {
		return at
	}
	if split == NoSplit || split == OtherSplits {
		return 4
	}
	return 3
}

func sum(name string, n int, parts []*part, entities int) Label {
	out := Label{Name: name, Splits: map[string]Figures{}}
	var all label
	for _, p := range parts {
		if n >= len(p.labels) || p.labels[n] == nil {
			continue
		}
		l := p.labels[n]
		out.Splits[p.name] = l.sum()
		all.figures.Entities += l.figures.Entities
		all.figures.Documents += l.figures.Documents
		all.figures.Nested += l.figures.Nested
		all.figures.Crossing += l.figures.Crossing
		all.figures.Discontinuous += l.figures.Discontinuous
		all.surfaces.merge(&l.surfaces)
		all.words.merge(&l.words)
		all.chars.merge(&l.chars)
	}
	out.Figures = all.sum()
	out.Share = float64(out.Entities) / float64(entities)
	return out
}

func (l *label) sum() Figures {
	f := l.figures
	f.Surfaces, f.Words, f.Characters = l.surfaces.count(), l.words.lengths(), l.chars.lengths()
	return f
}

func imbalance(r *Report) Imbalance {
	m := Imbalance{Rare: []string{}, Missing: map[string][]string{}}
	if len(r.Labels) == 0 {
		return m
	}
	entropy := 0.0
	for i := range r.Labels {
		l := &r.Labels[i]
		entropy -= l.Share * math.Log(l.Share)
		if l.Entities < Few {
			m.Rare = append(m.Rare, l.Name)
		}
		for _, s := range r.Splits {
			if _, has := l.Splits[s.Name]; !has && s.Entities > 0 {
				m.Missing[s.Name] = append(m.Missing[s.Name], l.Name)
			}
		}
	}
	m.Ratio = float64(r.Labels[0].Entities) / float64(r.Labels[len(r.Labels)-1].Entities)
	if len(r.Labels) > 1 {
		m.Evenness = entropy / math.Log(float64(len(r.Labels)))
	}
	return m
}
