package tagger

import (
	"hash/maphash"

	"github.com/onomast/onomast/plugins/crf/template"
)

const (
	// cacheMemory bounds what blocks of words may take in one worker, in bytes.
	cacheMemory = 16 << 20
	// mostWords and leastWords bound how many words are kept.
	mostWords, leastWords = 1 << 16, 1 << 9
	// ways is how many words share a place.
	ways = 4
	// longestWord is the longest word that is kept, in bytes; with its length it
	// fills half a line.
	longestWord = 31
)

// A cache holds the blocks and parts of words, by their bytes.
type cache struct {
	*chainTagger
	seed   maphash.Seed
	mask   uint64
	hashes []uint64 // ways for each place
	texts  [][longestWord + 1]byte
	blocks []float32 // words.rows rows each
	parts  []uint64
	next   []uint8 // way to give away next, by place
	size   int     // of a block
	word   template.Word
	spare  []float32 // block of a word that is not kept
}

func newCache(c *chainTagger) *cache {
	k := &cache{chainTagger: c, seed: maphash.MakeSeed(), size: c.words.rows * c.tags}
	n := mostWords
	for n > leastWords && n*(4*k.size+8*c.x.Parts()+longestWord+9) > cacheMemory {
		n /= 2
	}
	k.mask = uint64(n/ways - 1)
	k.hashes, k.texts, k.next = make([]uint64, n), make([][longestWord + 1]byte, n), make([]uint8, n/ways)
	k.blocks, k.parts = make([]float32, n*k.size), make([]uint64, n*c.x.Parts())
	k.spare = make([]float32, k.size)
	return k
}

// of returns the block and the parts of a word, good until the next call.
func (k *cache) of(word string) (block []float32, parts []uint64) {
	if len(word) > longestWord {
		k.fill(word, k.spare)
		return k.spare, k.word.Parts
	}
	hash := maphash.String(k.seed, word)
	place := hash & k.mask
	for i := place * ways; i < (place+1)*ways; i++ {
		if k.hashes[i] == hash && k.is(int(i), word) {
			return k.at(int(i))
		}
	}
	i := int(place*ways) + int(k.next[place])
	k.next[place] = (k.next[place] + 1) % ways
	k.hashes[i] = hash
	k.texts[i][0] = byte(len(word)) + 1 // so that no word is an empty place
	copy(k.texts[i][1:], word)
	block, parts = k.at(i)
	k.fill(word, block)
	copy(parts, k.word.Parts)
	return block, parts
}

func (k *cache) is(i int, word string) bool {
	t := &k.texts[i]
	return int(t[0]) == len(word)+1 && string(t[1:][:len(word)]) == word
}

func (k *cache) at(i int) (block []float32, parts []uint64) {
	n := k.x.Parts()
	return k.blocks[i*k.size:][:k.size:k.size], k.parts[i*n:][:n:n]
}

// fill sums the weights of a word's features.
func (k *cache) fill(word string, block []float32) {
	clear(block)
	k.x.Word(word, &k.word)
	for o, keys := range k.word.Keys {
		row := block[k.words.row(o)*k.tags:][:k.tags]
		for _, key := range keys {
			k.table.Add(row, key)
		}
	}
}
