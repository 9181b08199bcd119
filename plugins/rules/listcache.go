package rules

import (
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/onomast/onomast/plugins/rules/gazetteer"
)

// cacheFrom is the size of list files, in bytes as they are stored, perhaps
// compressed, from which compiling them takes
// long enough to keep the result.
const cacheFrom = 1 << 18

// compilerVersion is part of the key of a compiled list. It must change when
// the same list would be compiled differently.
const compilerVersion = 1

// listFacts is what is known of a list once its terms have been read.
type listFacts struct {
	Labels        []string `json:"labels,omitempty"`
	Terms         int      `json:"terms"`
	Repeated      int      `json:"repeated,omitempty"`
	FirstRepeated string   `json:"first_repeated,omitempty"` // where
	Unlabelled    int32    `json:"unlabelled,omitempty"`     // the first line without a label
}

// fill gives the lists of one gazetteer their terms.
func (c *compiler) fill(g *gazetteerOf, lists []*listBuilder) {
	size := 0
	sound := true
	for _, b := range lists {
		sound = c.readFile(b) && sound
		size += len(b.data)
	}
	if cache, ok := c.cache(); ok && sound && size >= cacheFrom {
		c.fillCached(g, lists, cache)
	} else {
		c.fillFresh(g, lists)
	}
	for _, b := range lists {
		c.checkList(b)
		b.data = nil
	}
}

// fillFresh compiles the terms. It reports whether the lists have no mistakes.
func (c *compiler) fillFresh(g *gazetteerOf, lists []*listBuilder) (sound bool) {
	before := c.found
	c.found = nil
	for _, b := range lists {
		c.inlineTerms(b)
		c.fileTerms(b)
		b.variants.each(func(term string, e gazetteer.Entry) { b.handle.add(term, e) })
	}
	sound = !c.found.HasErrors()
	c.found = append(before, c.found...)
	facts := make([]*listFacts, len(lists))
	for i, b := range lists {
		facts[i] = &b.listFacts
	}
	note, _ := json.Marshal(facts) // strings and numbers
	g.index, g.builder = g.builder.Build(note), nil
	return sound
}

// fillCached takes the compiled terms out of a cache, or puts them there.
func (c *compiler) fillCached(g *gazetteerOf, lists []*listBuilder, cache gazetteer.Cache) {
	key := listKey(g.builder.Mode(), lists)
	x, err := cache.Load(key, c.rules.alphabet)
	if err == nil && restore(x, lists) {
		g.index, g.builder = x, nil
		return
	}
	if !c.fillFresh(g, lists) {
		return
	}
	if err = cache.Save(key, g.index); err == nil {
		x, err = cache.Load(key, c.rules.alphabet) // whose memory all processes share
	}
	switch {
	case err == nil:
		g.index = x
	case !errors.Is(err, fs.ErrNotExist):
		c.warn("", "rules.cache", "the compiled lists can not be kept, so they are compiled anew each time: "+plainError(err),
			"make the folder "+cache.Dir+" writable, name another with cache, or turn it off with cache: off")
	}
}

// restore gives lists the facts that were kept with their terms.
func restore(x *gazetteer.Index, lists []*listBuilder) bool {
	var facts []listFacts
	if json.Unmarshal(x.Note(), &facts) != nil || len(facts) != len(lists) {
		return false
	}
	for i, b := range lists {
		b.listFacts = facts[i]
		b.labels = facts[i].Labels
	}
	return true
}

// cache returns where compiled lists are kept; false: nowhere.
func (c *compiler) cache() (gazetteer.Cache, bool) {
	switch dir := c.rules.options.Cache; dir {
	case "off":
		return gazetteer.Cache{}, false
	case "", "auto":
		user, err := os.UserCacheDir()
		return gazetteer.Cache{Dir: filepath.Join(user, "onomast", "gazetteers")}, err == nil
	default:
		return gazetteer.Cache{Dir: dir}, filepath.IsAbs(dir)
	}
}

// checkCache reports a folder that depends on where the process runs.
func (c *compiler) checkCache() {
	switch dir := c.rules.options.Cache; {
	case dir == "", dir == "auto", dir == "off", filepath.IsAbs(dir):
	default:
		c.fail("/cache", "rules.cache", "cache is “"+dir+"”, which is no absolute path", "write auto, off or an absolute path")
	}
}

// listKey is the digest of everything that decides what lists compile to.
func listKey(m gazetteer.Mode, lists []*listBuilder) gazetteer.Key {
	sum := sha256.New()
	fmt.Fprintf(sum, "%d %+v\n", compilerVersion, m)
	for _, b := range lists {
		given, _ := json.Marshal([]any{
			b.rule.label, b.given.File, b.given.Format, b.given.Terms, b.given.Columns, b.given.TermColumn, b.given.Longest, b.given.Fuzzy, b.given.FuzzyFrom, b.given.Variants, b.origins, len(b.data),
		})
		sum.Write(given)
		sum.Write(b.data)
	}
	return gazetteer.Key(sum.Sum(nil))
}
