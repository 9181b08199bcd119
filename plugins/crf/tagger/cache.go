package tagger

import (
	"hash/maphash"

	"github.com/onomast/onomast/plugins/crf/model"
	"github.com/onomast/onomast/plugins/crf/template"
)

const (
	// cacheMemory bounds what the words that one worker keeps may take, in bytes.
	cacheMemory = 16 << 20
	// mostWords and leastWords bound how many words are kept.
	mostWords, leastWords = 1 << 15, 1 << 9
	// ways is how many words share a place. There are two ways for each word.
	ways = 4
	// longestWord is the longest word that is kept, in bytes; with its length it
	// fills half a line.
	longestWord = 31
	// shelfWords is for how many words memory is taken at a time. Frequent words come
	// early, so they lie side by side.
	shelfWords = 1 << 8
)

// A cache holds the blocks and parts of words, by their bytes. When it is full, words
// that were not seen for long make room for others.
type cache struct {
	*chainTagger
	seed    maphash.Seed
	mask    uint64
	hashes  []uint64 // ways for each place; 0: empty
	numbers []uint32 // of the words there
	places  []uint32 // by the number of a word: its index in hashes
	seen    []bool   // by number: since the hand last passed
	shelves []*shelf
	hand    int // number of the word that goes next, unless it was seen
	size    int // of a block
	most    int // words
	word    template.Word
	traits  *traitCache
	keys    []uint64 // of features of a word, and at which offsets they are
	offsets []int32
	found   []model.Found
	spare   []float32 // block of a word that is not kept
	read    uint64    // of no use but that it is read
}

// A shelf is memory for some words.
type shelf struct {
	texts  [shelfWords][longestWord + 1]byte
	blocks []float32 // words.rows rows each
	parts  []uint64
}

func newCache(c *chainTagger) *cache {
	k := &cache{chainTagger: c, seed: maphash.MakeSeed(), size: c.words.rows * c.tags, most: mostWords, traits: newTraitCache(c)}
	for k.most > leastWords && k.most*(4*k.size+8*c.x.Parts()+longestWord+30) > cacheMemory {
		k.most /= 2
	}
	k.mask = uint64(2*k.most/ways - 1)
	k.hashes, k.numbers = make([]uint64, 2*k.most), make([]uint32, 2*k.most)
	k.spare = make([]float32, k.size)
	return k
}

// hash appends the hashes of words. It reads the places of all of them, so that of need
// not wait for one after the other.
func (k *cache) hash(dst []uint64, words []string) []uint64 {
	for _, word := range words {
		hash := maphash.String(k.seed, word) | 1 // no word is an empty place
		k.read |= k.hashes[k.first(hash)]
		dst = append(dst, hash)
	}
	return dst
}

// first is the first of the ways of a hash.
func (k *cache) first(hash uint64) uint64 { return (hash >> 8 & k.mask) * ways }

// of returns the block and the parts of a word with this hash, good until the next call.
func (k *cache) of(word string, hash uint64) (block []float32, parts []uint64) {
	if len(word) > longestWord {
		k.fill(word, k.spare)
		return k.spare, k.word.Parts
	}
	first := k.first(hash)
	for i := first; i < first+ways; i++ {
		if k.hashes[i] == hash {
			if n := int(k.numbers[i]); k.is(n, word) {
				k.seen[n] = true
				return k.at(n)
			}
		}
	}
	n := k.room(first, hash)
	block, parts = k.at(n)
	text := &k.shelves[n/shelfWords].texts[n%shelfWords]
	text[0] = byte(len(word))
	copy(text[1:], word)
	k.fill(word, block)
	copy(parts, k.word.Parts)
	return block, parts
}

// room makes room for a word at a place and returns its number.
func (k *cache) room(first, hash uint64) int {
	for i := first; i < first+ways; i++ {
		if k.hashes[i] == 0 {
			n := k.number()
			k.hashes[i], k.numbers[i], k.places[n] = hash, uint32(n), uint32(i)
			return n
		}
	}
	i := first + hash>>1%ways // one of those at the place has to go
	n := int(k.numbers[i])
	k.hashes[i], k.seen[n] = hash, false
	return n
}

// number returns a new number, or that of a word that was not seen for long.
func (k *cache) number() int {
	if n := len(k.places); n < k.most {
		if n == len(k.shelves)*shelfWords {
			k.shelves = append(k.shelves, &shelf{blocks: make([]float32, shelfWords*k.size), parts: make([]uint64, shelfWords*k.x.Parts())})
		}
		k.places, k.seen = append(k.places, 0), append(k.seen, false)
		return n
	}
	for k.seen[k.hand] {
		k.seen[k.hand] = false
		k.hand = (k.hand + 1) % k.most
	}
	n := k.hand
	k.hand = (k.hand + 1) % k.most
	k.hashes[k.places[n]] = 0
	return n
}

// is reports whether a number is that of a word.
func (k *cache) is(n int, word string) bool {
	t := &k.shelves[n/shelfWords].texts[n%shelfWords]
	return int(t[0]) == len(word) && string(t[1:][:len(word)]) == word
}

func (k *cache) at(n int) (block []float32, parts []uint64) {
	s, i, p := k.shelves[n/shelfWords], n%shelfWords, k.x.Parts()
	return s.blocks[i*k.size:][:k.size:k.size], s.parts[i*p:][:p:p]
}

// fill sums the weights of a word's features, in the order of the template.
func (k *cache) fill(word string, block []float32) {
	clear(block)
	k.x.Traits(word, &k.word)
	k.keys, k.offsets = k.keys[:0], k.offsets[:0]
	for _, t := range k.word.Traits {
		if !k.traits.common[t.Attribute] {
			k.keys, k.offsets = k.x.AppendKeys(k.keys, k.offsets, t)
		} else {
			k.read |= k.traits.read(t)
		}
	}
	k.found = k.table.FindAll(k.found[:0], k.keys)
	found, before := k.found, 0
	for _, t := range k.word.Traits {
		if k.traits.common[t.Attribute] {
			found = k.add(block, found, before)
			k.traits.add(block, t)
		} else {
			before += k.traits.seen[t.Attribute]
		}
	}
	k.add(block, found, before)
}

// add adds the features to a block that were found for the first keys, and returns the others.
func (k *cache) add(block []float32, found []model.Found, keys int) []model.Found {
	for i, f := range found {
		if int(f.Key) >= keys {
			return found[i:]
		}
		row := k.words.row(int(k.offsets[f.Key])) * k.tags
		k.table.AddRecord(block[row:][:k.tags], f.Record)
	}
	return nil
}
