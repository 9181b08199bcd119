package template_test

import (
	"fmt"
	"strings"

	"github.com/onomast/onomast/plugins/crf/template"
)

// The features of the token Elm: those of the words around it, then of tracks, then
// of conjunctions.
func Example() {
	t, problems := template.Parse("mine.yaml", []byte(`
features:
  - {of: word, at: [-1, 0]}
  - {of: suffix, length: 2}
  - {of: layer, layer: rules}
  - join: [{of: lower, at: -1}, {of: layer, layer: rules}]
`))
	if problems.HasErrors() {
		fmt.Println(problems)
		return
	}
	x, err := t.Compile(template.Disk(".")) // lists and clusters are relative to it
	if err != nil {
		fmt.Println(err)
		return
	}
	words, i := strings.Fields("to Elm now"), 1
	known := template.Values{}
	s := template.Sentence{Layers: [][]uint64{{0, known.Hash("B-CITY"), 0}}}
	var w template.Word
	for at, word := range words {
		x.Word(word, &w)
		s.Parts = append(s.Parts, append([]uint64(nil), w.Parts...))
		for k, offset := range x.Offsets() {
			if at-offset == i {
				fmt.Println(len(w.Keys[k]), "of", word)
			}
		}
	}
	x.Fill(&s)
	for number, track := range x.Tracks() {
		for k, offset := range track.Offsets {
			fmt.Println(x.NameTrack(number, k, s.Tracks[number][i+offset], known))
		}
	}
	for j := range x.Joins() {
		fmt.Println(x.NameJoin(j, i, &s, words, known), x.Join(j, i, &s) != 0)
	}
	// Output:
	// 1 of to
	// 2 of Elm
	// layer:rules[0]=B-CITY
	// lower[-1]|layer:rules[0]=to|B-CITY true
}
