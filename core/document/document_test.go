package document_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/onomast/onomast/core/document"
)

func TestNewRefusesWhatIsNotUTF8(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"\xff":          "byte 0",
		"aé\x80":        "byte 3",
		"a\ufffd\xc3":   "byte 4", // U+FFFD itself is valid
		"\xed\xa0\x80":  "byte 0", // half a surrogate pair
		"😀\xf0\x9f\x98": "byte 4",
	} {
		if _, err := document.New("d", text); err == nil || !strings.Contains(err.Error(), want+" is not valid UTF-8") {
			t.Errorf("%q: got error %v, want one with %q", text, err, want)
		}
	}
}

func TestNewTakesAnyText(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", "\x00", "\ufeffa\r\n", "\ufffd", "👩🏽‍⚕️", "שלום"} {
		if d := newDocument(t, "d", text); d.Text() != text {
			t.Errorf("text %q became %q", text, d.Text())
		}
	}
}

func TestAddRefuses(t *testing.T) {
	t.Parallel()
	d := newDocument(t, "d", "text")
	if err := d.Add(document.NewLayer("rules")); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"": "needs a name", "rules": "already written"} {
		if err := d.Add(document.NewLayer(name)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("layer %q: got error %v, want one with %q", name, err, want)
		}
	}
	if n := len(d.Layers()); n != 1 {
		t.Errorf("the document has %d layers, want 1", n)
	}
}

func TestWithIsAView(t *testing.T) {
	t.Parallel()
	d := newDocument(t, "d", "text")
	for _, name := range []string{"a", "b", "c"} {
		if err := d.Add(document.NewLayer(name)); err != nil {
			t.Fatal(err)
		}
	}
	view := d.With("c", "none", "a")
	if diff := cmp.Diff([]string{"c", "a"}, present(view)); diff != "" {
		t.Error(diff)
	}
	if view.ID() != "d" || view.Text() != "text" || view.Layer("a") != d.Layer("a") {
		t.Error("a view does not share id, text and layers")
	}
	if err := view.Add(document.NewLayer("d")); err != nil || d.Layer("d") != nil {
		t.Errorf("a layer added to a view is in the document too, or refused: %v", err)
	}
}

func TestLanguageCode(t *testing.T) {
	t.Parallel()
	d := newDocument(t, "d", "Grüezi")
	if got := d.LanguageCode(); got != "" {
		t.Errorf("language %q before anybody decided", got)
	}
	l := document.NewLayer(document.Language)
	l.AddRange(0, 7, "de-CH")
	l.AddRange(0, 1, "en")
	if err := d.Add(l); err != nil {
		t.Fatal(err)
	}
	if got := d.LanguageCode(); got != "de-CH" {
		t.Errorf("language %q, want de-CH", got)
	}
}

// What a document prints of itself may end up in a log.
func TestStringHoldsNoText(t *testing.T) {
	t.Parallel()
	d := newDocument(t, "d", "a secret")
	d.AddNote(document.Note{Stage: "s", Code: "c", Message: "m"})
	if got := d.String(); strings.Contains(got, "secret") || !strings.Contains(got, `"d" (8 bytes`) {
		t.Errorf("document prints as %s", got)
	}
	if diff := cmp.Diff([]document.Note{{Stage: "s", Code: "c", Message: "m"}}, d.Notes()); diff != "" {
		t.Error(diff)
	}
}

func TestScoreKindNames(t *testing.T) {
	t.Parallel()
	for _, k := range []document.ScoreKind{document.None, document.Raw, document.Calibrated} {
		if got, err := document.ParseScoreKind(k.String()); err != nil || got != k {
			t.Errorf("%v parses as %v, %v", k, got, err)
		}
	}
	if k, err := document.ParseScoreKind(""); err != nil || k != document.None {
		t.Errorf("the empty kind parses as %v, %v", k, err)
	}
	if _, err := document.ParseScoreKind("logit"); err == nil {
		t.Error("an unknown kind parses")
	}
}
