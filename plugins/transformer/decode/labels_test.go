package decode

import (
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/onomast/onomast/core/diag"
)

func TestWhatIsWrongWithAModelIsSaid(t *testing.T) {
	bio := strings.Fields("O B-X I-X")
	nan, inf := float32(math.NaN()), float32(math.Inf(1))
	tests := map[string]struct {
		config Config
		want   string
	}{
		"no labels":         {Config{}, "the model has no labels; name them under id2label"},
		"unnamed":           {Config{Labels: []string{"LABEL_0", "LABEL_1"}, Strategy: Simple}, "have no names, only numbers: LABEL_0, LABEL_1; name them under id2label in config.json, as in the data"},
		"no type":           {Config{Labels: strings.Fields("O B I")}, "labels of the model name no type: B, I; name them B-NAME"},
		"mixed":             {Config{Labels: strings.Fields("O B-X I-X B-Y I-Y PLACE")}, "most labels are written like B-X, but not PLACE;"},
		"mixed, behind":     {Config{Labels: strings.Fields("O X-B X-I Y-B Y-I PLACE")}, "most labels are written like X-B, but not PLACE;"},
		"twice":             {Config{Labels: strings.Fields("O B-X I-X I_X")}, "the labels I-X and I_X of the model mean the same"},
		"strategy":          {Config{Labels: bio, Strategy: "best"}, `there is no strategy "best"; use viterbi, none, simple, first, average, max or each`},
		"unit":              {Config{Labels: bio, Unit: "line"}, `there is no unit "line"; use piece, first or word`},
		"scheme":            {Config{Labels: bio, Scheme: "bio"}, `there is no scheme "bio" to ask for; all but iob1`},
		"temperature":       {Config{Labels: bio, Temperature: -1}, "no temperature is -1"},
		"no temperature":    {Config{Labels: bio, Temperature: math.NaN()}, "no temperature is NaN"},
		"few transitions":   {Config{Labels: bio, Transitions: &Transitions{Pair: make([]float32, 4)}}, "the transitions have 4 weights as pair, not 9: the model has 3 labels"},
		"few starts":        {Config{Labels: bio, Transitions: &Transitions{Pair: make([]float32, 9), Start: make([]float32, 2)}}, "2 weights as start, not 3"},
		"few ends":          {Config{Labels: bio, Transitions: &Transitions{Pair: make([]float32, 9), End: make([]float32, 2)}}, "2 weights as end, not 3"},
		"NaN transitions":   {Config{Labels: bio, Transitions: &Transitions{Pair: []float32{0, nan, 0, 0, 0, 0, 0, 0, 0}}}, "weight 1 of the transitions' pair is NaN"},
		"infinite to start": {Config{Labels: bio, Transitions: &Transitions{Pair: make([]float32, 9), Start: []float32{0, 0, inf}}}, "weight 2 of the transitions' start is +Inf"},
	}
	for name, tt := range tests {
		_, err := New(tt.config)
		var d diag.Diagnostic
		if !errors.As(err, &d) || !strings.Contains(err.Error(), tt.want) || !strings.HasPrefix(d.Code, "decode.") {
			t.Errorf("%s: %v, want %s", name, err, tt.want)
		}
	}
}

// Labels are read however they are written; what is said is the same.
func TestLabelsAreReadInManyForms(t *testing.T) {
	text, p := wordsOf(1, 1, 1, 1)
	for _, tt := range []struct{ labels, best, want string }{
		{"O B-PER I-PER", "O B-PER I-PER O", "PER 1-3"},
		{"O B_PER I_PER", "O B_PER I_PER O", "PER 1-3"},
		{"o b-PER i-PER", "o b-PER i-PER o", "PER 1-3"},
		{"O PER-B PER-I", "O PER-B PER-I O", "PER 1-3"},
		{"O PER_B PER_I", "O PER_B PER_I O", "PER 1-3"},
		{"O B-A-B I-A-B", "B-A-B I-A-B O B-A-B", "A-B 0-2, A-B 3-4"},
		{"O B-PER I-PER E-PER S-PER", "B-PER I-PER E-PER S-PER", "PER 0-3, PER 3-4"},
		{"O B-PER M-PER E-PER S-PER", "B-PER M-PER E-PER S-PER", "PER 0-3, PER 3-4"},
		{"O B-PER I-PER L-PER U-PER", "B-PER I-PER L-PER U-PER", "PER 0-3, PER 3-4"},
		{"O PER LOC", "PER PER LOC O", "PER 0-2, LOC 2-3"},
		{"O I-PER I-LOC", "I-PER I-PER I-LOC O", "PER 0-2, LOC 2-3"},
		{"O B-PER", "B-PER B-PER O B-PER", "PER 0-1, PER 1-2, PER 3-4"},
		{"NOUN VERB", "NOUN NOUN VERB NOUN", "NOUN 0-2, VERB 2-3, NOUN 3-4"},
		{"O E_MAIL PHONE URL", "E_MAIL PHONE O URL", "E_MAIL 0-1, PHONE 1-2, URL 3-4"},
		{"O B-PER I-PER  ", "B-PER I-PER I-PER O", "PER 0-3"}, // and two columns that are nothing
	} {
		labels := strings.Split(tt.labels, " ")
		got := outline(t, Config{Labels: labels}, text, p, favour(labels, tt.best))
		if got != tt.want {
			t.Errorf("%s: %s, want %s", tt.labels, got, tt.want)
		}
	}
}

func TestIOB1IsToBeAskedFor(t *testing.T) {
	text, p := wordsOf(1, 1, 1, 1)
	labels := strings.Fields("O B-X I-X")
	logits := favour(labels, "I-X I-X B-X I-X")
	if got := outline(t, Config{Labels: labels, Scheme: IOB1}, text, p, logits); got != "X 0-2, X 2-4" {
		t.Error(got)
	}
	if got := outline(t, Config{Labels: labels}, text, p, favour(labels, "O I-X I-X O")); got != "X 1-3" {
		t.Errorf("what must begin with B was lost: %q", got)
	}
}

// Decoders of Transformers do not care what labels mean.
func TestStrategiesOfTransformersTakeAnyLabels(t *testing.T) {
	for _, labels := range []string{"O B I", "O B-X I-X PLACE", "X X"} {
		for _, s := range []Strategy{None, Simple, First, Average, Max} {
			if _, err := New(Config{Labels: strings.Fields(labels), Strategy: s}); err != nil {
				t.Errorf("%s of %s: %v", s, labels, err)
			}
		}
	}
}

func TestWhatIsIgnored(t *testing.T) {
	text, p := wordsOf(1, 1, 1)
	labels := strings.Fields("O B-X I-X B-Y")
	logits := favour(labels, "B-X O B-Y")
	for _, tt := range []struct {
		strategy Strategy
		ignore   []string
		want     string
	}{
		{None, nil, "B-X 0-1, B-Y 2-3"}, {None, []string{"B-X"}, "O 1-2, B-Y 2-3"}, {None, []string{"X"}, "B-X 0-1, O 1-2, B-Y 2-3"},
		{Simple, []string{}, "X 0-1, O 1-2, Y 2-3"}, {Simple, []string{"X"}, "O 1-2, Y 2-3"}, {Simple, []string{"B-X"}, "X 0-1, O 1-2, Y 2-3"},
		{Viterbi, []string{"X"}, "Y 2-3"}, {Each, []string{"X", "O"}, "Y 2-3"}, {Each, []string{"X"}, "O 1-2, Y 2-3"},
	} {
		if got := outline(t, Config{Labels: labels, Strategy: tt.strategy, Ignore: tt.ignore}, text, p, logits); got != tt.want {
			t.Errorf("%s without %q: %s, want %s", tt.strategy, tt.ignore, got, tt.want)
		}
	}
}

func TestUnknownNamesAreNotTakenForOthers(t *testing.T) {
	if diff := cmp.Diff([]Strategy{Viterbi, None, Simple, First, Average, Max, Each}, Strategies()); diff != "" {
		t.Error(diff)
	}
	for _, s := range Strategies() {
		for _, u := range Units() {
			if _, err := New(Config{Labels: []string{"O", "B-X"}, Strategy: s, Unit: u}); err != nil {
				t.Errorf("%s by %s: %v", s, u, err)
			}
		}
	}
}

// What a decoder can find is known before it runs.
func TestWhatCanBeFound(t *testing.T) {
	for _, tt := range []struct {
		config Config
		want   string
	}{
		{Config{Labels: strings.Fields("O B-X I-X B-Y")}, "X Y"},
		{Config{Labels: strings.Fields("O B-X I-X B-Y"), Scheme: IOB1}, "X Y"},
		{Config{Labels: strings.Fields("O B-X I-X B-Y"), Ignore: []string{"X"}}, "Y"},
		{Config{Labels: strings.Fields("O B-X I-X B-Y"), Strategy: None}, "B-X B-Y I-X"},
		{Config{Labels: strings.Fields("O B-X I-X B-Y"), Strategy: Simple, Ignore: []string{"Y"}}, "O X"},
		{Config{Labels: strings.Fields("NOUN VERB"), Strategy: Each}, "NOUN VERB"},
	} {
		d, err := New(tt.config)
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(d.Found(), " "); got != tt.want {
			t.Errorf("%s of %s: %s, want %s", tt.config.Strategy, tt.config.Labels, got, tt.want)
		}
	}
}
