package template

import (
	"slices"

	"github.com/cespare/xxhash/v2"
)

// Compile prepares a template for use. The resources may be nil when the
// template reads no file but what ships with the program.
func (t *Template) Compile(res Resources) (*Extractor, error) {
	if res == nil {
		res = onlyShipped{}
	}
	c := &compiler{res: res, x: &Extractor{caseOf: -1}, attributes: map[string]int{}, tracks: map[string]int{}}
	for _, d := range t.decls {
		if !d.join && !d.units[0].ofTokens() && !d.units[0].dense {
			c.x.hasMin = c.x.hasMin || d.min > 0
			c.x.offsets = append(c.x.offsets, d.offsets...)
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
	c.x.window = newWindow(c.x)
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
		if u.dense {
			c.vectors(u, d)
			continue
		}
		if u.ofTokens() {
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
			at.at = append(at.at, seen{index, spread(d.salt(o)), u.id + d.where(o), uint8(d.min)})
		}
	}
	return nil
}

// attribute returns the index of a unit's attribute, and makes it at first.
func (c *compiler) attribute(u unit) (int, error) {
	if i, known := c.attributes[u.id]; known {
		return i, nil
	}
	of, err := u.attribute(c, u)
	if err != nil {
		return 0, err
	}
	made := wordAttribute{attribute: of, unit: u, salt: spread(xxhash.Sum64String(u.id)), part: -1}
	made.ready, _ = of.(hashed)
	c.attributes[u.id] = len(c.x.attributes)
	c.x.attributes = append(c.x.attributes, made)
	return len(c.x.attributes) - 1, nil
}

// track returns the index of a unit's track, and makes it at first.
func (c *compiler) track(u unit) (int, error) {
	if i, known := c.tracks[u.id]; known {
		return i, nil
	}
	fill, err := u.track(c, u)
	if err != nil {
		return 0, err
	}
	made := track{Track: Track{Name: u.id}, salt: xxhash.Sum64String(u.id), resource: u.resource, fill: fill}
	c.tracks[u.id] = len(c.x.tracks)
	c.x.tracks = append(c.x.tracks, made)
	return len(c.x.tracks) - 1, nil
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
