package crf

import (
	"context"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/plugin"
)

func TestTheContract(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		path, options string
		want          plugin.Contract
	}{
		"all labels": {persons(t), ``, plugin.Contract{
			Needs:    []plugin.Need{{Layer: document.Tokens}, {Layer: document.Sentences, Optional: true}, {Layer: "rules"}},
			Provides: []plugin.LayerSpec{{Name: "people", Role: plugin.CandidatesRole, Labels: []string{"CITY", "PER"}}},
		}},
		"some, with other names": {persons(t), `"labels": ["PER"], "rename": {"PER": "PERSON", "CITY": "PLACE"}`, plugin.Contract{
			Needs:    []plugin.Need{{Layer: document.Tokens}, {Layer: document.Sentences, Optional: true}, {Layer: "rules"}},
			Provides: []plugin.LayerSpec{{Name: "people", Role: plugin.CandidatesRole, Labels: []string{"PERSON"}}},
		}},
		"levels read each other, not the document": {nested(t), ``, plugin.Contract{
			Needs:    []plugin.Need{{Layer: document.Tokens}, {Layer: document.Sentences, Optional: true}},
			Provides: []plugin.LayerSpec{{Name: "people", Role: plugin.CandidatesRole, Labels: []string{"CITY", "ORG"}}},
		}},
	} {
		got, err := Kind().Contract(configured(t, tt.path, tt.options))
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestMistakesAreReportedWhereTheyAre(t *testing.T) {
	t.Parallel()
	path := persons(t)
	for options, want := range map[string]string{
		`"labels": ["PRE"]`:          `/labels/0: the model knows no label "PRE"; did you mean "PER"?`,
		`"labels": ["X"]`:            `/labels/0: the model knows no label "X"; it knows CITY, PER`,
		`"labels": []`:               `/labels: labels is empty, so nothing would be proposed; name labels of the model, or leave it out`,
		`"thresholds": {"a/b": 0.5}`: `/thresholds/a~1b: the model knows no label "a/b"; it knows CITY, PER`,
		`"rename": {"PER": "P"}, "thresholds": {"P": 0.5}`: `/thresholds/P: the model knows no label "P"; write PER, as the model calls it: labels are renamed last`,
		`"rename": {"PER": ""}`:                            `/rename/PER: a label is renamed to nothing; to leave a label out, name the others in labels`,
		`"rename": {"ORG": "O"}`:                           `/rename/ORG: the model knows no label "ORG"; it knows CITY, PER`,
	} {
		cfg := configured(t, path, options)
		_, err := Kind().Contract(cfg)
		if err == nil || err.Error() != want {
			t.Errorf("%s:\ngot  %v\nwant %s", options, err, want)
		}
		if _, err := Kind().Open(context.Background(), cfg); err == nil {
			t.Errorf("%s: it opens", options)
		}
	}
}

func TestOptionsOutOfRange(t *testing.T) {
	t.Parallel()
	path := persons(t)
	for _, options := range []string{`"threshold": 2`, `"thresholds": {"PER": -1}`, `"alternatives": 0`, `"alternatives": 1000`, `"beam": 3`} {
		if _, err := Kind().Contract(configured(t, path, options)); err == nil {
			t.Errorf("%s is taken", options)
		}
	}
}

func TestModelsThatCannotBeUsed(t *testing.T) {
	t.Parallel()
	whole, err := os.ReadFile(persons(t))
	if err != nil {
		t.Fatal(err)
	}
	for name, tt := range map[string]struct {
		content, code string
		quick         bool // seen without looking at all of it
	}{
		"foreign":   {"lCRF....", "crf.foreign-model", true},
		"cut off":   {string(whole[:len(whole)-1]), "crf.damaged-model", true},
		"one label": {strings.Replace(string(whole), "CITY", "CITI", 1), "crf.damaged-model", true},
		"a weight":  {replacedLast(string(whole), "\x00\x00\xc0\x40", "\x00\x00\xc1\x40"), "crf.damaged-model", false},
	} {
		path := persons(t)
		if err := os.WriteFile(path, []byte(tt.content), 0o600); err != nil {
			t.Fatal(err)
		}
		cfg := configured(t, path, "")
		_, quick := Kind().Contract(cfg)
		tested := Kind().Test(context.Background(), cfg)
		_, opened := Kind().Open(context.Background(), cfg)
		if (quick != nil) != tt.quick {
			t.Errorf("%s: the contract says %v", name, quick)
		}
		for _, list := range []diag.List{tested, diag.From(opened, "")} {
			if len(list) != 1 || list[0].Code != tt.code || list[0].Pointer != "/model" || !strings.HasPrefix(list[0].Summary, "models/people.crf: ") || list[0].Hint == "" {
				t.Errorf("%s: got %v", name, list)
			}
		}
	}
}

func replacedLast(s, old, by string) string {
	at := strings.LastIndex(s, old)
	return s[:at] + by + s[at+len(old):]
}

func TestAModelThatIsNotThere(t *testing.T) {
	t.Parallel()
	path := persons(t)
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	_, err := Kind().Contract(configured(t, path, ""))
	want := "/model: models/people.crf: there is no such model; train one with `runner train crf`"
	if err == nil || err.Error() != want {
		t.Errorf("got  %v\nwant %s", err, want)
	}
}

func TestAGoodModelHasNoFaults(t *testing.T) {
	t.Parallel()
	if found := Kind().Test(context.Background(), configured(t, persons(t), "")); found != nil {
		t.Errorf("got %v", found)
	}
}
