package objective

// collect sets the row of each cell to the sum of what remains at the tokens that see it.
func (l *Likelihood[F]) collect() {
	for s := range l.grid.Sources {
		source := &l.grid.Sources[s]
		width := len(source.Offsets) * l.grid.Tags
		if width == 0 {
			continue
		}
		borders := l.cuts.types[s]
		l.pool.Do(len(borders)-1, func(w, chunk int) {
			sums := l.workers[w].room(width)
			for t := borders[chunk]; t < borders[chunk+1]; t++ {
				l.gather(s, t, sums)
				row := l.rows[(source.Base+t*len(source.Offsets))*l.grid.Tags:][:width]
				for i, sum := range sums {
					row[i] = F(sum)
				}
			}
		})
	}
}

// gather sums, for a type and each offset, what remains at tokens. Sites beside the
// tokens of a sentence hold zeros.
func (l *Likelihood[F]) gather(source, t int, sums []float64) {
	clear(sums)
	n := l.grid.Tags
	offsets := l.grid.Sources[source].Offsets
	for _, site := range l.sites[source].At(t) {
		for k, o := range offsets {
			token := int(site) - o
			if token < 0 || token >= len(l.grid.Gold) {
				continue
			}
			rest := l.rest[token*n:][:n]
			sum := sums[k*n:][:n]
			for i, x := range rest {
				sum[i] += float64(x)
			}
		}
	}
}
