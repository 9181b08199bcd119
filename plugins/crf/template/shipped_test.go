package template

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/plugins/crf/resources"
)

// TestShipped: every file that ships can be read, under its own name, and out of
// a model too.
func TestShipped(t *testing.T) {
	t.Parallel()
	for _, name := range resources.Names() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			of := "cluster"
			if name == "names" || name == "medical" || name == "places" {
				of = "list, ignore_case: true, typed: true"
			}
			x := withFiles(t, "  - {of: "+of+", file: 'shipped:"+name+"'}\n", nil)
			kind, _, _ := strings.Cut(of, ",")
			if got := x.Blobs()[0].ID; got != kind+":"+name {
				t.Errorf("the resource is %q", got)
			}
		})
	}
}

func TestShippedPlaces(t *testing.T) {
	t.Parallel()
	x := withFiles(t, "  - {of: list, file: shipped:places}\n", nil)
	for text, want := range map[string]string{
		"我 住 在 上海 。": "- - - S -", "मैं दिल्ली में हूँ": "- S - -", "в Нижнем Тагиле и Москва": "- - - - S",
	} {
		if got := marks(x, 0, strings.Fields(text)); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}

func TestShippedNames(t *testing.T) {
	t.Parallel()
	x := withFiles(t, "  - {of: list, file: shipped:names, ignore_case: true, typed: true}\n", nil)
	got := marks(x, 0, strings.Fields("maria moved to new york , Germany with Zzyzzx"))
	want := "S-FAMILY+GIVEN - S-FAMILY B-CITY E-CITY - S-FAMILY+REGION - -"
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestUnknownShipped(t *testing.T) {
	t.Parallel()
	for file, want := range map[string]string{
		"shipped:englsh":  `mine.yaml:2:25: nothing that ships with the program is named "englsh"; did you mean "english"?`,
		"shipped:klingon": `mine.yaml:2:25: nothing that ships with the program is named "klingon"; known here: ` + strings.Join(resources.Names(), ", "),
		"shipped:":        `mine.yaml:2:25: nothing that ships with the program is named ""; known here: ` + strings.Join(resources.Names(), ", "),
	} {
		_, err := parsed(t, "features:\n  - {of: cluster, file: '"+file+"'}\n").Compile(Disk(""))
		var d diag.Diagnostic
		if !errors.As(err, &d) {
			t.Fatalf("%s: %v", file, err)
		}
		if diff := cmp.Diff(want, d.Error()); diff != "" {
			t.Errorf("%s: %s", file, diff)
		}
	}
}
