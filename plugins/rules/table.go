package rules

// A table maps uint64 keys to uint32 values by open addressing. Value 0 means
// that there is no such key.
type table struct {
	keys   []uint64
	values []uint32
	used   int
}

func (t *table) get(key uint64) uint32 {
	if len(t.keys) == 0 {
		return 0
	}
	mask := uint64(len(t.keys) - 1)
	for i := mix(key) & mask; ; i = (i + 1) & mask {
		if t.values[i] == 0 || t.keys[i] == key {
			return t.values[i]
		}
	}
}

// put sets the value of a key; value is not 0.
func (t *table) put(key uint64, value uint32) {
	if 2*t.used >= len(t.keys) { // at most half full, so that misses are short
		t.grow()
	}
	mask := uint64(len(t.keys) - 1)
	i := mix(key) & mask
	for t.values[i] != 0 && t.keys[i] != key {
		i = (i + 1) & mask
	}
	if t.values[i] == 0 {
		t.used++
	}
	t.keys[i], t.values[i] = key, value
}

func (t *table) grow() {
	old := *t
	size := max(2*len(old.keys), 16)
	*t = table{keys: make([]uint64, size), values: make([]uint32, size)}
	for i, v := range old.values {
		if v != 0 {
			t.put(old.keys[i], v)
		}
	}
}

// mix spreads the bits of a key (the finaliser of MurmurHash3).
func mix(x uint64) uint64 {
	x ^= x >> 33
	x *= 0xff51afd7ed558ccd
	x ^= x >> 33
	x *= 0xc4ceb9fe1a85ec53
	return x ^ x>>33
}
