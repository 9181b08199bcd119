package plugintest

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/plugin"
)

func TestAGoodPluginPasses(t *testing.T) {
	t.Parallel()
	Test(t, []plugin.Kind{goodKind()}, options())
	report, err := runKinds(t.Context(), []plugin.Kind{goodKind()}, options())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range report.Checks {
		if c.Status == Skipped && c.Name != "progress.sent" {
			t.Errorf("%s", c)
		}
	}
}

func TestFlawsAreSeen(t *testing.T) {
	t.Parallel()
	for _, f := range flaws() {
		t.Run(f.name, func(t *testing.T) {
			t.Parallel()
			report, err := runKinds(t.Context(), []plugin.Kind{f.kind}, options())
			if err != nil {
				t.Fatal(err)
			}
			for _, name := range f.want {
				if c, ok := checkOf(report, name); !ok || c.Status != Failed || c.Detail == "" || c.Hint == "" {
					t.Errorf("%s: %+v", name, c)
				}
			}
		})
	}
}

func checkOf(r Report, name string) (Check, bool) {
	i := slices.IndexFunc(r.Checks, func(c Check) bool { return c.Name == name })
	if i < 0 {
		return Check{}, false
	}
	return r.Checks[i], true
}

func TestRequiredOptions(t *testing.T) {
	t.Parallel()
	k := goodKind()
	k.Options = struct {
		Prefix string `json:"prefix" doc:"What to look for." required:"true"`
	}{}
	report, err := runKinds(t.Context(), []plugin.Kind{k}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if c, _ := checkOf(report, "options.defaults"); c.Status != Skipped || !strings.Contains(c.Detail, "prefix") {
		t.Errorf("%s", c)
	}
	if _, ok := checkOf(report, "frames.empty"); ok || !report.OK() {
		t.Error("a kind without options was opened")
	}
}

// A stage that reads what others write gets it, and says when it does not.
func TestInputsAreMade(t *testing.T) {
	t.Parallel()
	needs := []plugin.Need{
		{Layer: document.Tokens}, {Layer: document.Sentences}, {Role: plugin.SectionsRole},
		{Role: plugin.CandidatesRole}, {Role: plugin.CandidatesRole, Stages: []string{"rules"}}, {Layer: document.Language},
		{Role: plugin.VectorsRole},
	}
	k := stage(func(_ context.Context, d *document.Document) error {
		for _, name := range []string{"tokens", "sentences", "sections", "sample", "rules", "language", "vectors"} {
			l := d.Layer(name)
			if l == nil {
				return fmt.Errorf("no layer %s", name)
			}
			if err := l.Validate(d.Text()); err != nil {
				return err
			}
			if strings.HasPrefix(d.Text(), "Ticket") && l.Len() == 0 {
				return fmt.Errorf("the layer %s is empty", name)
			}
			if vectors := name == "vectors"; l.Len() > 0 && vectors != (l.Dim() > 0) {
				return fmt.Errorf("the layer %s has vectors of %d numbers", name, l.Dim())
			}
		}
		return nil
	})
	k.Contract = func(cfg plugin.Config) (plugin.Contract, error) {
		return plugin.Contract{Needs: needs, Provides: []plugin.LayerSpec{{Name: cfg.Stage, Role: plugin.CandidatesRole, OpenLabels: true}}}, nil
	}
	Test(t, []plugin.Kind{k}, Options{})
}

func TestTestReportsToTheTest(t *testing.T) {
	t.Parallel()
	bad := &recorder{ctx: t.Context()}
	Test(bad, []plugin.Kind{flaws()[3].kind}, options())
	if !slices.ContainsFunc(bad.errors, func(s string) bool { return strings.Contains(s, "texts.offsets") }) {
		t.Errorf("errors %q", bad.errors)
	}
	none := &recorder{ctx: t.Context()}
	Test(none, nil, Options{})
	if len(none.errors) != 1 {
		t.Errorf("errors %q", none.errors)
	}
}

type recorder struct {
	ctx    context.Context
	errors []string
}

func (*recorder) Helper()             {}
func (*recorder) Logf(string, ...any) {}
func (r *recorder) Errorf(format string, a ...any) {
	r.errors = append(r.errors, fmt.Sprintf(format, a...))
}
func (r *recorder) Context() context.Context { return r.ctx }

func TestReport(t *testing.T) {
	t.Parallel()
	r := Report{Plugin: plugin.Description{Name: "p", Kinds: []plugin.KindInfo{{Name: "k"}, {Name: "l"}}}, Checks: []Check{
		{Name: "a", Status: OK, Hint: "not shown"},
		{Name: "b", Kind: "k", Status: Failed, Detail: "seen", Hint: "do this"},
		{Name: "c", Status: Skipped, Detail: "why"},
	}}
	var b strings.Builder
	if err := r.Write(&b); err != nil {
		t.Fatal(err)
	}
	want := "plugin p, kinds: k, l\nok      a\nfailed  b (kind k): seen\n        hint: do this\nskipped c: why\n3 checks: 1 ok, 1 failed, 1 skipped\n"
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
	if _, err := json.Marshal(r); err != nil {
		t.Error(err)
	}
}

func TestSilenceIsJudged(t *testing.T) {
	t.Parallel()
	tests := []struct {
		answer, silence time.Duration
		want            string
	}{
		{time.Second, time.Second, "skipped"},
		{time.Minute, time.Second, "ok"},
		{time.Minute, 20 * time.Second, "failed"},
	}
	for _, tt := range tests {
		s := &subject{slowest: exchangeStats{answer: tt.answer, silence: tt.silence}, runner: &runner{}}
		s.one(t.Context(), "", check{name: "progress.sent", run: s.progressSent})
		if got := s.report.Checks[0].Status; string(got) != tt.want {
			t.Errorf("%+v: %s", tt, got)
		}
	}
}

// The stage that finds the language is not given one.
func TestAStageThatWritesTheLanguage(t *testing.T) {
	t.Parallel()
	k := stage(func(_ context.Context, d *document.Document) error {
		l := document.NewLayer(document.Language)
		if d.Text() != "" {
			l.AddRange(0, len(d.Text()), "en")
		}
		return d.Add(l)
	})
	k.Contract = func(plugin.Config) (plugin.Contract, error) {
		return plugin.Contract{Provides: []plugin.LayerSpec{{Name: document.Language, Role: plugin.LanguageRole, OpenLabels: true}}}, nil
	}
	report, err := runKinds(t.Context(), []plugin.Kind{k}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if c, _ := checkOf(report, "languages.honoured"); c.Status != Skipped || !report.OK() {
		t.Errorf("%s, %v", c, report)
	}
}
