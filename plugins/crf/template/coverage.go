package template

// Coverage counts, for each file that a template reads, of how many of the tokens it
// says something. Counts are by [Resource.ID].
type Coverage struct {
	Tokens int
	Known  map[string]int

	x        *Extractor
	word     Word
	words    map[string]knownWord
	sentence Sentence
}

// A knownWord is what is counted at each token of a word.
type knownWord struct {
	clusters []string
	parts    []uint64
}

// Coverage returns counts of no tokens yet.
func (x *Extractor) Coverage() *Coverage {
	return &Coverage{x: x, Known: map[string]int{}, words: map[string]knownWord{}}
}

// Add counts the tokens of a sentence.
func (c *Coverage) Add(words []string) {
	c.Tokens += len(words)
	c.sentence.Parts = c.sentence.Parts[:0]
	for _, text := range words {
		w := c.of(text)
		c.sentence.Parts = append(c.sentence.Parts, w.parts)
		for _, id := range w.clusters {
			c.Known[id]++
		}
	}
	marks := make([]uint64, len(words))
	counted := map[string]bool{}
	for i := range c.x.tracks {
		t := &c.x.tracks[i]
		if t.resource == "" || counted[t.resource] {
			continue
		}
		counted[t.resource] = true
		t.fill.fill(&c.sentence, marks)
		for _, mark := range marks {
			if mark != 0 {
				c.Known[t.resource]++
			}
		}
	}
}

// of looks a word up once.
func (c *Coverage) of(text string) knownWord {
	if w, ok := c.words[text]; ok {
		return w
	}
	c.x.Word(text, &c.word)
	w := knownWord{parts: append([]uint64(nil), c.word.Parts...)}
	counted := map[string]bool{}
	for i := range c.x.attributes {
		at := &c.x.attributes[i]
		id := at.unit.resource
		if id == "" || counted[id] || len(at.values(&c.word.analysis, nil)) == 0 {
			continue
		}
		counted[id] = true
		w.clusters = append(w.clusters, id)
	}
	c.words[text] = w
	return w
}
