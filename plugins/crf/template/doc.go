// Package template turns features that are declared in YAML into 64-bit keys. It
// knows no weight: training and tagging look the keys up.
//
// A template is parsed and compiled to an [Extractor]:
//
//	t, problems := template.Parse("mine.yaml", data) // or template.Preset("default")
//	x, err := t.Compile(template.Disk("folder"))
//
// Nearly all features of a token depend on one word alone, seen at an offset. So
// the extractor gives the keys of a word for all offsets at once, and whoever
// calls it sums their weights once per distinct word:
//
//	var w template.Word
//	x.Word("Aachen", &w) // or x.Outside(-1, &w): before the first token
//	w.Keys[k]            // its keys at the token x.Offsets()[k] behind the one tagged
//	w.Parts              // hashes that lists and joins are made of
//
// The word at token i adds its keys of offset o to token i-o. What depends on
// more than one word comes by sentence: tracks hold one value per token, such as
// the B, I, E or S of a list, or the tags of an earlier layer; joins are
// conjunctions of words and tracks.
//
//	s := template.Sentence{Parts: parts, Layers: layers}  // parts[i]: Word.Parts of token i
//	x.Fill(&s)                                            // writes s.Tracks
//	x.Key(t, k, s.Tracks[t][i+o])                         // o = x.Tracks()[t].Offsets[k]; 0: nothing
//	x.Join(j, i, &s)                                      // of token i; 0: nothing
//
// Key 0 is never a feature. Keys are the same in all versions and on all
// platforms. Nothing allocates when a Word and a Sentence are used again. An
// Extractor is safe for concurrent use; a Word and a Sentence are not.
//
// Vectors of tokens are numbers and have no keys: [Extractor.Vectors] says which are
// looked at, and package dense weighs them.
package template
