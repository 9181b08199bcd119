package template

import "slices"

// A kind is what may stand behind `of:`.
type kind struct {
	name  string
	keys  []string // that it takes besides of and at
	needs []string // those of them that it can not do without
	bag   bool     // may have several values
	here  bool     // offset 0 only
	dense bool     // numbers: neither an attribute nor a track, see vector.go

	// One of these makes it: what is known of a word, or of each token of a sentence.
	attribute func(c *compiler, u unit) (attribute, error)
	track     func(c *compiler, u unit) (filler, error)
}

// kinds are all there are, in the order of the documentation.
func kinds() []kind {
	return []kind{
		{name: "word", attribute: plain(func(unit) attribute { return whole{} })},
		{name: "lower", attribute: plain(func(unit) attribute { return whole{lower: true} })},
		{name: "shape", keys: []string{"collapse", "keep_caseless"}, attribute: plain(func(u unit) attribute {
			return shape{u.options.Collapse, u.options.KeepCaseless}
		})},
		{name: "prefix", keys: []string{"length", "lower", "short"}, needs: []string{"length"}, attribute: plain(func(u unit) attribute {
			return affix{length: u.length, lower: u.options.Lower, pad: u.options.Short}
		})},
		{name: "suffix", keys: []string{"length", "lower", "short"}, needs: []string{"length"}, attribute: plain(func(u unit) attribute {
			return affix{length: u.length, lower: u.options.Lower, pad: u.options.Short, suffix: true}
		})},
		{name: "stem", keys: []string{"length"}, needs: []string{"length"}, attribute: plain(func(u unit) attribute { return stem{u.length} })},
		{name: "ngrams", keys: []string{"length", "lower", "bounds"}, needs: []string{"length"}, bag: true, attribute: plain(func(u unit) attribute {
			return ngrams{u.length, u.options.Lower, u.options.Bounds}
		})},
		{name: "class", attribute: plain(func(unit) attribute { return class{} })},
		{name: "is", keys: []string{"tests"}, needs: []string{"tests"}, attribute: plain(func(u unit) attribute { t, _ := testOf(u.test); return t })},
		{name: "length", attribute: plain(func(unit) attribute { return length{} })},
		{name: "cluster", keys: []string{"file", "id", "bits"}, needs: []string{"file"}, attribute: (*compiler).clusters},
		{name: "position", track: (*compiler).position},
		{name: "casing", track: (*compiler).casing},
		{name: "list", keys: []string{"file", "id", "ignore_case", "min_tokens", "types", "typed"}, needs: []string{"file"}, track: (*compiler).list},
		{name: "layer", keys: []string{"layer"}, needs: []string{"layer"}, track: (*compiler).layer},
		{name: "vector", keys: []string{"layer"}, needs: []string{"layer"}, dense: true},
		{name: "bias", here: true, attribute: plain(func(unit) attribute { return constant{} })},
	}
}

// plain makes an attribute that reads no file.
func plain(of func(u unit) attribute) func(*compiler, unit) (attribute, error) {
	return func(_ *compiler, u unit) (attribute, error) { return of(u), nil }
}

// ofTokens reports whether the kind is a track.
func (k kind) ofTokens() bool { return k.track != nil }

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
