package rules

import (
	"testing"

	"github.com/onomast/onomast/core/plugin"
	"github.com/onomast/onomast/core/plugin/plugintest"
)

// ordinary finds a few things in most texts.
const ordinary = `
budget: 1m # for machines under load
patterns:
  - {label: NAME, regex: '\b\p{Lu}\pL*(?P<last> \p{Lu}\pL+)?', groups: {last: {label: LAST}}, except: [The], score: 0.5, context: {words: [mr, the], boost: 0.1}}
  - {label: NUMBER, regex: '(?<![\d.])\d+(?!\d)', context: {forbid: [page], sentence: true}}
lists:
  - {label: WORD, terms: [the, é, 東京, '😀', a b], ignore_case: true}
  - {label: PART, terms: [ss, 😀], word_boundary: false, longest: false}
`

func TestConformance(t *testing.T) {
	t.Parallel()
	plugintest.Test(t, []plugin.Kind{Kind()}, plugintest.Options{
		Configs: map[string]plugin.Config{Name: config(t, ordinary, nil)},
		Texts:   []string{"The a b é 東京 😀 of Mr Smith Jones", "page 12. 13 and ßA A b"},
	})
}
