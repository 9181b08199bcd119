package lid

import (
	"cmp"
	"math"
	"slices"
)

// A Model knows some languages. It never changes, so goroutines share it.
type Model struct {
	// Name, Description and Licence are for people.
	Name, Description, Licence string
	// Data says what it was trained on.
	Data []Data
	// Languages are the codes it can give, sorted; Unknown among them stands for
	// text of any other language and for what is no language.
	Languages []string
	// Dim is the length of a vector, 1<<Bits their number.
	Dim  int
	Bits uint
	// Table holds the vectors, row after row, in units of Unit.
	Table []int8
	Unit  float32
	// Weights and Bias are the linear layer: a row of Dim weights for each language.
	Weights, Bias []float32
	// Sharpness makes scores probabilities: the logits of a text are multiplied by
	// the entry for its length (see [Model.sharpness]).
	Sharpness []float32
}

// Unknown is the code for text in none of a model's languages (ISO 639: undetermined).
const Unknown = "und"

// A Sum is what some words add up to. The zero Sum is of no words.
type Sum struct {
	// Vector is the sum of the vectors of the features; nil stands for zeros.
	Vector []int32
	// Features is their number.
	Features int
}

// Add adds what o adds up to.
func (s *Sum) Add(o Sum) {
	if s.Vector == nil {
		s.Vector = make([]int32, len(o.Vector))
	}
	for i, v := range o.Vector {
		s.Vector[i] += v
	}
	s.Features += o.Features
}

// Reset makes it the sum of no words.
func (s *Sum) Reset() {
	clear(s.Vector)
	s.Features = 0
}

// Word adds the word that the scanner is at to a sum. rows is room to work in; what
// is returned is to be given the next time.
func (m *Model) Word(sum *Sum, s *Scanner, rows []uint32) []uint32 {
	rows = s.Features(rows[:0], m.Bits)
	if sum.Vector == nil {
		sum.Vector = make([]int32, m.Dim)
	}
	for _, row := range rows {
		addRow(sum.Vector, m.Table[int(row)*m.Dim:][:m.Dim])
	}
	sum.Features += len(rows)
	return rows
}

// addRow adds a row of the table, eight numbers at a time.
func addRow(sum []int32, row []int8) {
	for len(row) >= 8 && len(sum) >= 8 {
		a, b := (*[8]int32)(sum), (*[8]int8)(row)
		a[0] += int32(b[0])
		a[1] += int32(b[1])
		a[2] += int32(b[2])
		a[3] += int32(b[3])
		a[4] += int32(b[4])
		a[5] += int32(b[5])
		a[6] += int32(b[6])
		a[7] += int32(b[7])
		sum, row = sum[8:], row[8:]
	}
	for i, v := range row {
		sum[i] += int32(v)
	}
}

// Logits appends the numbers that [Softmax] makes probabilities of, one for each
// language, to dst. Those of a sum without features are all the same.
func (m *Model) Logits(dst []float32, sum Sum) []float32 {
	if sum.Features == 0 {
		return append(dst, make([]float32, len(m.Languages))...)
	}
	scale := float32(float64(m.Unit) / float64(sum.Features))
	sharp := m.sharpness(sum.Features)
	for l := range m.Languages {
		var dot float32
		for d, w := range m.Weights[l*m.Dim:][:m.Dim] {
			dot += float32(w * float32(sum.Vector[d])) // no fused operations: the same on every machine
		}
		dst = append(dst, float32(sharp*(float32(dot*scale)+m.Bias[l])))
	}
	return dst
}

// sharpness returns what logits of texts with n features are multiplied by: the
// k-th entry is for texts of 4<<k features and more, and what lies between two
// entries is interpolated by the logarithm.
func (m *Model) sharpness(n int) float32 {
	if len(m.Sharpness) == 0 {
		return 1
	}
	at := math.Log2(float64(n)) - 2
	k := int(max(at, 0))
	if k >= len(m.Sharpness)-1 {
		return m.Sharpness[len(m.Sharpness)-1]
	}
	part := float32(max(at, 0) - float64(k))
	return m.Sharpness[k] + float32(part*(m.Sharpness[k+1]-m.Sharpness[k]))
}

// Softmax turns logits into probabilities, in place.
func Softmax(logits []float32) {
	top := slices.Max(logits)
	var sum float64
	for i, v := range logits {
		e := math.Exp(float64(v - top))
		logits[i] = float32(e)
		sum += e
	}
	for i := range logits {
		logits[i] = float32(float64(logits[i]) / sum)
	}
}

// A Guess is a language and how likely it is.
type Guess struct {
	Language string
	Score    float32
}

// Identify returns the languages of a text, the most likely first, with
// probabilities that add up to one. A text without words gives none.
func (m *Model) Identify(text string) []Guess {
	var sum Sum
	var rows []uint32
	for s := NewScanner(text); s.Next(); {
		rows = m.Word(&sum, s, rows)
	}
	if sum.Features == 0 {
		return nil
	}
	p := m.Logits(nil, sum)
	Softmax(p)
	guesses := make([]Guess, len(p))
	for l, v := range p {
		guesses[l] = Guess{m.Languages[l], v}
	}
	slices.SortStableFunc(guesses, func(a, b Guess) int { return cmp.Compare(b.Score, a.Score) })
	return guesses
}
