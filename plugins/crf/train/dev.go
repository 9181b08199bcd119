package train

import (
	"github.com/onomast/onomast/core/chain"
	"github.com/onomast/onomast/core/scheme"
	"github.com/onomast/onomast/plugins/crf/template"
	"github.com/onomast/onomast/plugins/crf/train/dataset"
	"github.com/onomast/onomast/plugins/crf/train/objective"
	"github.com/onomast/onomast/plugins/crf/train/parallel"
)

// A judge tags dev sentences with weights as they come and scores the entities.
type judge struct {
	set    scheme.Set
	grid   *dataset.Grid
	scorer *objective.Scorer[float32]
	arcs   *objective.Arcs
	pool   parallel.Pool
	chunks []int
}

// newJudge reads dev sentences by the features of training; nil where there are none.
func newJudge(set scheme.Set, x *template.Extractor, p *problem, pool parallel.Pool) (*judge, error) {
	if len(p.options.Dev) == 0 {
		return nil, nil
	}
	b := dataset.NewReader(set.N(), offsets(x), p.columns)
	b.See(p.grid.Vectors...)
	e := newEncoder(x, b)
	for _, s := range p.options.Dev {
		e.sentence(s, 1)
	}
	g, err := b.Read()
	if err != nil {
		return nil, err
	}
	return &judge{
		set: set, grid: g, scorer: objective.NewScorer[float32](g, p.columns, pool), arcs: p.arcs, pool: pool,
		chunks: parallel.Cut(len(g.Sentences), len(g.Gold)/16+1, func(i int) int { return g.Sentences[i].Len() }),
	}, nil
}

// score tags dev.
func (j *judge) score(weights []float64) Score {
	j.scorer.Set(weights)
	transitions := transitions(j.set, j.arcs, weights[len(weights)-j.arcs.Len():])
	counts := make([]Score, len(j.chunks)-1)
	j.pool.Do(len(counts), func(_, chunk int) {
		t := tagger{judge: j, decoder: chain.NewDecoder(transitions)}
		for s := j.chunks[chunk]; s < j.chunks[chunk+1]; s++ {
			t.count(s, &counts[chunk])
		}
	})
	var total Score
	for _, c := range counts {
		total.Right, total.Gold, total.Found = total.Right+c.Right, total.Gold+c.Gold, total.Found+c.Found
	}
	return Rate(total.Right, total.Gold, total.Found)
}

// Rate makes a score of counts.
func Rate(right, gold, found int) Score {
	s := Score{Right: right, Gold: gold, Found: found}
	if found > 0 {
		s.Precision = float64(right) / float64(found)
	}
	if gold > 0 {
		s.Recall = float64(right) / float64(gold)
	}
	if right > 0 {
		s.F1 = 2 * float64(right) / float64(found+gold)
	}
	return s
}

// A tagger is scratch for one goroutine.
type tagger struct {
	*judge
	decoder     *chain.Decoder
	emissions   []float32
	tags        []int32
	gold, found []scheme.Span
}

func (t *tagger) count(s int, c *Score) {
	where := t.grid.Sentences[s]
	t.emissions = t.scorer.Sentence(t.emissions[:0], s)
	t.tags = t.tags[:0]
	for _, tag := range t.grid.Gold[where.Start:where.End] {
		t.tags = append(t.tags, int32(tag))
	}
	t.gold = t.set.Decode(t.gold[:0], t.tags)
	t.decoder.Viterbi(t.emissions, t.tags)
	t.found = t.set.Decode(t.found[:0], t.tags)
	c.Gold += len(t.gold)
	c.Found += len(t.found)
	c.Right += common(t.gold, t.found)
}

// common counts the spans that two lists share, both sorted by their start.
func common(a, b []scheme.Span) (n int) {
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0].Start < b[0].Start:
			a = a[1:]
		case a[0].Start > b[0].Start:
			b = b[1:]
		default:
			if a[0] == b[0] {
				n++
			}
			a, b = a[1:], b[1:]
		}
	}
	return n
}
