package calibrate

// A block is neighbours by score that share a value.
type block struct {
	weight float64 // observations
	score  float64 // sum of their scores
	value  float64 // sum of their truths
}

func (b block) mean() float64 { return b.value / b.weight }

// isotonic fits the rising steps nearest to the truths of sorted observations by
// pooling adjacent violators, draws each step towards its mean score a little, and
// returns the line through their middles.
func isotonic(obs []Observation) Map {
	var steps []block
	for i := 0; i < len(obs); {
		var b block
		score := obs[i].Score
		for ; i < len(obs) && obs[i].Score == score; i++ {
			b.weight, b.score, b.value = b.weight+1, b.score+score, b.value+obs[i].truth()
		}
		steps = pool(steps, b)
	}
	var smooth []block
	for _, b := range steps {
		b.value = (b.value + prior*b.score/b.weight) * b.weight / (b.weight + prior)
		smooth = pool(smooth, b)
	}
	var m Map
	for _, b := range smooth {
		m.From, m.To = append(m.From, b.score/b.weight), append(m.To, b.mean())
	}
	return m
}

// pool appends a block, and joins it with those before that are not under it.
func pool(steps []block, b block) []block {
	for n := len(steps); n > 0 && steps[n-1].mean() >= b.mean(); n = len(steps) {
		last := steps[n-1]
		b = block{b.weight + last.weight, b.score + last.score, b.value + last.value}
		steps = steps[:n-1]
	}
	return append(steps, b)
}
