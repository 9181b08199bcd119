package config

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/schema"
)

// A checker checks the merged configuration and completes it.
type checker struct {
	ctx     context.Context
	chain   *chain
	layout  *schema.Schema
	values  map[string]any // as merged; stages by token
	order   []string       // tokens of the stages
	stages  map[string]*checked
	kinds   *kinds
	secrets map[string]bool
	list    diag.List
	broken  map[string]diag.List // what is wrong with stages that are set aside
}

// checked is what is known of one enabled stage.
type checked struct {
	token   string
	raw     map[string]any // as merged
	kind    string
	options *schema.Schema // nil while the kind is not known
	with    any            // with the defaults of its kind
	files   map[string]string
}

func newChecker(ctx context.Context, c *chain) *checker {
	return &checker{
		ctx: ctx, chain: c, values: c.koanf.Raw(), order: c.order,
		stages: map[string]*checked{}, kinds: newKinds(c.options.Catalog), secrets: map[string]bool{},
	}
}

func (k *checker) run() {
	var err error
	if k.layout, err = layoutSchema(); err != nil {
		k.report("", schema.CodeBadSchema, err.Error(), "")
		return
	}
	view := k.view()
	found := k.layout.Validate(view)
	k.checkStages(len(found) > 0)
	for _, d := range found {
		if k.chain.broken && d.Code == schema.CodeMissingKey {
			continue // it may well be in the file that could not be read
		}
		d.Pointer = k.byToken(d.Pointer)
		placed := k.place(k.misplaced(k.inherited(d)))
		if !k.setAside(stageOf(d.Pointer), diag.List{placed}) {
			k.list = append(k.list, placed)
		}
	}
	k.checkTests(view["tests"])
}

// inherited adds a hint to a stage without a kind, which was likely meant to
// change one of an extended file.
func (k *checker) inherited(d diag.Diagnostic) diag.Diagnostic {
	token, isStage := strings.CutPrefix(d.Pointer, "/stages/")
	if d.Code != schema.CodeMissingKey || !isStage || strings.Contains(token, "/") {
		return d
	}
	if near := diag.DidYouMean(token, slices.DeleteFunc(slices.Clone(k.order), func(id string) bool { return !validID(id) })); near != "" {
		d.Hint = fmt.Sprintf("did you mean to change the stage %q?", near)
	}
	return d
}

// view returns the configuration as the schema sees it, with stages as a list.
func (k *checker) view() map[string]any {
	out := maps.Clone(k.values)
	if stages, ok := out["stages"].(map[string]any); ok {
		list := []any{}
		for _, token := range k.order {
			list = append(list, stages[token])
		}
		out["stages"] = list
	}
	return out
}

// byToken turns /stages/0/with into /stages/rules/with.
func (k *checker) byToken(pointer string) string {
	rest, ok := strings.CutPrefix(pointer, "/stages/")
	if !ok {
		return pointer
	}
	number, inside, _ := strings.Cut(rest, "/")
	i, err := strconv.Atoi(number)
	if err != nil || i >= len(k.order) {
		return pointer
	}
	if inside != "" {
		inside = "/" + inside
	}
	return stagePointer(k.order[i]) + inside
}

func (k *checker) place(d diag.Diagnostic) diag.Diagnostic {
	return k.chain.index.place(d, diag.Position{File: k.chain.root.shown})
}

func (k *checker) report(pointer, code, summary, hint string) {
	d := failure(code, summary)
	d.Pointer, d.Hint = pointer, hint
	k.list = append(k.list, k.place(d))
}

// checkStages checks the options of each stage. Whether the layout is wrong
// decides if a pipeline without stages is worth a word.
func (k *checker) checkStages(wrong bool) {
	stages, ok := k.values["stages"].(map[string]any)
	if !ok && k.values["stages"] != nil {
		return // the schema says what is wrong with it
	}
	for _, token := range k.order {
		stage, ok := stages[token].(map[string]any)
		if !ok || stage["enabled"] == false {
			continue
		}
		s := &checked{token: token, raw: stage, with: stage["with"], files: map[string]string{}}
		k.stages[token] = s
		before := len(k.list)
		k.checkStage(s)
		if k.setAside(token, k.list[before:]) {
			k.list = k.list[:before]
		}
	}
	if len(k.stages) == 0 && len(k.list) == 0 && !wrong && !k.chain.broken {
		k.report("/stages", "config.no-stages", "the pipeline has no stages", "give it at least one element under `stages:`")
	}
}

// checkTests makes sure that tests can pass, and can fail.
func (k *checker) checkTests(tests any) {
	list, _ := tests.([]any)
	for i := range list {
		test, _ := list[i].(map[string]any)
		text, ok := test["text"].(string)
		if !ok {
			continue
		}
		at := fmt.Sprintf("/tests/%d", i)
		k.checkWords(at+"/entities", text, test["entities"])
		k.checkWords(at+"/absent", text, test["absent"])
		if expectsNothing(test) {
			k.report(at, "config.bad-test", "this test expects nothing",
				"add `entities:` or `absent:`, or `only: true` if nothing may be found")
		}
	}
}

// expectsNothing reports whether a test has no expectations, nor a key that may
// have been meant to be one.
func expectsNothing(test map[string]any) bool {
	for key := range test {
		if key != "text" && key != "language" && key != "only" {
			return false
		}
	}
	return test["only"] != true
}

// checkWords reports entities of a test whose words are not in its text.
func (k *checker) checkWords(pointer, text string, entities any) {
	list, _ := entities.([]any)
	for i := range list {
		entity, _ := list[i].(map[string]any)
		words, given := entity["text"].(string)
		if given && !strings.Contains(text, words) {
			k.report(fmt.Sprintf("%s/%d/text", pointer, i), "config.bad-test",
				fmt.Sprintf("the text of this test does not hold %q", shorten(words)), "write the words as they stand in the text")
		}
		if len(entity) == 0 && strings.HasSuffix(pointer, "absent") {
			k.report(fmt.Sprintf("%s/%d", pointer, i), "config.bad-test", "this rules nothing out", "give a text, a label, or both")
		}
	}
}

// beside returns what was found in places of which nothing has been said yet: a
// value that could not be read has no right type either.
func (k *checker) beside(said diag.List) diag.List {
	known := map[diag.Position]bool{}
	for _, d := range said {
		if d.Severity == diag.Error {
			known[d.Position] = true
		}
	}
	var out diag.List
	for _, d := range k.list {
		if !known[d.Position] {
			out = append(out, d)
		}
	}
	return out
}
