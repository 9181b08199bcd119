package template

// layer is the index of a layer.
type layer int

func (c *compiler) layer(u unit) (filler, error) {
	c.x.layers = append(c.x.layers, u.options.Layer)
	return layer(len(c.x.layers) - 1), nil
}

func (l layer) fill(s *Sentence, out []uint64) {
	if int(l) >= len(s.Layers) {
		clear(out) // nobody wrote it
		return
	}
	n := copy(out, s.Layers[l])
	clear(out[n:])
}

func (layer) name(uint64) string { return "" }
