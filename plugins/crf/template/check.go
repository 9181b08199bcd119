package template

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// keys reports keys that mean nothing here.
func (c *checker) keys(pointer, what string, allowed []string) {
	for _, key := range partKeys() {
		if c.given(pointer, key) && !slices.Contains(allowed, key) {
			at := c.keyAt[pointer+"/"+key]
			c.fail(at, "template.needless-key", fmt.Sprintf("%s has no `%s:`", what, key), "remove it; it takes "+strings.Join(allowed, ", "))
		}
	}
}

// partKeys are all keys of a feature.
func partKeys() []string {
	keys := []string{"of", "at", "bag", "min_count"}
	for _, k := range kinds() {
		keys = append(keys, k.keys...)
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

func (c *checker) needs(pointer string, k kind) {
	for _, key := range k.needs {
		if !c.given(pointer, key) {
			c.mistake(pointer, "template.missing-key", fmt.Sprintf("%s needs `%s:`", k.name, key), "such as "+key+": "+example(key))
		}
	}
}

// example is what a key that is needed may hold.
func example(key string) string {
	return map[string]string{"length": "[1, 2, 3]", "tests": "[title, upper]", "file": "lists/cities.tsv", "layer": "rules"}[key]
}

func (c *checker) given(pointer, key string) bool {
	_, ok := c.keyAt[pointer+"/"+key]
	return ok
}

func (c *checker) offsets(pointer string, k kind, p *part) {
	if k.here && slices.ContainsFunc(p.At, func(o int) bool { return o != 0 }) {
		c.mistake(pointer+"/at", "template.bad-offset", k.name+" is the same at every offset", "leave `at:` out")
		return
	}
	c.numbers(pointer, "at", p.At, -maxOffset, maxOffset)
}

// numbers checks a list of numbers: each in its bounds, and once.
func (c *checker) numbers(pointer, key string, list ints, least, most int) {
	for i, n := range list {
		at := c.element(pointer+"/"+key, i)
		switch {
		case n < least || n > most:
			c.mistake(at, "template.bad-number", fmt.Sprintf("%s: %d is out of bounds", key, n), fmt.Sprintf("from %d to %d will do", least, most))
		case slices.Contains(list[:i], n):
			c.mistake(at, "template.duplicate", fmt.Sprintf("%s: %d is there twice", key, n), "remove one")
		}
	}
}

// element is the pointer of element i of what may be a list.
func (c *checker) element(pointer string, i int) string {
	element := pointer + "/" + strconv.Itoa(i)
	if _, isList := c.places[element]; isList {
		return element
	}
	return pointer
}
