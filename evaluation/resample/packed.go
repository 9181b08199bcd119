package resample

import "github.com/onomast/onomast/evaluation/score"

// A packed board numbers the entries of documents: there are few different ones, and
// counting how often each is drawn is quicker than adding tallies.
type packed struct {
	kinds []score.Entry
	ids   []int32 // of the entries of all documents
	from  []int32 // entries of document i are ids[from[i]:from[i+1]]
}

func pack(b *score.Board) *packed {
	p := &packed{from: make([]int32, 1, len(b.Documents)+1)}
	numbers := make(map[score.Entry]int32)
	for _, entries := range b.Documents {
		for _, e := range entries {
			id, known := numbers[e]
			if !known {
				id = int32(len(p.kinds))
				numbers[e] = id
				p.kinds = append(p.kinds, e)
			}
			p.ids = append(p.ids, id)
		}
		p.from = append(p.from, int32(len(p.ids)))
	}
	return p
}

// A draw is how often each document is in one resample, and room to sum it up.
type draw struct {
	times []int32 // by document
	count []int32 // by kind of entry
}

func newDraw(documents int) *draw { return &draw{times: make([]int32, documents)} }

// documents draws as many documents as there are.
func (d *draw) documents(seed uint64, number int) {
	clear(d.times)
	r := source(seed, number)
	for range d.times {
		d.times[r.IntN(len(d.times))]++
	}
}

// sum adds the tallies of the documents drawn, by label.
func (d *draw) sum(p *packed, into []score.Tally) {
	if len(d.count) < len(p.kinds) {
		d.count = make([]int32, len(p.kinds))
	}
	clear(d.count)
	for i, n := range d.times {
		if n == 0 {
			continue
		}
		for _, id := range p.ids[p.from[i]:p.from[i+1]] {
			d.count[id] += n
		}
	}
	clear(into)
	for id := range p.kinds {
		if n := d.count[id]; n > 0 {
			into[p.kinds[id].Label].Add(&p.kinds[id].Tally, n)
		}
	}
}
