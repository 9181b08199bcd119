package tagger

import (
	"github.com/onomast/onomast/plugins/crf/dense"
	"github.com/onomast/onomast/plugins/crf/template"
)

// compare sums up, by name, what differs between two ways to tag the sentence that
// was emitted last.
func (x *explainer) compare(with, without []int32) {
	if len(with) == 0 {
		return
	}
	tr, last := x.transitions, len(with)-1
	x.edge("start → "+x.tag(with[0]), "start → "+x.tag(without[0]), tr.Start, with[0], without[0])
	x.edge(x.tag(with[last])+" → end", x.tag(without[last])+" → end", tr.End, with[last], without[last])
	for i := range with {
		if i > 0 {
			x.pair(with[i-1], with[i], 1)
			x.pair(without[i-1], without[i], -1)
		}
		if with[i] != without[i] {
			x.features(i, with[i], without[i])
		}
	}
}

func (x *explainer) tag(t int32) string { return x.set.Tag(int(t)) }

// edge compares the tags at an end of the sentence.
func (x *explainer) edge(with, without string, weights []float32, a, b int32) {
	x.sums[with] += float64(weights[a])
	x.sums[without] -= float64(weights[b])
}

// pair takes neighbouring tags; sign is -1 where they speak for the other way.
func (x *explainer) pair(a, b int32, sign float64) {
	if w := x.transitions.Pair[int(a)*x.transitions.N+int(b)]; w-w == 0 {
		x.sums[x.tag(a)+" → "+x.tag(b)] += sign * float64(w)
	}
}

// features compares two tags of one token.
func (x *explainer) features(i int, with, without int32) {
	add := func(key uint64, name string) {
		if key == 0 {
			return
		}
		row := make([]float32, x.transitions.N)
		if x.table.Add(row, key) {
			x.sums[name] += float64(row[with]) - float64(row[without])
		}
	}
	x.seenWords(i, add)
	for t, track := range x.tracks {
		for k, o := range track.offsets {
			if at := i + o; at >= 0 && at < len(x.tokens) {
				value := x.sentence.Tracks[t][at]
				if value != 0 {
					add(x.x.Key(t, k, value), x.x.NameTrack(t, k, value, x.known))
				}
			}
		}
	}
	for j := range x.x.Joins() {
		if key := x.x.Join(j, i, &x.sentence); key != 0 {
			add(key, x.x.NameJoin(j, i, &x.sentence, x.tokens, x.known))
		}
	}
	for b := range x.vectors {
		x.sums["vectors of layer "+x.blocks[b].Layer] += x.numbersOf(b, i, with, without)
	}
	if x.bias != nil {
		x.sums["bias"] += float64(x.bias[with]) - float64(x.bias[without])
	}
}

// numbersOf compares two tags of a token by the vectors of a layer that it sees.
func (x *explainer) numbersOf(block, i int, with, without int32) float64 {
	b, sum := &x.blocks[block], 0.0
	numbers := make([]float64, b.Norm.Dim())
	for k, o := range b.Offsets {
		at := i + o
		if at < 0 || at >= len(x.tokens) || len(x.vectors[block][at].Numbers) == 0 {
			continue
		}
		dense.Apply(numbers, &b.Norm, x.vectors[block][at])
		pro, contra := b.Row(k, int(with), x.transitions.N), b.Row(k, int(without), x.transitions.N)
		for d, value := range numbers {
			sum += value * (float64(pro[d]) - float64(contra[d]))
		}
	}
	return sum
}

// seenWords names the features of the words that a token sees.
func (x *explainer) seenWords(i int, add func(key uint64, name string)) {
	var w template.Word
	for k, o := range x.words.offsets {
		of := func(offset int, key uint64, name []byte) {
			if offset == k {
				add(key, string(name))
			}
		}
		switch at := i + o; {
		case at < 0:
			x.x.NameOutside(at, of)
		case at >= len(x.tokens):
			x.x.NameOutside(at-len(x.tokens)+1, of)
		default:
			x.x.NameWord(x.tokens[at], &w, of)
		}
	}
}
