package rules

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/plugin"
	"pgregory.net/rapid"

	"github.com/onomast/onomast/plugins/rules/internal/nasty"
)

// clinic is ConText in small.
const clinic = `
lists:
  - {label: SYMPTOM, terms: [fever, cough, chest pain, pain, headache, nausea and vomiting], ignore_case: true}
  - {label: DRUG, terms: [aspirin]}
assertions:
  - id: negation
    attributes: {negated: 'true'}
    labels: [SYMPTOM]
    cues: [denies, no, no evidence of, without, negative for]
    end: [but, however, and, who]
    except: [no increase, not only, no doubt but]
  - id: negation after
    attributes: {negated: 'true'}
    labels: [SYMPTOM]
    cues: [was ruled out, absent]
    side: after
    end: [but]
  - id: past
    attributes: {historical: 'true'}
    cues: [history of]
    window: 3
`

// asserted renders the entities of a text that have attributes, and those.
func asserted(l *document.Layer, text string) []string {
	var out []string
	for i, s := range l.All() {
		if len(s.Attributes) == 0 {
			continue
		}
		said := text[s.Start:s.End]
		if l.Parent(i) >= 0 {
			said = ">" + said
		}
		for _, a := range s.Attributes {
			said += " " + a.Key + "=" + a.Value
		}
		out = append(out, said)
	}
	return out
}

func TestAssertions(t *testing.T) {
	t.Parallel()
	st := openStage(t, clinic)
	tests := []struct {
		name, text string
		want       []string
	}{
		{"enumeration", "Denies fever, cough or chest pain.", []string{"fever negated=true", "cough negated=true", "chest pain negated=true"}},
		{"ended", "She denies chest pain but has fever.", []string{"chest pain negated=true"}},
		{"the cue again after an end", "denies cough but has fever and no headache", []string{"cough negated=true", "headache negated=true"}},
		{"end of the sentence", "No cough. Fever since Monday.", []string{"cough negated=true"}},
		{"end of the line", "no cough\nfever", []string{"cough negated=true"}},
		{"pseudo-cue", "no increase in pain", nil},
		{"pseudo-cue beside a cue", "no increase in pain, no fever", []string{"fever negated=true"}},
		{"an end in a pseudo-cue", "without, no doubt but truly, fever", []string{"fever negated=true"}},
		{"whole words", "nobody with fever; a nodule, cough", nil},
		{"case and white space", "NO  EVIDENCE\nOF fever", []string{"fever negated=true"}},
		{"nothing before the cue", "fever, no cough", []string{"cough negated=true"}},
		{"after", "fever and cough was ruled out", []string{"fever negated=true", "cough negated=true"}},
		{"after, ended", "fever but chest pain was ruled out", []string{"chest pain negated=true"}},
		{"after, nothing behind the cue", "absent cough", nil},
		{"after, another sentence", "Fever. It was ruled out", nil},
		{"the other side ends it", "no fever was ruled out, cough", []string{"fever negated=true"}},
		{"an end within the entity", "denies nausea and vomiting", []string{"nausea and vomiting negated=true"}},
		{"another attribute does not end it", "denies history of fever", []string{"fever negated=true historical=true"}},
		{"window", "history of a b fever", []string{"fever historical=true"}},
		{"beyond the window", "history of a b c fever", nil},
		{"window ends with the sentence", "history of. Fever", nil},
		{"other labels", "no aspirin", nil},
		{"all labels", "history of aspirin", []string{"aspirin historical=true"}},
		{"one cue for all", "no fever, no cough", []string{"fever negated=true", "cough negated=true"}},
		{"nothing", "fever", nil},
		{"only a cue", "no", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tt.want, asserted(process(t, st, tt.text), tt.text)); diff != "" {
				t.Errorf("%s (-want +got):\n%s", tt.text, diff)
			}
		})
	}
}

// Assertions are about whatever the stage proposes: by patterns, by sequences,
// and nested.
func TestAssertionsOfAllRules(t *testing.T) {
	t.Parallel()
	st := openStage(t, `
patterns: [{label: FINDING, regex: '(?P<degree>mild|severe) (?P<what>\w+ache)', groups: {what: {label: ACHE}, degree: {label: DEGREE, attributes: {negated: never}}}}]
sequences: [{label: SIGN, tokens: [{lower: [stiff]}, {lower: [neck]}]}]
assertions:
  - {id: of nested spans, attributes: {negated: 'true'}, labels: [ACHE, DEGREE, SIGN], cues: [no, mild]}
  - {id: of entities, attributes: {checked: 'true'}, cues: [no], side: both}
`)
	const text = "severe headache, no stiff neck, no mild earache"
	want := []string{
		"severe headache checked=true", ">severe negated=never", "mild earache checked=true", ">mild negated=never", ">earache negated=true", "stiff neck negated=true checked=true",
	}
	if diff := cmp.Diff(want, asserted(process(t, st, text), text)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestAssertionByLists(t *testing.T) {
	t.Parallel()
	st := openStage(t, `
lists:
  - {id: symptoms, label: SYMPTOM, terms: [fever, cough]}
  - {id: negations, label: CUE, silent: true, ignore_case: true, terms: [denies, no sign of, "no"], except: [no doubt]}
assertions: [{id: negation, attributes: {negated: 'true'}, cues: [keine], lists: [negations]}]
`)
	const text = "no doubt fever; No sign of cough. Keine fever"
	l := process(t, st, text)
	if diff := cmp.Diff([]string{"cough negated=true", "fever negated=true"}, asserted(l, text)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	want := []string{"rule_id=symptoms list=rules.yaml:3", "negation: term of negations (rules.yaml:4)", "negation: “keine” (rules.yaml:5)"}
	for i, s := range said(l) {
		if !strings.Contains(s, want[i]) {
			t.Errorf("evidence %s, want %s", s, want[i])
		}
	}
}

// sectioned processes a text whose lines before a colon are labels of sections,
// which reach to the next.
func sectioned(t *testing.T, st *stage, text string) *document.Layer {
	t.Helper()
	doc := newDocument(t, text)
	layer := document.NewLayer(document.Sections)
	start, label := 0, ""
	for line := range strings.Lines(text + "\nEND:") {
		at := strings.Index(text+"\nEND:", line)
		if head, _, ok := strings.Cut(line, ":"); ok {
			if label != "" {
				layer.AddRange(start, min(at, len(text)), label)
			}
			start, label = at, head
		}
	}
	if err := doc.Add(layer); err != nil {
		t.Fatal(err)
	}
	if err := st.Process(t.Context(), doc); err != nil {
		t.Fatal(err)
	}
	return doc.Layer("rules")
}

func TestAssertionBySection(t *testing.T) {
	t.Parallel()
	st := openStage(t, `
lists: [{label: SYMPTOM, terms: [fever, cough]}]
assertions:
  - {id: negation, attributes: {negated: 'true'}, cues: ["no"]}
  - id: family
    attributes: {experiencer: family}
    sections: [FAMILY, SOCIAL]
    cues: [mother's]
`)
	const text = "PLAN: cough\nFAMILY: father with fever, no cough\nHISTORY: mother's fever, then cough"
	l := sectioned(t, st, text)
	want := []string{"fever experiencer=family", "cough negated=true experiencer=family", "fever experiencer=family", "cough experiencer=family"}
	if diff := cmp.Diff(want, asserted(l, text)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got := said(l)[1]; !strings.Contains(got, "assertion=family: section FAMILY (rules.yaml:5)") {
		t.Errorf("evidence %s", got)
	}
	if got := asserted(process(t, st, text), text); len(got) != 3 {
		t.Errorf("without the layer: %q", got)
	}
}

// What a rule says of its matches goes before, then the first assertion.
func TestAssertionGivesWay(t *testing.T) {
	t.Parallel()
	st := openStage(t, `
patterns:
  - {label: A, regex: aa, attributes: {certainty: certain}}
  - {label: B, regex: bb}
assertions:
  - {id: first, attributes: {certainty: unlikely, seen: 'true'}, cues: [maybe not]}
  - {id: second, attributes: {certainty: likely}, cues: [quite so], side: after}
`)
	const text = "maybe not aa bb quite so"
	l := process(t, st, text)
	want := []string{"aa certainty=certain seen=true", "bb certainty=unlikely seen=true"}
	if diff := cmp.Diff(want, asserted(l, text)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"certainty=certain seen=true | assertion=first: “maybe not” (rules.yaml:6)", "certainty=unlikely seen=true | assertion=first: “maybe not” (rules.yaml:6)"}, said(l)); diff != "" {
		t.Errorf("evidence (-want +got):\n%s", diff)
	}
}

// A cue of another value of the attribute takes over.
func TestRivalsEndEachOther(t *testing.T) {
	t.Parallel()
	st := openStage(t, `
lists: [{label: D, terms: [flu, tb]}]
assertions:
  - {id: "no", attributes: {certainty: "no"}, cues: ["no", no sign of]}
  - {id: maybe, attributes: {certainty: maybe}, cues: [possible, no sign of certain]}
`)
	for text, want := range map[string][]string{
		"possible flu, no tb":               {"flu certainty=maybe", "tb certainty=no"},
		"no flu, possible tb":               {"flu certainty=no", "tb certainty=maybe"},
		"no sign of certain flu":            {"flu certainty=maybe"},
		"no sign of flu, tb":                {"flu certainty=no", "tb certainty=no"},
		"no possible flu; it is tb, no tb.": {"flu certainty=maybe", "tb certainty=maybe", "tb certainty=no"},
	} {
		if diff := cmp.Diff(want, asserted(process(t, st, text), text)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", text, diff)
		}
	}
}

func TestAssertionNeeds(t *testing.T) {
	t.Parallel()
	c, err := contractOf(t, `{patterns: [{label: A, regex: a}], assertions: [{attributes: {n: '1'}, cues: ["no"], window: 3, sections: [X]}]}`)
	want := []plugin.Need{{Layer: document.Tokens, Optional: true}, {Layer: document.Sentences, Optional: true}, {Role: plugin.SectionsRole, Optional: true}}
	if diff := cmp.Diff(want, c.Needs); err != nil || diff != "" {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
}

func TestAssertionMistakes(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, yaml, want, hint string }{
		{"no cues", `[{attributes: {n: t}}]`, "error rules.assertion /assertions/0", "add cues"},
		{"idle end", `[{attributes: {n: t}, sections: [A], end: [but]}]`, "warning rules.idle-assertion /assertions/0", "add cues"},
		{"idle window", `[{attributes: {n: t}, sections: [A], window: 3}]`, "warning rules.idle-assertion /assertions/0", "add cues"},
		{"label", `[{attributes: {n: t}, cues: ["no"], labels: [FEVER, FEVR]}]`, "warning rules.unknown-label /assertions/0/labels/1", `did you mean "FEVER"?`},
		{"list", `[{attributes: {n: t}, lists: [fevrs]}]`, "error rules.unknown-list /assertions/0/lists/0", `did you mean "fevers"?`},
		{"cue and end", `[{attributes: {n: t}, cues: [a, No  more], end: [x, no More]}]`, "error rules.contradiction /assertions/0/end/1", "from cues or from end"},
		{"cue and exception", `[{attributes: {n: t}, cues: ["no"], except: ["NO"]}]`, "error rules.contradiction /assertions/0/except/0", "from cues or from except"},
		{"exception in vain", `[{attributes: {n: t}, cues: ["no"], except: [nothing but]}]`, "", ""},
		{"exception of nothing", `[{attributes: {n: t}, cues: ["no"], except: [quite so]}]`, "warning rules.idle-assertion /assertions/0/except/0", "a phrase with a cue"},
		{"exception of an end", `[{attributes: {n: t}, cues: ["no"], end: [but], except: [all but]}]`, "", ""},
		{"repeated cue", `[{attributes: {n: t}, cues: ["no", a, "No"]}]`, "warning rules.repeated-terms /assertions/0/cues/2", "repetition"},
		{"empty cue", `[{attributes: {n: t}, cues: [a, ' ']}]`, "error rules.term /assertions/0/cues/1", ""},
		{"two values", `[{attributes: {n: t}, cues: ["no"]}, {attributes: {n: u}, cues: [a, "NO"]}]`, "error rules.contradiction /assertions/1/cues/1", "at rules.yaml:3"},
		{"two values on two sides", `[{attributes: {n: t}, cues: ["no"]}, {attributes: {n: u}, cues: ["no"], side: after}]`, "", ""},
		{"two values of two labels", `[{labels: [FEVER], attributes: {n: t}, cues: ["no"]}, {labels: [TERM], attributes: {n: u}, cues: ["no"]}]`, "", ""},
		{"one value twice", `[{attributes: {n: t}, cues: ["no"]}, {attributes: {n: t}, cues: ["no"], labels: [FEVER]}]`, "", ""},
		{"id of a rule", `[{id: fevers, attributes: {n: t}, cues: ["no"]}]`, "error rules.duplicate-id /assertions/0/id", "at rules.yaml:2"},
	}
	for _, tt := range tests {
		_, err := contractOf(t, `
lists: [{id: fevers, label: FEVER, terms: [fever]}, {label: TERM, terms: [term]}]
assertions: `+tt.yaml)
		found := diag.From(err, "other")
		switch got := strings.Join(codes(found), "; "); {
		case got != tt.want:
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		case got != "" && !strings.Contains(found[0].Hint, tt.hint):
			t.Errorf("%s: hint %q, want %q", tt.name, found[0].Hint, tt.hint)
		}
	}
	for _, yaml := range []string{
		`assertions: [{cues: [a]}]`, `assertions: [{attributes: {a: b}, cues: [a], side: left}]`,
		`assertions: [{attributes: {a: b}, cues: [a], window: 0}]`, `assertions: [{attributes: {a: b}, cue: [a]}]`,
	} {
		if _, err := contractOf(t, yaml); !diag.From(err, "").HasErrors() {
			t.Errorf("%s: no error", yaml)
		}
	}
}

func TestAssertionExamples(t *testing.T) {
	t.Parallel()
	const negation = `lists: [{label: S, terms: [fever], examples: {match: [fever]}}]
assertions: [{id: negation, attributes: {negated: 'true'}, cues: [denies, "no"], end: [but], except: [no increase], window: 4, examples: `
	tests := []struct {
		name, examples string
		want           []string
	}{
		{"good", `{match: ['denies [[fever]] or [[cough]]', 'no [[rash]]'], reject: ['no increase in [[pain]]', 'no [[cough]]s']}`, []string{
			"/assertions/0/examples/reject/1: the assertion holds of “cough” in an example to reject, by “no” before it"}},
		{"no cue", `{match: ['has [[fever]]']}`, []string{"/assertions/0/examples/match/0: the assertion does not hold of “fever”: there is no cue in its sentence"}},
		{"ended", `{match: ['denies cough but [[fever]]']}`, []string{"/assertions/0/examples/match/0: the assertion does not hold of “fever”: “but” ends what “denies” before it asserts"}},
		{"far", `{match: ['denies a b c d e [[fever]]']}`, []string{"/assertions/0/examples/match/0: the assertion does not hold of “fever”: “denies” before it is more than 4 tokens away"}},
		{"without marks", `{match: [denies fever]}`, []string{"/assertions/0/examples/match/0: the example marks no entity"}},
		{"open mark", `{reject: ['denies [[fever']}`, []string{"/assertions/0/examples/reject/0: the mark [[ of the example has no ]]"}},
		{"none", `{}`, []string{"/assertions/0: the assertion has no examples"}},
	}
	for _, tt := range tests {
		var got []string
		for _, d := range test(t.Context(), config(t, negation+tt.examples+"}]", nil)) {
			got = append(got, d.Pointer+": "+d.Summary)
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
}

func TestExplainAssertions(t *testing.T) {
	t.Parallel()
	st := openStage(t, clinic)
	tests := []struct {
		text string // the entity in [ ]
		want []string
	}{
		{"denies [fever]", []string{"lists/0 proposes it as SYMPTOM", "negation gives “fever” negated=true by “denies” before it"}},
		{"denies cough but [fever]", []string{"lists/0 proposes it as SYMPTOM", "negation does not hold of “fever”: “but” ends what “denies” before it asserts"}},
		{"history of a b c d [aspirin]", []string{"lists/1 proposes it as DRUG", "past does not hold of “aspirin”: “history of” before it is more than 3 tokens away"}},
		{"no [cough] was ruled out", []string{
			"lists/0 proposes it as SYMPTOM", "negation gives “cough” negated=true by “no” before it",
			"negation after changes nothing of “cough” by “was ruled out” after it: its attributes are set already"}},
		{"no [aspirin]", []string{"lists/1 proposes it as DRUG"}},
	}
	for _, tt := range tests {
		text, start, end := bracketed(tt.text)
		reasons, err := st.Explain(t.Context(), newDocument(t, text), start, end)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, r := range reasons {
			got = append(got, r.Message)
			if !strings.HasPrefix(r.Origin, "rules.yaml:") {
				t.Errorf("%s: origin %q", tt.text, r.Origin)
			}
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.text, diff)
		}
	}
}

// naiveNegation is what an assertion of TestAssertionsLikeNaive says of word i,
// worked out word by word: step -1 looks for a cue before it, 1 after it.
func naiveNegation(words []string, i, step, window int) bool {
	at := func(k int) string {
		if k < 0 || k >= len(words) {
			return ""
		}
		return words[k]
	}
	for k := i + step; at(k) != ""; k += step {
		switch {
		case at(k) == "no" && at(k+1) != "increase":
			return window == 0 || step*(k-i) <= window
		case at(k) == "but" && at(k-1) != "all":
			return false
		}
	}
	return false
}

// An assertion holds as if each entity had looked for its cue word by word.
func TestAssertionsLikeNaive(t *testing.T) {
	t.Parallel()
	windows := []int{0, 1, 2, 5}
	stages := map[string][]*stage{}
	for _, side := range []string{"before", "after", "both"} {
		for _, window := range windows {
			yaml := "lists: [{label: X, terms: [x]}]\nassertions: [{attributes: {negated: 'true'}, cues: ['no'], end: [but], except: [no increase, all but], side: " + side
			if window > 0 {
				yaml += fmt.Sprint(", window: ", window)
			}
			stages[side] = append(stages[side], openStage(t, yaml+"}]"))
		}
	}
	rapid.Check(t, func(rt *rapid.T) {
		words := rapid.SliceOfN(rapid.SampledFrom([]string{"x", "x", "no", "but", "increase", "all", "a"}), 0, 30).Draw(rt, "words")
		side, n := rapid.SampledFrom([]string{"before", "after", "both"}).Draw(rt, "side"), rapid.IntRange(0, len(windows)-1).Draw(rt, "window")
		text := strings.Join(words, " ")
		l, at := process(t, stages[side][n], text), 0
		for i, w := range words {
			if w != "x" {
				continue
			}
			want := side != "after" && naiveNegation(words, i, -1, windows[n]) || side != "before" && naiveNegation(words, i, 1, windows[n])
			if got := len(l.Attributes(at)) > 0; got != want {
				rt.Fatalf("%q, side %s, window %d: word %d negated: %v, want %v", text, side, windows[n], i, got, want)
			}
			at++
		}
	})
}

// Nothing that is asserted of a text depends on what was asserted of the text
// before, whose memory is used again.
func TestAssertionsForget(t *testing.T) {
	t.Parallel()
	st := openStage(t, clinic)
	texts := []string{"denies fever but cough", "fever", "cough was ruled out, history of pain", "no increase in pain", strings.Repeat("no fever ", 500), "pain"}
	want := map[string]string{}
	for _, text := range texts {
		want[text] = fmt.Sprint(asserted(process(t, openStage(t, clinic), text), text))
	}
	for _, text := range slices.Repeat(texts, 3) {
		if got := fmt.Sprint(asserted(process(t, st, text), text)); got != want[text] {
			t.Errorf("%.40q: %s, want %s", text, got, want[text])
		}
	}
}

// The work for an entity must not grow with the number of cues and entities
// around it, whatever the text.
func TestAssertionsAreNotQuadratic(t *testing.T) {
	t.Parallel()
	st := openStage(t, strings.Replace(clinic, "labels: [SYMPTOM]", "labels: [SYMPTOM, DRUG]", 1))
	for _, piece := range []string{"no fever ", "fever ", "no ", "but ", "no increase ", "fever was ruled out ", "no fever was ruled out but ", "history of "} {
		text := strings.Repeat(piece, 200_000/len(piece))
		doc := newDocument(t, text)
		one := document.NewLayer(document.Sentences)
		one.AddRange(0, len(text), "sentence")
		if err := doc.Add(one); err != nil {
			t.Fatal(err)
		}
		if err := st.Process(t.Context(), doc); err != nil { // the test's deadline is the check
			t.Fatal(err)
		}
	}
}

func TestAssertionsOfNastyTexts(t *testing.T) {
	t.Parallel()
	st := openStage(t, `
budget: 1m # for machines under load
patterns: [{label: P, regex: '(?P<a>\w+)\s*(?P<b>\pL?)', groups: {a: {label: A, normalize: number}, b: {label: B}}}]
lists: [{id: t, label: T, terms: [ss, é, 東京, '😀'], ignore_case: true, longest: false}]
assertions:
  - {attributes: {a: '1'}, labels: [P, A, B], cues: [s, a b], lists: [t], end: [ß], except: [s s], side: both}
  - {attributes: {a: '2'}, cues: ["o'a", ss], side: after, window: 2, sections: [X]}
`)
	rapid.Check(t, func(t *rapid.T) { checkProcess(t, st, nasty.Texts(nasty.Pieces(), 40).Draw(t, "text")) })
}
