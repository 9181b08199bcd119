package multilingual_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/plugin"
	"github.com/onomast/onomast/plugins/multilingual"
)

const (
	german  = "Die Lieferung ist gestern angekommen, aber ein Paket fehlt noch."
	english = "Could you please tell me where the other parcel is?"
	russian = "Мы получили ваше письмо и скоро ответим."
)

func config(with string) plugin.Config {
	return plugin.Config{Stage: "language", With: json.RawMessage(with)}
}

func open(t *testing.T, cfg plugin.Config) plugin.Stage {
	t.Helper()
	s, err := multilingual.Kind().Open(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func process(t *testing.T, with, text string) *document.Document {
	t.Helper()
	doc, err := document.New("d", text)
	if err != nil {
		t.Fatal(err)
	}
	if err := open(t, config(with)).Process(t.Context(), doc); err != nil {
		t.Fatal(err)
	}
	return doc
}

// lines writes the layer down, one span a line.
func lines(doc *document.Document) []string {
	var out []string
	l := doc.Layer(document.Language)
	for i, s := range l.All() {
		line := fmt.Sprintf("%s %d-%d in %d %s", s.Label, s.Start, s.End, l.Parent(i), s.Kind)
		for _, why := range s.Evidence {
			line += " " + why.Key + ": " + why.Value
		}
		out = append(out, line)
	}
	return out
}

func TestProcess(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, with, text string
		want             []string
	}{
		{"one language", `{}`, german, []string{"de 0-64 in -1 calibrated"}},
		{"two languages", `{}`, german + " " + english, []string{
			"de 0-116 in -1 calibrated", "de 0-65 in 0 calibrated", "en 65-116 in 0 calibrated",
		}},
		{"one for all", `{"segments":"document"}`, german + " " + english, []string{"de 0-116 in -1 calibrated"}},
		{"not listed", `{"languages":["de","en"]}`, russian, nil},
		{"not listed, with a fallback", `{"languages":["de","en"],"fallback":"und"}`, russian,
			[]string{"und 0-73 in -1 none fallback: ru, which is not listed, is likelier than those that are"}},
		{"a part that is not listed", `{"languages":["de","en"]}`, german + "\n" + russian, []string{
			"de 0-138 in -1 calibrated", "de 0-65 in 0 calibrated",
			"und 65-138 in 0 none fallback: ru, which is not listed, is likelier than those that are",
		}},
		{"not sure", `{"min_confidence":0.99,"fallback":"en"}`, "Paris", nil},
		{"no words", `{"fallback":"en"}`, "17:30", []string{"en 0-5 in -1 none fallback: there are no words"}},
		{"no text", `{"fallback":"en"}`, "", nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got := lines(process(t, test.with, test.text))
			if test.name == "not sure" {
				if len(got) != 1 || !strings.HasPrefix(got[0], "en 0-5 in -1 none fallback: ") || !strings.Contains(got[0], "has a probability of only 0.") {
					t.Errorf("%v", got)
				}
				return
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestContract(t *testing.T) {
	t.Parallel()
	tests := []struct{ with, want string }{
		{`{"languages":["en","de"]}`, "de en und"},
		{`{"languages":["en","de"],"segments":"document"}`, "de en"},
		{`{"languages":["de"],"fallback":"en","segments":"document"}`, "de en"},
	}
	for _, test := range tests {
		c, err := multilingual.Kind().Contract(config(test.with))
		if err != nil {
			t.Fatal(err)
		}
		p := c.Provides[0]
		if got := strings.Join(p.Labels, " "); got != test.want || p.OpenLabels || len(c.Needs) > 0 || p.Name != document.Language {
			t.Errorf("%s: %+v", test.with, c)
		}
	}
	c, err := multilingual.Kind().Contract(config(`{}`))
	if err != nil || len(c.Provides[0].Labels) < 80 {
		t.Errorf("%v, %v", c, err)
	}
}

func TestMistakes(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	foreign := filepath.Join(dir, "foreign.lid")
	if err := os.WriteFile(foreign, []byte("PK\x03\x04 something else"), 0o600); err != nil {
		t.Fatal(err)
	}
	tests := []struct{ name, with, code, pointer, hint string }{
		{"no such language", `{"languages":["de","tlh"]}`, "multilingual.unknown-language", "/languages/1", "it knows af, am, ar"},
		{"a country", `{"languages":["jp"]}`, "multilingual.unknown-language", "/languages/0", `did you mean "ja"`},
		{"a region", `{"languages":["pt-BR"]}`, "multilingual.unknown-language", "/languages/0", `did you mean "pt"`},
		{"Norwegian", `{"languages":["no"]}`, "multilingual.unknown-language", "/languages/0", `did you mean "nb"`},
		{"a name", `{"languages":["english"]}`, "multilingual.unknown-language", "/languages/0", `did you mean "en"`},
		{"a name of its own", `{"languages":["Türkçe"]}`, "multilingual.unknown-language", "/languages/0", `did you mean "tr"`},
		{"unknown is none", `{"languages":["und"]}`, "multilingual.unknown-language", "/languages/0", "it knows"},
		{"twice", `{"languages":["de","en","de"]}`, "multilingual.twice", "/languages/2", "drop"},
		{"no file", `{"model":"missing.lid"}`, "multilingual.model", "/model", "relative"},
		{"another file", `{"model":"foreign.lid"}`, "multilingual.model", "/model", "ships"},
		{"grain", `{"segments":"letter"}`, "", "/segments", ""},
		{"fallback", `{"fallback":"English!"}`, "", "/fallback", ""},
		{"confidence", `{"min_confidence":2}`, "", "/min_confidence", ""},
		{"typo", `{"language":["de"]}`, "", "/language", "languages"},
	}
	for _, test := range tests {
		cfg := config(test.with)
		cfg.Files = map[string]string{"/model": filepath.Join(dir, "missing.lid")}
		if strings.Contains(test.with, "foreign") {
			cfg.Files["/model"] = foreign
		}
		_, err := multilingual.Kind().Contract(cfg)
		list := diag.From(err, "")
		if len(list) != 1 || list[0].Pointer != test.pointer || test.code != "" && list[0].Code != test.code || !strings.Contains(list[0].Hint, test.hint) {
			t.Errorf("%s: %+v", test.name, list)
		}
		if _, err := multilingual.Kind().Open(t.Context(), cfg); err == nil {
			t.Errorf("%s: it was opened", test.name)
		}
	}
}

// A document whose time is up is left as it is.
func TestProcessEndsWithItsContext(t *testing.T) {
	t.Parallel()
	doc, err := document.New("d", german)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, with := range []string{`{}`, `{"segments":"document"}`} {
		if err := open(t, config(with)).Process(ctx, doc); !errors.Is(err, context.Canceled) || doc.Layer(document.Language) != nil {
			t.Errorf("%s: %v", with, err)
		}
	}
}

func TestExplain(t *testing.T) {
	t.Parallel()
	s := open(t, config(`{"languages":["de","en"]}`))
	doc := process(t, `{"languages":["de","en"]}`, german+" "+english).With() // as before the stage
	reasons, err := s.(plugin.Explainer).Explain(context.Background(), doc, 60, 70)
	if err != nil || len(reasons) != 2 {
		t.Fatal(reasons, err)
	}
	for i, want := range []string{"bytes 0-65 are taken for de: de 1.00, ", "bytes 65-116 are taken for en: en 1.00, "} {
		if !strings.HasPrefix(reasons[i].Message, want) {
			t.Errorf("got %q", reasons[i].Message)
		}
	}
	unknown := process(t, `{"languages":["de","en"]}`, russian)
	reasons, err = s.(plugin.Explainer).Explain(context.Background(), unknown, 0, 2)
	if err != nil || len(reasons) != 1 || !strings.HasPrefix(reasons[0].Message, "bytes 0-73 are taken to be in no language: ru 0.9") {
		t.Error(reasons, err)
	}
	if reasons, err = s.(plugin.Explainer).Explain(context.Background(), process(t, `{}`, "12"), 0, 2); err != nil || len(reasons) > 0 {
		t.Error(reasons, err)
	}
}

// TestTheListIsGivenOnce: of several codes that nobody knows, the first says which ones are known.
func TestTheListIsGivenOnce(t *testing.T) {
	t.Parallel()
	_, err := multilingual.Kind().Contract(config(`{"languages":["tlh","jp","qya"]}`))
	var hints []string
	for _, d := range diag.From(err, "") {
		hints = append(hints, d.Hint[:min(len(d.Hint), 8)])
	}
	if diff := cmp.Diff([]string{"it knows", "did you ", ""}, hints); diff != "" {
		t.Error(diff)
	}
}
