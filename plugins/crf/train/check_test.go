package train

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/onomast/onomast/core/scheme"
)

func TestRefusesOptions(t *testing.T) {
	set := tagSet(t, scheme.BIO, "PERSON", "TOWN")
	nan, inf := math.NaN(), math.Inf(1)
	for says, change := range map[string]func(*Options){
		"no algorithm \"newton\"":  func(o *Options) { o.Algorithm = "newton" },
		"c2 is NaN":                func(o *Options) { o.C2 = nan },
		"c2 is -1":                 func(o *Options) { o.C2 = -1 },
		"c1 is +Inf":               func(o *Options) { o.C1 = inf },
		"tolerance is -0.1":        func(o *Options) { o.Tolerance = -0.1 },
		"iterations is -1":         func(o *Options) { o.Iterations = -1 },
		"min_count is -2":          func(o *Options) { o.MinCount = -2 },
		"owlqn is for c1 above 0":  func(o *Options) { o.Algorithm = OWLQN },
		"keeps weights from":       func(o *Options) { o.C2, o.Iterations = 0, 0 },
		"nothing to stop it":       func(o *Options) { o.Algorithm, o.Iterations = Perceptron, 0 },
		"would learn nothing":      func(o *Options) { o.Algorithm, o.Rate = AdaGrad, 0 },
		"class_weights names CITY": func(o *Options) { o.ClassWeights = map[string]float64{"CITY": 2} },
		"class weight of O is 0":   func(o *Options) { o.ClassWeights = map[string]float64{"O": 0} },
		"of TOWN is NaN":           func(o *Options) { o.ClassWeights = map[string]float64{"TOWN": nan} },
		"sentence 1 of dev":        func(o *Options) { o.Dev = []Sentence{{Words: []string{"a"}}} },
	} {
		t.Run(says, func(t *testing.T) {
			o := DefaultsOf(LBFGS)
			change(&o)
			_, err := Train(t.Context(), set, extractor(t, features), corpus(set, 5, 1), o)
			if err == nil || !strings.Contains(err.Error(), says) {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestRefusesData(t *testing.T) {
	set := tagSet(t, scheme.BIOES, "A", "B")
	two := []string{"x", "y"}
	for says, data := range map[string][]Sentence{
		"nothing to train on: 0 sentences":   nil,
		"nothing to train on: 2 sentences":   {{}, {}},
		"none of 1 sentences has an entity":  {{Words: two, Tags: []int32{0, 0}}},
		"sentence 2 of train has 2 words":    {{}, {Words: two, Tags: []int32{0}}},
		"tag 9 at word 2; tags are 0 to 8":   {{Words: two, Tags: []int32{0, 9}}},
		"tag -1 at word 1":                   {{Words: two, Tags: []int32{-1, 0}}},
		"begins with tag I-A":                {{Words: two, Tags: []int32{2, 3}}},
		"ends with tag B-A":                  {{Words: two, Tags: []int32{0, 1}}},
		"tag E-B after B-A at word 2":        {{Words: two, Tags: []int32{1, 7}}},
		"weight -1, which must be 0 or more": {{Words: two, Tags: []int32{0, 0}, Weight: -1}},
		"has the weight NaN":                 {{Words: two, Tags: []int32{0, 0}, Weight: math.NaN()}},
		"1 values of layer 1":                {{Words: two, Tags: []int32{0, 0}, Layers: [][]uint64{{1}}}},
	} {
		t.Run(says, func(t *testing.T) {
			_, err := Train(t.Context(), set, extractor(t, features), data, DefaultsOf(LBFGS))
			if err == nil || !strings.Contains(err.Error(), says) {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestTakesOddData(t *testing.T) {
	set := tagSet(t, scheme.BIO, "A", "NEVER")
	odd := []string{"", "\x00", "\xff\xfe", "\r\n", "\ufeffBOM", "👩‍👩‍👧", strings.Repeat("long", 50_000), "é", "e\u0301", " "}
	tags := make([]int32, len(odd))
	tags[2], tags[3] = 1, 2
	for name, data := range map[string][]Sentence{
		"odd words":     {{Words: odd, Tags: tags}, {}, {Words: []string{"x"}, Tags: []int32{0}}},
		"no layers":     corpus(tagSet(t, scheme.BIO, "PERSON", "TOWN"), 5, 1)[:1],
		"one tag":       {{Words: []string{"x", "y"}, Tags: []int32{1, 1}}},
		"weight 0 is 1": {{Words: []string{"x", "y"}, Tags: []int32{1, 0}, Weight: 0}},
		"huge weight":   {{Words: []string{"x", "y"}, Tags: []int32{1, 0}, Weight: 1e12}},
	} {
		for _, algorithm := range Algorithms() {
			t.Run(name+" "+string(algorithm), func(t *testing.T) {
				o := DefaultsOf(LBFGS)
				o.Algorithm, o.C1, o.Iterations = algorithm, 0.01, 20
				r, err := Train(t.Context(), set, extractor(t, features), data, o)
				if err != nil {
					t.Fatal(err)
				}
				for _, f := range r.Chain.Features {
					if slices.ContainsFunc(f.Weights, func(w float32) bool { return !finite(float64(w)) }) {
						t.Fatalf("feature %q has weights %v", f.Name, f.Weights)
					}
				}
			})
		}
	}
}

// A type without examples must never be given, however little speaks for anything else.
func TestNeverGivesATypeWithoutExamples(t *testing.T) {
	for _, s := range []scheme.Scheme{scheme.BIO, scheme.BIOES} {
		set := tagSet(t, s, "NEVER", "PERSON", "TOWN")
		for _, all := range []bool{false, true} {
			o := DefaultsOf(LBFGS)
			o.AllFeatures = all
			r, err := Train(t.Context(), set, extractor(t, features), corpus(set, 60, 1), o)
			if err != nil {
				t.Fatal(err)
			}
			x := extractor(t, features)
			for _, sentence := range append(corpus(set, 60, 3), Sentence{Words: []string{"Zzz", "Qqq"}, Tags: []int32{0, 0}}) {
				for _, span := range set.Decode(nil, tag(r.Chain, x, sentence)) {
					if set.Types[span.Type] == "NEVER" {
						t.Fatalf("%s: a type without examples was given", s)
					}
				}
			}
		}
	}
}

func TestWeightsOfClassesTradePrecisionForRecall(t *testing.T) {
	set := tagSet(t, scheme.BIO, "PERSON", "TOWN")
	data := corpus(set, 150, 1)
	test := corpus(set, 200, 2)
	found := func(weights map[string]float64) (n int) {
		o := DefaultsOf(LBFGS)
		o.ClassWeights = weights
		r, err := Train(t.Context(), set, extractor(t, "features: [{of: suffix, length: [1]}]"), data, o)
		if err != nil {
			t.Fatal(err)
		}
		x := extractor(t, "features: [{of: suffix, length: [1]}]")
		for _, s := range test {
			for _, span := range set.Decode(nil, tag(r.Chain, x, s)) {
				if set.Types[span.Type] == "TOWN" {
					n++
				}
			}
		}
		return n
	}
	plain := found(nil)
	more := found(map[string]float64{"TOWN": 8})
	less := found(map[string]float64{"O": 8})
	if less >= plain || plain >= more {
		t.Errorf("towns found: %d with O weighing more, %d plain, %d with TOWN weighing more", less, plain, more)
	}
}

func TestOversamplingIsRepetition(t *testing.T) {
	set := tagSet(t, scheme.BIO, "PERSON", "TOWN")
	var data, repeated []Sentence
	for i, s := range corpus(set, 40, 1) {
		s.Layers = nil
		data = append(data, s)
		repeated = append(repeated, s)
		if i%3 == 0 {
			data[i].Weight = 3
			repeated = append(repeated, s, s)
		}
	}
	o := DefaultsOf(LBFGS)
	o.Iterations, o.Tolerance = 0, 1e-9
	a, err := Train(t.Context(), set, extractor(t, features), data, o)
	if err != nil {
		t.Fatal(err)
	}
	b, err := Train(t.Context(), set, extractor(t, features), repeated, o)
	if err != nil {
		t.Fatal(err)
	}
	if d := math.Abs(a.Summary.Objective - b.Summary.Objective); d > 1e-4*b.Summary.Objective {
		t.Errorf("objective %v with weights, %v with repetition", a.Summary.Objective, b.Summary.Objective)
	}
	weights := balance(set, []Sentence{{Tags: []int32{1}}, {Tags: []int32{1, 3}}, {Tags: []int32{1}}, {Tags: []int32{0}, Weight: 2}, {Tags: []int32{1, 0}}}, 0.5)
	if want := []float64{1, 2, 1, 2, 1}; !slices.Equal(weights, want) {
		t.Errorf("weights %v, not %v", weights, want)
	}
}

func TestAMillionTokensInOneSentence(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds, and a gigabyte")
	}
	set := tagSet(t, scheme.BIO, "PERSON")
	s := Sentence{}
	for i := range 1_000_000 {
		word, tag := []string{"one", "went", "by"}[i%3], int32(0)
		if i%50 == 0 {
			word, tag = "Anna", 1
		}
		s.Words, s.Tags = append(s.Words, word), append(s.Tags, tag)
	}
	o := DefaultsOf(LBFGS)
	o.Iterations = 5
	r, err := Train(t.Context(), set, extractor(t, features), []Sentence{s}, o)
	if err != nil {
		t.Fatal(err)
	}
	if !finite(r.Summary.Objective) || r.Summary.Tokens != 1_000_000 {
		t.Errorf("%+v", r.Summary)
	}
}

// More entities carry more weights; nothing is asked of none.
func TestC1FollowsTheData(t *testing.T) {
	t.Parallel()
	for entities, want := range map[int]float64{0: 0.1, 1: 0.1, 600: 0.1, 800: 0.065, 1000: 0.03, 1_000_000: 0.03} {
		if got := C1For(entities); math.Abs(got-want) > 1e-12 {
			t.Errorf("%d entities: %v, want %v", entities, got, want)
		}
	}
	for n := range 3000 {
		if C1For(n+1) > C1For(n) {
			t.Fatalf("%d entities have less than one more", n)
		}
	}
}
