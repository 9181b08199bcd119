package template

import "slices"

// A kind is what may stand behind `of:`.
type kind struct {
	name  string
	keys  []string // that it takes besides of and at
	needs []string // those of them that it can not do without
	bag   bool     // may have several values
	track bool     // has one value per token of a sentence, not of a word
	here  bool     // offset 0 only
}

// kinds are all there are, in the order of the documentation. vector is kept
// free for dense features.
func kinds() []kind {
	return []kind{
		{name: "word"},
		{name: "lower"},
		{name: "shape", keys: []string{"collapse", "keep_caseless"}},
		{name: "prefix", keys: []string{"length", "lower", "short"}, needs: []string{"length"}},
		{name: "suffix", keys: []string{"length", "lower", "short"}, needs: []string{"length"}},
		{name: "stem", keys: []string{"length"}, needs: []string{"length"}},
		{name: "ngrams", keys: []string{"length", "lower", "bounds"}, needs: []string{"length"}, bag: true},
		{name: "class"},
		{name: "is", keys: []string{"tests"}, needs: []string{"tests"}},
		{name: "length"},
		{name: "cluster", keys: []string{"file", "id", "bits"}, needs: []string{"file"}},
		{name: "position", track: true},
		{name: "casing", track: true},
		{name: "list", keys: []string{"file", "id", "ignore_case", "min_tokens", "types", "typed"}, needs: []string{"file"}, track: true},
		{name: "layer", keys: []string{"layer"}, needs: []string{"layer"}, track: true},
		{name: "bias", here: true},
	}
}

// Kinds are the words that `of:` takes.
func Kinds() []string {
	var names []string
	for _, k := range kinds() {
		names = append(names, k.name)
	}
	return names
}

func kindOf(name string) (kind, bool) {
	all := kinds()
	i := slices.IndexFunc(all, func(k kind) bool { return k.name == name })
	if i < 0 {
		return kind{}, false
	}
	return all[i], true
}
