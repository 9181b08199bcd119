package template

import (
	"slices"

	"github.com/cespare/xxhash/v2"
)

// An Extractor gives the features of tokens. It is safe for concurrent use.
type Extractor struct {
	offsets    []int
	attributes []wordAttribute
	parts      int
	hasMin     bool
	tracks     []track
	layers     []string
	joins      []join
	folds      []fold
	lists      []*list
	caseOf     int       // index in Word.Parts of what casing counts, or -1
	outside    [2][]Word // before and behind the sentence, by distance - 1
	blobs      []Blob
}

// A wordAttribute is an attribute with what becomes of its values.
type wordAttribute struct {
	attribute
	unit       unit
	salt       uint64
	part       int  // index in Word.Parts of its only value; -1: no join has it
	everywhere bool // has a value outside the sentence
	at         []seen
}

// seen is one offset at which an attribute is a feature.
type seen struct {
	index int // of Offsets
	salt  uint64
	name  string // lower[-1]
	min   uint8
}

// Compile prepares a template for use. The resources may be nil when the
// template reads no file.
func (t *Template) Compile(res Resources) (*Extractor, error) {
	c := &compiler{res: res, x: &Extractor{caseOf: -1}, attributes: map[string]int{}, tracks: map[string]int{}}
	for _, d := range t.decls {
		if !d.join {
			c.x.hasMin = c.x.hasMin || d.min > 0 && !d.units[0].track
			if !d.units[0].track {
				c.x.offsets = append(c.x.offsets, d.offsets...)
			}
		}
	}
	slices.Sort(c.x.offsets)
	c.x.offsets = slices.Compact(c.x.offsets)
	for _, d := range t.decls {
		if err := c.decl(d); err != nil {
			return nil, err
		}
	}
	c.outsides(t)
	return c.x, nil
}

// A compiler fills an extractor.
type compiler struct {
	res                Resources
	x                  *Extractor
	attributes, tracks map[string]int // by the id of their unit
}

func (c *compiler) decl(d decl) error {
	if d.join {
		return c.join(d)
	}
	for _, u := range d.units {
		if u.track {
			i, err := c.track(u)
			if err != nil {
				return err
			}
			c.x.tracks[i].see(d)
			continue
		}
		i, err := c.attribute(u)
		if err != nil {
			return err
		}
		at := &c.x.attributes[i]
		for _, o := range d.offsets {
			index, _ := slices.BinarySearch(c.x.offsets, o)
			at.at = append(at.at, seen{index, d.salt(o), u.id + d.where(o), uint8(d.min)})
		}
	}
	return nil
}

// attribute returns the index of a unit's attribute, and makes it at first.
func (c *compiler) attribute(u unit) (int, error) {
	if i, known := c.attributes[u.id]; known {
		return i, nil
	}
	made := wordAttribute{unit: u, salt: xxhash.Sum64String(u.id), part: -1}
	p := u.options
	made.everywhere = true
	switch u.name {
	case "word", "lower":
		made.attribute = whole{u.name == "lower"}
	case "shape":
		made.attribute = shape{p.Collapse, p.KeepCaseless}
	case "prefix", "suffix":
		made.everywhere = p.Short
		made.attribute = affix{u.length, u.name == "suffix", p.Lower, p.Short}
	case "stem":
		made.attribute = stem{u.length}
	case "ngrams":
		made.everywhere = false
		made.attribute = ngrams{u.length, p.Lower, p.Bounds}
	case "class":
		made.attribute = class{}
	case "is":
		made.attribute, _ = testOf(u.test)
	case "length":
		made.attribute = length{}
	case "cluster":
		made.everywhere = false
		known, err := c.clusters(u)
		if err != nil {
			return 0, err
		}
		made.attribute = known
	case "bias":
		made.everywhere = false
		made.attribute = constant{}
	}
	c.attributes[u.id] = len(c.x.attributes)
	c.x.attributes = append(c.x.attributes, made)
	return len(c.x.attributes) - 1, nil
}

// part returns where in Word.Parts the value of a unit is.
func (c *compiler) part(u unit) (int, error) {
	i, err := c.attribute(u)
	if err != nil {
		return 0, err
	}
	at := &c.x.attributes[i]
	if at.part < 0 {
		at.part = c.x.parts
		c.x.parts++
	}
	return at.part, nil
}

// outsides prepares the words around the sentence that joins look at.
func (c *compiler) outsides(t *Template) {
	reach := [2]int{}
	for _, d := range t.decls {
		for _, o := range d.offsets {
			reach[0], reach[1] = max(reach[0], -o), max(reach[1], o)
		}
	}
	for side, sign := range []int{-1, 1} {
		for n := 1; n <= reach[side]; n++ {
			var w Word
			c.x.Outside(sign*n, &w)
			c.x.outside[side] = append(c.x.outside[side], w)
		}
	}
}
