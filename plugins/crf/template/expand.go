package template

import (
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/onomast/onomast/core/diag"
)

// expand makes a unit of each length, number of bits or test.
func (c *checker) expand(pointer string, k kind, p *part) []unit {
	base := unit{kind: k, id: k.name, options: *p, place: c.place(pointer + placeOf(k))}
	var units []unit
	add := func(id string, length int, test string) {
		u := base
		u.id, u.length, u.test = id, length, test
		units = append(units, u)
	}
	lower := map[bool]string{true: ".lower"}[p.Lower]
	switch k.name {
	case "prefix", "suffix", "stem", "ngrams":
		for _, n := range p.Length {
			add(strings.TrimSuffix(k.name, "s")+strconv.Itoa(n)+lower, n, "")
		}
	case "shape":
		id := "shape"
		if p.Collapse > 0 {
			id += strconv.Itoa(p.Collapse)
		}
		if p.KeepCaseless {
			id += ".keep"
		}
		add(id, p.Collapse, "")
	case "is":
		for i, test := range p.Tests {
			at := c.element(pointer+"/tests", i)
			if _, ok := testOf(test); !ok {
				c.mistake(at, "template.unknown-test", fmt.Sprintf("there is no test %q", test), diag.Suggest(test, testNames()))
			} else if slices.Contains(p.Tests[:i], test) {
				c.mistake(at, "template.duplicate", test+" is asked twice", "remove one")
			}
			add("is."+test, 0, test)
		}
	case "cluster", "list":
		base.resource = c.resource(pointer, p)
		for _, bits := range p.Bits {
			add(base.resource+"/"+strconv.Itoa(bits), bits, "")
		}
		if len(p.Bits) == 0 {
			add(base.resource, 0, "")
		}
	case "layer", "vector":
		add(k.name+":"+p.Layer, 0, "")
	default:
		add(k.name, 0, "")
	}
	return units
}

// placeOf is the key that mistakes about a unit are shown at.
func placeOf(k kind) string {
	switch k.name {
	case "list", "cluster":
		return "/file"
	case "layer", "vector":
		return "/layer"
	}
	return ""
}

// resource names the file of a unit.
func (c *checker) resource(pointer string, p *part) string {
	id := p.ID
	if id == "" {
		name, _ := shipped(p.File)
		id, _, _ = strings.Cut(path.Base(name), ".")
	}
	id = p.Of + ":" + id
	if before, used := c.ids[id]; used && !equal(before, *p) {
		c.mistake(pointer+"/file", "template.duplicate-id", fmt.Sprintf("%s is the name of two that differ", id), "give one of them another `id:`")
	}
	c.ids[id] = *p
	return id
}

// equal reports whether two parts read a file in the same way.
func equal(a, b part) bool {
	return a.File == b.File && a.IgnoreCase == b.IgnoreCase && a.MinTokens == b.MinTokens &&
		slices.Equal(a.Types, b.Types) && a.Typed == b.Typed
}
