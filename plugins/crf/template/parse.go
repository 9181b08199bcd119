package template

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/schema"
)

const (
	maxOffset = 10 // to either side
	maxLength = 32 // of affixes and n-grams, in code points
	maxBits   = 64 // of the path of a cluster
)

// Parse reads a template; file is its name in diagnostics, and the folder that
// lists and clusters are relative to. The template is nil when one of the
// diagnostics is an error.
func Parse(file string, data []byte) (*Template, diag.List) {
	s, raw := readYAML(file, data)
	if s.found.HasErrors() {
		return nil, s.found
	}
	var o options
	if err := schema.Decode(raw, &o); err != nil {
		return nil, s.locate(diag.From(err, "template.options"))
	}
	c := &checker{source: s, seen: map[string]string{}, ids: map[string]part{}}
	t := &Template{Name: o.Name, Description: o.Description, Scheme: o.Scheme, Source: slices.Clone(data), file: file}
	for i := range o.Features {
		if d, ok := c.feature("/features/"+strconv.Itoa(i), &o.Features[i]); ok {
			t.decls = append(t.decls, d)
		}
	}
	if s.found.HasErrors() {
		return nil, s.found
	}
	return t, s.found
}

// A checker turns options into declarations and gathers mistakes.
type checker struct {
	*source
	seen map[string]string // feature at an offset -> where it was declared
	ids  map[string]part   // of lists and clusters
}

func (c *checker) feature(pointer string, f *feature) (decl, bool) {
	if len(f.Join) > 0 {
		return c.join(pointer, f)
	}
	units, ok := c.part(pointer, &f.part, besides(f.Of)...)
	if !ok {
		return decl{}, false
	}
	d := decl{units: units, offsets: offsets(f.At), min: f.MinCount, bag: f.Bag}
	seenAt := d.offsets
	if f.Bag {
		if !c.bag(pointer, &d) {
			return d, false
		}
		seenAt = seenAt[:1] // all the same
	}
	for _, u := range units {
		for _, o := range seenAt {
			c.unique(pointer, u.id+d.where(o))
		}
	}
	return d, true
}

// besides are the keys of a feature that is no part of a join.
func besides(of string) []string {
	if k, _ := kindOf(of); k.dense {
		return nil
	}
	return []string{"bag", "min_count"}
}

// bag makes sure that there is something to be put together.
func (c *checker) bag(pointer string, d *decl) bool {
	switch {
	case d.units[0].ofTokens():
		c.mistake(pointer+"/bag", "template.needless-key", d.units[0].name+" has no `bag:`", "declare the offsets one by one")
	case len(d.offsets) == 1:
		c.mistake(pointer+"/bag", "template.bag-of-one", "a bag needs several offsets", "such as at: [-3, -2, -1]")
	default:
		return true
	}
	return false
}

func (c *checker) join(pointer string, f *feature) (decl, bool) {
	if c.given(pointer, "of") {
		c.mistake(pointer+"/of", "template.join-of", "a conjunction has no `of:` of its own", "put it among the parts of `join:`")
		return decl{}, false
	}
	c.keys(pointer, "a conjunction", []string{"join", "min_count"})
	d := decl{join: true, min: f.MinCount}
	var names []string
	for i := range f.Join {
		at := pointer + "/join/" + strconv.Itoa(i)
		units, ok := c.part(at, &f.Join[i])
		if !ok || !c.single(at, units, f.Join[i].At) {
			continue
		}
		o := offsets(f.Join[i].At)[0]
		d.units, d.offsets = append(d.units, units[0]), append(d.offsets, o)
		names = append(names, placed(units[0].id, o))
	}
	if len(names) < len(f.Join) {
		return d, false
	}
	for i, name := range names {
		if slices.Contains(names[:i], name) {
			c.mistake(pointer+"/join/"+strconv.Itoa(i), "template.duplicate", name+" is in the conjunction twice", "remove one")
		}
	}
	slices.Sort(names) // in another order it is the same conjunction
	c.unique(pointer, strings.Join(names, "|"))
	return d, true
}

// single makes sure that a part of a join has one value.
func (c *checker) single(pointer string, units []unit, at ints) bool {
	switch {
	case len(at) > 1:
		c.mistake(pointer+"/at", "template.join-several", "a part of a conjunction looks at one offset", "write a conjunction for each offset")
	case len(units) > 1:
		c.mistake(pointer, "template.join-several", "a part of a conjunction has one value, and this one has "+strconv.Itoa(len(units)), "write a conjunction for each")
	case units[0].dense:
		c.mistake(pointer+"/of", "template.join-vector", "a conjunction can not look at a vector", "declare it as a feature of its own")
	case units[0].bag:
		c.mistake(pointer, "template.join-several", units[0].name+" can have several values, which a conjunction can not", "use a part that has one")
	default:
		return true
	}
	return false
}

// part returns the units that a part stands for; besides are keys that it may
// have in its place.
func (c *checker) part(pointer string, p *part, besides ...string) ([]unit, bool) {
	before := len(c.found)
	k, known := kindOf(p.Of)
	switch {
	case p.Of == "":
		c.mistake(pointer, "template.no-of", "it does not say what is looked at", "give it `of:`, or `join:` for a conjunction")
		return nil, false
	case !known:
		hint := diag.Suggest(p.Of, Kinds())
		if hint == "" {
			hint = "known here: " + strings.Join(Kinds(), ", ")
		}
		c.mistake(pointer+"/of", "template.unknown-kind", fmt.Sprintf("there is no feature %q", p.Of), hint)
		return nil, false
	}
	c.keys(pointer, p.Of, slices.Concat([]string{"of", "at"}, k.keys, besides))
	c.needs(pointer, k)
	c.offsets(pointer, k, p)
	c.numbers(pointer, "length", p.Length, 1, maxLength)
	c.numbers(pointer, "bits", p.Bits, 1, maxBits)
	if len(c.found) > before {
		return nil, false
	}
	units := c.expand(pointer, k, p)
	return units, len(c.found) == before
}

func (c *checker) unique(pointer, name string) {
	if first, twice := c.seen[name]; twice {
		c.mistake(pointer, "template.duplicate", name+" is declared twice", "the first is at "+first+"; remove one")
		return
	}
	c.seen[name] = c.place(pointer).String()
}

func (c *checker) mistake(pointer, code, summary, hint string) {
	c.fail(c.place(pointer), code, summary, hint)
}

// offsets are sorted; none stands for 0.
func offsets(at ints) []int {
	if len(at) == 0 {
		return []int{0}
	}
	return slices.Sorted(slices.Values(at))
}
