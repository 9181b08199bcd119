package template

import "github.com/cespare/xxhash/v2"

// A join is a conjunction.
type join struct {
	salt  uint64
	parts []joinPart
	min   int
}

// A joinPart is one of a conjunction.
type joinPart struct {
	offset int
	word   int // index in Word.Parts, or -1
	track  int // index of the track, or -1
	unit   unit
}

// Joins returns the number of conjunctions.
func (x *Extractor) Joins() int { return len(x.joins) }

// JoinMin returns the min_count of conjunction j, 0 if none was given.
func (x *Extractor) JoinMin(j int) int { return x.joins[j].min }

// Join returns the key of conjunction j at token i, or 0 where one of its parts
// has no value. [Extractor.Fill] comes before it.
func (x *Extractor) Join(j, i int, s *Sentence) uint64 {
	key := x.joins[j].salt
	for k := range x.joins[j].parts {
		p := &x.joins[j].parts[k]
		value := x.partAt(p, i+p.offset, s)
		if value == 0 {
			return 0
		}
		key = mix(key, value)
	}
	return some(key)
}

func (x *Extractor) partAt(p *joinPart, i int, s *Sentence) uint64 {
	inside := i >= 0 && i < len(s.Parts)
	switch {
	case p.track >= 0 && inside:
		return s.Tracks[p.track][i]
	case p.track >= 0:
		return 0
	case inside:
		return s.Parts[i][p.word]
	}
	return x.outsideAt(i, len(s.Parts)).Parts[p.word]
}

// outsideAt returns the word at a place outside a sentence of n tokens.
func (x *Extractor) outsideAt(i, n int) *Word {
	if i < 0 {
		return &x.outside[0][-i-1]
	}
	return &x.outside[1][i-n]
}

func (c *compiler) join(d decl) error {
	made := join{min: d.min}
	name := "join"
	for k, u := range d.units {
		p := joinPart{offset: d.offsets[k], word: -1, track: -1, unit: u}
		var err error
		if u.ofTokens() {
			p.track, err = c.track(u)
		} else {
			p.word, err = c.part(u)
		}
		if err != nil {
			return err
		}
		made.parts = append(made.parts, p)
		name += "|" + placed(u.id, p.offset)
	}
	made.salt = xxhash.Sum64String(name)
	c.x.joins = append(c.x.joins, made)
	return nil
}
