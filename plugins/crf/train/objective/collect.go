package objective

// collect sets the row of each cell to the sum of what remains at the tokens that see it.
func (l *Likelihood[F]) collect() {
	n := l.grid.Tags
	for s := range l.grid.Sources {
		source := &l.grid.Sources[s]
		width := len(source.Offsets)
		if width == 0 {
			continue
		}
		borders := l.cuts.types[s]
		l.pool.Do(len(borders)-1, func(w, chunk int) {
			for t := borders[chunk]; t < borders[chunk+1]; t++ {
				l.gather(l.workers[w], source.Offsets, l.sites[s].At(t), l.rows[(source.Base+t*width)*n:][:width*n])
			}
		})
	}
}

// gather sets out, a row for each offset, to the sums of what remains at the tokens that
// see sites. Places that are no tokens hold zeros. Four sites at a time are taken, so that
// what is read for one offset is still near for the next.
func (l *Likelihood[F]) gather(w *worker[F], offsets []int, sites []int32, out []F) {
	n := l.grid.Tags
	if len(sites) == 1 {
		for k, o := range offsets {
			copy(out[k*n:(k+1)*n], l.remains(int(sites[0])-o))
		}
		return
	}
	sums := w.room(len(out))
	clear(sums)
	for len(sites) > 0 {
		few := sites[:min(4, len(sites))]
		sites = sites[len(few):]
		for k, o := range offsets {
			rows := w.rows[:0]
			for _, site := range few {
				rows = append(rows, l.remains(int(site)-o))
			}
			addRows(sums[k*n:(k+1)*n], rows)
		}
	}
	for i, sum := range sums {
		out[i] = F(sum)
	}
}

// remains returns what remains at a site, which may be as far as the margin outside.
func (l *Likelihood[F]) remains(site int) []F {
	n := l.grid.Tags
	return l.rest[(site+l.margin)*n:][:n]
}
