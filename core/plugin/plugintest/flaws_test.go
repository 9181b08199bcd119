package plugintest

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"google.golang.org/grpc"

	"github.com/onomast/onomast/core/plugin"
	"github.com/onomast/onomast/core/plugin/pluginpb"
)

// wireFlaws are the checks of a plugin that runs, each of which is the name of
// the one rule a plugin made by hand can break.
func wireFlaws() []string {
	s := &subject{runner: &runner{}}
	var names []string
	for _, list := range [][]check{pluginChecks(), s.optionChecks(), s.lifecycleChecks(), s.frameChecks(), s.textChecks()} {
		for _, c := range list {
			names = append(names, c.name)
		}
	}
	return names
}

// Every check is there for one rule: a plugin that breaks the rule, and no
// other, fails that check, and no other.
func TestEachFlawFailsItsCheck(t *testing.T) {
	t.Parallel()
	for _, flaw := range append(wireFlaws(), "") {
		t.Run("flaw "+flaw, func(t *testing.T) {
			t.Parallel()
			opts := Options{Texts: []string{"Two tickets, OPS-1 and OPS-22, are open."}, Timeout: 20 * time.Second}
			limit := plugin.MaxMessage
			switch flaw {
			case "progress.sent":
				opts.patience = shortSilence
			case "frames.large":
				limit = 4 << 20 // which most libraries have
			}
			server := grpc.NewServer(grpc.MaxRecvMsgSize(limit))
			pluginpb.RegisterStagesServer(server, newHandmade(flaw))
			report, err := runServer(t.Context(), server, opts)
			if err != nil {
				t.Fatal(err)
			}
			wantFailures(t, report, flaw)
		})
	}
}

// wantFailures wants the one check to have failed, or none, and to say so in a
// way that helps.
func wantFailures(t *testing.T, report Report, want ...string) {
	t.Helper()
	var failed []string
	for _, c := range report.Checks {
		if c.Status != Failed {
			continue
		}
		failed = append(failed, c.Name)
		if c.Detail == "" || c.Hint == "" {
			t.Errorf("nothing helps with %s", c)
		}
	}
	want = slices.DeleteFunc(want, func(s string) bool { return s == "" })
	if diff := cmp.Diff(strings.Join(want, " "), strings.Join(failed, " ")); diff != "" {
		var b strings.Builder
		_ = report.Write(&b)
		t.Errorf("failed checks: %s\n%s", diff, &b)
	}
}

// The same for how a program starts and ends.
func TestEachFlawOfAProgramFailsItsCheck(t *testing.T) {
	t.Parallel()
	var p *process
	names := []string{""}
	for _, list := range [][]check{startChecks(nil, &p), processChecks(nil, nil)} {
		for _, c := range list {
			names = append(names, c.name)
		}
	}
	for _, flaw := range names {
		t.Run("flaw "+flaw, func(t *testing.T) {
			t.Parallel()
			t.Log(t.TempDir())
			report := RunCommand(context.WithoutCancel(t.Context()), command("flaw:"+flaw+":"+t.TempDir()), Options{Timeout: 30 * time.Second})
			wantFailures(t, report, flaw)
		})
	}
}
