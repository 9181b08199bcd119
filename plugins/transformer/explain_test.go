package transformer

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/onomast/onomast/plugins/transformer/modeltest"
)

// surroundings is a model to which words around matter: "not" speaks against entities,
// "planet" for places.
func surroundings() modeltest.Spec {
	s := modeltest.People()
	s.Around = map[string]map[int]float32{"not": {0: 7}, "planet": {3: 5.5}}
	return s
}

// reasons are what a stage says of a part of a text.
func reasons(t testing.TB, st *stage, text, part string) []string {
	t.Helper()
	at := strings.Index(text, part)
	got, err := st.Explain(context.Background(), doc(t, text), at, at+len(part))
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, r := range got {
		out = append(out, strings.TrimPrefix(r.Code, "transformer.")+": "+strings.ReplaceAll(r.Message, st.name, "MODEL"))
	}
	return out
}

func TestExplain(t *testing.T) {
	t.Parallel()
	dir := surroundings().Folder(t)
	for _, c := range []struct {
		name, options, text, part string
		want                      []string
	}{
		{"an entity", ``, "not planet London", "London", []string{
			"match: MODEL proposes it as LOC with probability 0.99",
			"for: pieces: “London” B-LOC 0.99, O 0.01",
			"for: without a word, the probability of B-LOC (0.99) falls: “planet” -0.72",
			"against: without a word, the probability of B-LOC (0.99) rises: “not” +0.01",
		}},
		{"none", ``, "not London", "London", []string{
			"unlikely: MODEL takes it for no entity",
			"for: pieces: “London” O 0.73, B-LOC 0.27, B-PER 0.00067",
			"against: without a word, the probability of B-LOC (0.27) rises: “not” +0.73",
		}},
		{"another extent", ``, "Ada Lovelace saw", "Lovelace", []string{
			"other-extent: MODEL proposes “Ada Lovelace” as PER with probability 0.99",
			"for: pieces: “Ada” B-PER 1.00; “Lovelace” I-PER 0.99, B-PER 0.0025, B-LOC 0.0025",
		}},
		{"a threshold", `"threshold": 0.999`, "we saw Paris", "Paris", []string{
			"threshold: MODEL takes it for LOC with probability 1.00, below the threshold, 1.00",
			"for: pieces: “Paris” B-LOC 1.00, O 0.0025, B-PER 0.0025",
		}},
		{"not a label that is wanted", `"labels": ["PER"]`, "we saw Paris", "Paris", []string{
			"label: MODEL takes it for LOC, which is not among labels",
			"for: pieces: “Paris” B-LOC 1.00, O 0.0025, B-PER 0.0025",
		}},
		{"an exception", `"except": ["saw \\w+"]`, "we saw Paris", "Paris", []string{
			"except: MODEL takes it for LOC with probability 1.00, but it lies within the exception saw \\w+",
			"for: pieces: “Paris” B-LOC 1.00, O 0.0025, B-PER 0.0025",
		}},
		{"no text", ``, "we \t saw", "\t", []string{"no-piece: the model sees nothing there"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var options []string
			if c.options != "" {
				options = append(options, c.options)
			}
			st := opened(t, configured(t, dir, options...))
			if diff := cmp.Diff(c.want, reasons(t, st, c.text, c.part)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// Explaining works wherever the stretch is, and however long the text.
func TestExplainAnyStretch(t *testing.T) {
	t.Parallel()
	st := opened(t, configured(t, surroundings().Folder(t), `"window": 16`))
	text := strings.Repeat("we saw Ada Lovelace and not Grace in Paris ", 3) + " | 東京 xyz"
	for start := range text {
		for _, end := range []int{start, start + 1, start + 7, len(text)} {
			if end > len(text) || start%5 > 0 && end > start+1 {
				continue
			}
			if _, err := st.Explain(t.Context(), doc(t, text), start, end); err != nil {
				t.Fatalf("[%d,%d): %v", start, end, err)
			}
		}
	}
}
