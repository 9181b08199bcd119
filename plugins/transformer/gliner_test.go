package transformer

import (
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/plugin"
	"github.com/onomast/onomast/plugins/transformer/modeltest"
)

// answers are what the package gliner finds, by testdata/make_gliner.py.
type answers struct {
	Texts []string
	Types []map[string]string
	Cases []answer
}

type answer struct {
	Text, Types int
	Flat        bool
	Threshold   float64
	Entities    [][4]any // first byte, byte behind the last, label, score
}

func readAnswers(t *testing.T, dir string) (out answers) {
	t.Helper()
	f, err := os.Open(filepath.Join(dir, "cases.json.gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	unzipped, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.NewDecoder(unzipped).Decode(&out); err != nil {
		t.Fatal(err)
	}
	return out
}

// asking is the options to ask for types.
func asking(t testing.TB, types map[string]string, more ...string) []string {
	t.Helper()
	raw, err := json.Marshal(types)
	if err != nil {
		t.Fatal(err)
	}
	return append([]string{`"ask": ` + string(raw)}, more...)
}

// The same spans with the same labels as gliner finds, and the same scores.
func TestAsGlinerFindsThem(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"gliner-spans", "gliner-words"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := filepath.Join("testdata", name)
			all := readAnswers(t, dir)
			stages := map[string]*stage{}
			for _, c := range all.Cases {
				overlap := map[bool]string{true: "flat", false: "nested"}[c.Flat]
				key := fmt.Sprint(c.Types, overlap, c.Threshold)
				if stages[key] == nil {
					stages[key] = opened(t, configured(t, dir, asking(t, all.Types[c.Types],
						fmt.Sprintf(`"threshold": %v`, c.Threshold), `"heads": [{"output": "logits", "overlap": "`+overlap+`"}]`, `"window": 250`)...))
				}
				compare(t, stages[key], all.Texts[c.Text], c.Entities)
			}
			if len(all.Cases) < 900 {
				t.Errorf("there are %d cases only", len(all.Cases))
			}
		})
	}
}

func compare(t *testing.T, st *stage, text string, want [][4]any) {
	t.Helper()
	d, err := document.New("d", text)
	if err != nil {
		t.Fatal(err)
	}
	if err := st.Process(t.Context(), d); err != nil {
		t.Fatal(err)
	}
	var got, wanted []string
	scores := map[string]float64{}
	for _, s := range d.Layer("people").All() {
		key := fmt.Sprintf("%d-%d %s %q", s.Start, s.End, s.Label, text[s.Start:s.End])
		scores[key] = float64(s.Score)
		got = append(got, key)
	}
	for _, e := range want {
		start, end := int(e[0].(float64)), int(e[1].(float64))
		key := fmt.Sprintf("%d-%d %s %q", start, end, e[2], text[start:end])
		if score := e[3].(float64); math.Abs(score-scores[key]) > 1e-4 {
			t.Errorf("%q: %s has %v, want %v", text, key, scores[key], score)
		}
		wanted = append(wanted, key)
	}
	slices.Sort(got)
	slices.Sort(wanted)
	if diff := cmp.Diff(wanted, got); diff != "" {
		t.Errorf("%q: %s", text, diff)
	}
}

// types are some to ask for, and questions are labels with them.
var (
	types     = map[string]string{"DRUG": "drug or medicine", "PERSON": "a person's name", "PLACE": "place"}
	manyTypes = map[string]string{"a": "city", "b": "person", "c": "drug", "d": "organisation", "e": "product", "f": "place", "g": "animal"}
)

func TestHostileTexts(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"gliner-spans", "gliner-words"} {
		st := opened(t, configured(t, filepath.Join("testdata", name), asking(t, types)...))
		for _, text := range []string{
			"", " \t\r\n", "\x00", "\u200b\u200b", "a\u200b b", "\ufeffUlm\r\nUlm", "\u202eUlm",
			strings.Repeat("x", 100_000), strings.Repeat("😀", 3000), strings.Repeat("京", 2000) + " Ulm", strings.Repeat("-", 3000),
			"<<ENT>> Ulm <<SEP>>", strings.Repeat("a ", 3000),
		} {
			d := doc(t, text)
			if err := st.Process(t.Context(), d); err != nil {
				t.Errorf("%s, %.20q: %v", name, text, err)
				continue
			}
			for _, s := range d.Layer("people").All() {
				if inside := text[s.Start:s.End]; strings.TrimSpace(inside) != inside || inside == "" {
					t.Errorf("%s, %.20q: found %q", name, text, inside)
				}
			}
			if d.TruncatedTokens() != 0 {
				t.Errorf("%.20q: tokens were left out", text)
			}
		}
	}
}

// A word that has no pieces does not move those behind it.
func TestAWordWithoutPieces(t *testing.T) {
	t.Parallel()
	st := opened(t, configured(t, filepath.Join("testdata", "gliner-spans"), asking(t, types, `"threshold": 0.2`)...))
	plain, odd := "Ines Moreau met Ulm", "Ines \u200b Moreau \u0000 met Ulm"
	want := found(t, st, doc(t, plain))
	got := found(t, st, doc(t, odd))
	if len(want) == 0 {
		t.Fatal("the model finds nothing")
	}
	for i := range got {
		got[i] = strings.ReplaceAll(strings.ReplaceAll(got[i], "\u200b ", ""), "\u0000 ", "")
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// More types than the model takes at once are asked for in several runs: of each the same is
// found, surest first, whatever else was asked for.
func TestMoreTypesThanAtOnce(t *testing.T) {
	t.Parallel()
	dir := filepath.Join("testdata", "gliner-spans")
	all := `"heads": [{"output": "logits", "overlap": "all"}]`
	text := "Ines Moreau met Søren in Ulm, and took paracetamol."
	var want []string
	for _, some := range [][]string{{"a", "b", "c"}, {"d", "e", "f", "g"}} {
		own := map[string]string{}
		for _, label := range some {
			own[label] = manyTypes[label]
		}
		want = append(want, found(t, opened(t, configured(t, dir, asking(t, own, all)...)), doc(t, text))...)
	}
	st := opened(t, configured(t, dir, asking(t, manyTypes, all)...))
	got := found(t, st, doc(t, text))
	slices.Sort(want)
	slices.Sort(got)
	if len(want) == 0 {
		t.Fatal("the model finds nothing")
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestOptionsGoByTheLabelsAskedFor(t *testing.T) {
	t.Parallel()
	dir := filepath.Join("testdata", "gliner-words")
	text := "Ines Moreau met Søren in Ulm. | Yesterday Zoë took vitamin_b12 twice, in New Quay & elsewhere | São Bento: J. R. Okafor, 5-HT!"
	labels := func(options ...string) map[string]int {
		st := opened(t, configured(t, dir, asking(t, types, append(options, `"threshold": 0.3`)...)...))
		out := map[string]int{}
		for _, f := range found(t, st, doc(t, text)) {
			label, _, _ := strings.Cut(f, ":")
			out[label]++
		}
		return out
	}
	plain := labels()
	if plain["PLACE"] == 0 || plain["DRUG"] == 0 {
		t.Fatalf("the model finds %v", plain)
	}
	if got := labels(`"labels": ["PLACE"]`); got["PLACE"] != plain["PLACE"] || len(got) != 1 {
		t.Errorf("labels: %v of %v", got, plain)
	}
	if got := labels(`"rename": {"PLACE": "LOC"}`); got["LOC"] != plain["PLACE"] {
		t.Errorf("rename: %v of %v", got, plain)
	}
	if got := labels(`"thresholds": {"PLACE": 1}`); got["PLACE"] != 0 || got["DRUG"] < plain["DRUG"] {
		t.Errorf("thresholds: %v of %v", got, plain)
	}
	if got := labels(`"thresholds": {"PLACE": 0.9, "DRUG": 0.9, "PERSON": 0.9}`); got["DRUG"] >= plain["DRUG"] {
		t.Errorf("thresholds: %v of %v", got, plain)
	}
	if got := labels(`"temperature": 100`, `"thresholds": {"PLACE": 0.6, "DRUG": 0.6, "PERSON": 0.6}`); len(got) != 0 {
		t.Errorf("temperature: %v", got)
	}
	if got := labels(`"except": ["(?s).*"]`); len(got) != 0 {
		t.Errorf("except: %v", got)
	}
	c, err := contract(configured(t, dir, asking(t, types, `"rename": {"PLACE": "LOC"}`)...))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"DRUG", "LOC", "PERSON"}, c.Provides[0].Labels); diff != "" {
		t.Error(diff)
	}
}

// What is found of a long text is found once, whatever the windows and batches; far from
// their edges it is the same.
func TestLongTextsInWindows(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"gliner-spans", "gliner-words"} {
		dir := filepath.Join("testdata", name)
		text := strings.Repeat("Ines Moreau met Søren in Ulm, and took an insulin pump. ", 40)
		for _, options := range [][]string{nil, {`"window": 60`, `"overlap": 8`}, {`"window": 100`, `"batch": 1000`}, {`"window": 90`, `"overlap": 0`}} {
			st := opened(t, configured(t, dir, asking(t, map[string]string{"PLACE": "place"}, options...)...))
			d := doc(t, text)
			if err := st.Process(t.Context(), d); err != nil {
				t.Fatal(err)
			}
			end := 0
			for _, s := range d.Layer("people").All() {
				if s.Start < end {
					t.Fatalf("%s %v: [%d,%d) overlaps what ends at %d", name, options, s.Start, s.End, end)
				}
				end = s.End
			}
			if n := d.Layer("people").Len(); n < 5 || end < len(text)*3/4 {
				t.Errorf("%s %v: %d entities up to %d of %d", name, options, n, end, len(text))
			}
		}
	}
}

// Sentences are read by themselves, and by themselves they give what they give alone.
func TestSentencesAreAskedAlone(t *testing.T) {
	t.Parallel()
	st := opened(t, configured(t, filepath.Join("testdata", "gliner-spans"), asking(t, types)...))
	one, two := "Ines Moreau met Søren.", "He took paracetamol in Ulm."
	want := slices.Concat(found(t, st, doc(t, one)), found(t, st, doc(t, two)))
	if diff := cmp.Diff(want, found(t, st, doc(t, one+" | "+two))); len(want) == 0 || diff != "" {
		t.Error(want, diff)
	}
}

func TestAskedModelsAreExplained(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"gliner-spans", "gliner-words"} {
		st := opened(t, configured(t, filepath.Join("testdata", name), asking(t, types)...))
		d := doc(t, "Ines Moreau met Søren in Ulm, and took paracetamol.")
		if err := st.Process(t.Context(), d); err != nil {
			t.Fatal(err)
		}
		s := d.Layer("people").Span(0)
		reasons, err := st.Explain(t.Context(), d, s.Start, s.End)
		if err != nil {
			t.Fatal(err)
		}
		var all []string
		for _, r := range reasons {
			all = append(all, r.Code+": "+r.Message)
		}
		got := strings.Join(all, "\n")
		for _, want := range []string{
			name + " proposes it as " + s.Label + " with probability ", "transformer.for: it could be: " + s.Label + " ", " DRUG ", " PERSON ", " PLACE ",
			"transformer.against: spans that overlap it could be: “", "without a word, the probability of " + s.Label + " (",
		} {
			if !strings.Contains(got, want) {
				t.Errorf("no %q in:\n%s", want, got)
			}
		}
		many := opened(t, configured(t, filepath.Join("testdata", name), asking(t, manyTypes)...))
		reasons, err = many.Explain(t.Context(), d, s.Start, s.End)
		if i := slices.IndexFunc(reasons, func(r plugin.Reason) bool { return strings.HasPrefix(r.Message, "it could be: ") }); err != nil || i < 0 || strings.Count(reasons[i].Message, ", ") != mostTypes-1 || strings.Contains(reasons[i].Message, " 0,") {
			t.Errorf("of two runs: %v, %v", reasons, err)
		}
		reasons, err = st.Explain(t.Context(), d, s.Start, s.Start+1)
		if err != nil || !slices.ContainsFunc(reasons, func(r plugin.Reason) bool { return r.Code == "transformer.no-span" }) {
			t.Errorf("part of a word: %v, %v", reasons, err)
		}
	}
}

func contractError(cfg plugin.Config) error {
	_, err := contract(cfg)
	return err
}

func openError(cfg plugin.Config) error {
	_, err := Kind().Open(context.Background(), cfg)
	return err
}

func TestMistakesOfAsking(t *testing.T) {
	t.Parallel()
	people := filepath.Join("testdata", "ner")
	spans := filepath.Join("testdata", "gliner-spans")
	for want, cfg := range map[string]struct {
		dir     string
		options []string
	}{
		"/ask: the model cannot be asked for types: it has labels of its own; leave ask out":                                       {people, asking(t, types)},
		"/model: the model has no labels of its own, it has to be asked for some; say what each is to mean: ask: {PERSON: person,": {spans, nil},
		"/strategy: strategy is about pieces, and a model that is asked for types scores spans of words; leave it out":             {spans, asking(t, types, `"strategy": "first"`)},
		"/encoder: encoder is about pieces":                                            {spans, asking(t, types, `"encoder": "logits"`)},
		"/ask/B: another label asks for the same":                                      {spans, asking(t, map[string]string{"A": "city", "B": "city"})},
		"/ask/a~1b: the tokenizer makes nothing of this":                               {spans, asking(t, map[string]string{"a/b": " "})},
		"/ask/A: it has <<ENT>> in it":                                                 {spans, asking(t, map[string]string{"A": "x <<ENT>>"})},
		"/ask/A: asking for this takes 302 pieces":                                     {spans, asking(t, map[string]string{"A": strings.Repeat("-", 300)})},
		"/heads/0: a model that is asked for types has one head":                       {spans, asking(t, types, `"heads": [{"output": "logits", "names": ["X"]}]`)},
		"/heads/0: " + spans + "/model.onnx: the model has no output x; it has logits": {spans, asking(t, types, `"heads": [{"output": "x"}]`)},
		`/labels/0: the model knows no label "PRESON"; did you mean "PERSON"?`:         {spans, asking(t, types, `"labels": ["PRESON"]`)},
		"/window: the model takes 256 pieces at once, not 300":                         {spans, asking(t, types, `"window": 300`)},
	} {
		for _, err := range []error{contractError(configured(t, cfg.dir, cfg.options...)), openError(configured(t, cfg.dir, cfg.options...))} {
			if err == nil || !strings.Contains(filepath.ToSlash(err.Error()), want) {
				t.Errorf("got  %v\nwant %s", err, want)
			}
		}
	}
}

// The card of a model may have the questions.
func TestTheCardAsks(t *testing.T) {
	t.Parallel()
	dir := copied(t, "gliner-spans", nil)
	modeltest.Write(t, dir, "onomast.yaml", "name: asked\nask: {PLACE: place, X: \"\"}\n")
	if err := contractError(configured(t, dir)); err == nil || !strings.Contains(err.Error(), "onomast.yaml:2:24: the tokenizer makes nothing of this") {
		t.Error(err)
	}
	modeltest.Write(t, dir, "onomast.yaml", "name: asked\nask: {PLACE: place}\n")
	c, err := contract(configured(t, dir))
	if err != nil || !slices.Equal(c.Provides[0].Labels, []string{"PLACE"}) {
		t.Errorf("%v, %v", c, err)
	}
}

// copied is a copy of a folder whose configuration has other values.
func copied(t *testing.T, name string, change map[string]any) string {
	t.Helper()
	dir := t.TempDir()
	for _, file := range []string{"gliner_config.json", "tokenizer.json", "model.onnx"} {
		data, err := os.ReadFile(filepath.Join("testdata", name, file))
		if err != nil {
			t.Fatal(err)
		}
		if file == "gliner_config.json" {
			var keys map[string]any
			if err := json.Unmarshal(data, &keys); err != nil {
				t.Fatal(err)
			}
			maps.Copy(keys, change)
			if data, err = json.Marshal(keys); err != nil {
				t.Fatal(err)
			}
		}
		modeltest.Write(t, dir, file, string(data))
	}
	return dir
}

// What does not fit together is named, before the model is run as far as that can be seen.
func TestFoldersThatDoNotFit(t *testing.T) {
	t.Parallel()
	for want, change := range map[string]map[string]any{
		"/gliner_config.json: it does not say max_len, max_width":                                          {"max_len": nil, "max_width": nil},
		"/gliner_config.json: the model is a bi-encoder":                                                   {"labels_encoder": "x"},
		"/gliner_config.json: class_token_index is 3, and <<ENT>>":                                         {"class_token_index": 3},
		"/gliner_config.json: the tokenizer has no piece [ENT], which stands before each type (ent_token)": {"ent_token": "[ENT]", "class_token_index": -1},
		"/model.onnx: the model wants an input span_idx, which is not known of models that score words":    {"span_mode": "token_level"},
	} {
		if err := contractError(configured(t, copied(t, "gliner-spans", change), asking(t, types)...)); err == nil || !strings.Contains(filepath.ToSlash(err.Error()), want) {
			t.Errorf("got  %v\nwant %s", err, want)
		}
	}
	err := contractError(configured(t, copied(t, "gliner-words", map[string]any{"span_mode": "markerV0"}), asking(t, types)...))
	if err == nil || !strings.Contains(err.Error(), "the model has no input span_idx, and by its gliner_config.json it scores spans; it has input_ids, attention_mask") {
		t.Error(err)
	}
	opened(t, configured(t, filepath.Join("testdata", "gliner-words"), asking(t, types)...))
	list := test(t.Context(), configured(t, copied(t, "gliner-spans", map[string]any{"max_width": 7}), asking(t, types)...))
	if len(list) != 1 || list[0].Pointer != "/model" || !strings.Contains(list[0].Summary, "asked for 3 types at once, as gliner_config.json says with max_width: 7, it does not answer as it should: ") {
		t.Errorf("another width: %v", list)
	}
}
