package score

// Figures are what a tally comes to.
type Figures struct {
	Precision, Recall, F1 float64
	// FBeta weighs recall beta times as much as precision; it is F1 for beta 1.
	FBeta float64
	// NoPrecision: nothing was predicted. NoRecall: there was nothing to find. Such a
	// figure is 0/0; it is given as 0.
	NoPrecision, NoRecall bool
}

// Undefined names the figures that are 0/0.
func (f *Figures) Undefined() []string {
	var names []string
	if f.NoPrecision {
		names = append(names, "precision")
	}
	if f.NoRecall {
		names = append(names, "recall")
	}
	if f.NoPrecision && f.NoRecall {
		names = append(names, "f1")
	}
	return names
}

func figures(hits float64, actual int, found float64, possible int, beta float64) Figures {
	f := Figures{NoPrecision: actual == 0, NoRecall: possible == 0}
	if actual > 0 {
		f.Precision = hits / float64(actual)
	}
	if possible > 0 {
		f.Recall = found / float64(possible)
	}
	f.F1, f.FBeta = fBeta(f.Precision, f.Recall, 1), fBeta(f.Precision, f.Recall, beta)
	return f
}

// fBeta is the weighted harmonic mean (van Rijsbergen 1979).
func fBeta(p, r, beta float64) float64 {
	square := beta * beta
	if below := square*p + r; below > 0 {
		return (1 + square) * p * r / below
	}
	return 0
}

// mean returns the mean of figures, by weight.
func mean(all []Figures, weight func(i int) float64) Figures {
	var sum Figures
	total := 0.0
	for i, f := range all {
		w := weight(i)
		total += w
		sum.Precision += w * f.Precision
		sum.Recall += w * f.Recall
		sum.F1 += w * f.F1
		sum.FBeta += w * f.FBeta
	}
	if total == 0 {
		return Figures{NoPrecision: true, NoRecall: true}
	}
	return Figures{Precision: sum.Precision / total, Recall: sum.Recall / total, F1: sum.F1 / total, FBeta: sum.FBeta / total}
}
