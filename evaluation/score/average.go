package score

// ByLabel returns the tally of each label.
func (b *Board) ByLabel() []Tally {
	out := make([]Tally, b.Labels)
	for _, entries := range b.Documents {
		for i := range entries {
			out[entries[i].Label].Add(&entries[i].Tally, 1)
		}
	}
	return out
}

// Total returns the tally of all labels of one document.
func Total(entries []Entry) Tally {
	var t Tally
	for i := range entries {
		t.Add(&entries[i].Tally, 1)
	}
	return t
}

// Sum returns the tally of all labels and documents.
func (b *Board) Sum() Tally {
	var t Tally
	for _, entries := range b.Documents {
		for i := range entries {
			t.Add(&entries[i].Tally, 1)
		}
	}
	return t
}

// Averages are the four ways to make one figure of many.
type Averages struct {
	// Micro is of the summed counts.
	Micro Figures
	// Macro is the mean over labels, Weighted that by their gold spans.
	Macro, Weighted Figures
	// Labels is how many labels these are of.
	Labels int
	// Documents is the mean over documents that have a gold or a predicted span;
	// NonEmpty is how many these are.
	Documents Figures
	NonEmpty  int
}

// Averages returns the averages under a scheme.
func (b *Board) Averages(s Scheme, beta float64) Averages {
	var a Averages
	sum := b.Sum()
	a.Micro = sum.Figures(s, beta)
	var labels []Figures
	var support []float64
	byLabel := b.ByLabel()
	for i := range byLabel {
		if t := &byLabel[i]; *t != (Tally{}) {
			labels = append(labels, t.Figures(s, beta))
			support = append(support, float64(t.Support()))
		}
	}
	a.Labels = len(labels)
	equal := func(int) float64 { return 1 }
	a.Macro = mean(labels, equal)
	a.Weighted = mean(labels, func(i int) float64 { return support[i] })
	var docs []Figures
	for _, entries := range b.Documents {
		if len(entries) > 0 {
			t := Total(entries)
			docs = append(docs, t.Figures(s, beta))
		}
	}
	a.Documents, a.NonEmpty = mean(docs, equal), len(docs)
	return a
}
