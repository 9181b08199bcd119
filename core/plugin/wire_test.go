package plugin

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"google.golang.org/protobuf/proto"
	"pgregory.net/rapid"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/plugin/pluginpb"
)

func texts(t *rapid.T) []string { return rapid.SliceOfN(rapid.String(), 0, 3).Draw(t, "texts") }

func text(t *rapid.T) string { return rapid.String().Draw(t, "text") }

func anyLayer(t *rapid.T) LayerSpec {
	return LayerSpec{
		Name: text(t), Role: Role(text(t)), Labels: texts(t), OpenLabels: rapid.Bool().Draw(t, "open"), Stage: text(t),
		Dim: rapid.IntRange(0, 1<<20).Draw(t, "dim"),
	}
}

func anyList[T any](t *rapid.T, one func(*rapid.T) T) []T {
	list := make([]T, rapid.IntRange(0, 3).Draw(t, "n"))
	for i := range list {
		list[i] = one(t)
	}
	return list
}

// overTheWire marshals and parses a message as gRPC does.
func overTheWire[M proto.Message](t *rapid.T, m, empty M) M {
	data, err := proto.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	if err := proto.Unmarshal(data, empty); err != nil {
		t.Fatal(err)
	}
	return empty
}

func wantSame(t *rapid.T, want, got any) {
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		t.Fatal(diff)
	}
}

func TestStageConfigOverTheWire(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		emit := texts(t)
		want := StageConfig{
			Config: Config{
				Stage: text(t), With: json.RawMessage(text(t)), Emit: emit, Layers: anyList(t, anyLayer),
				Origins: rapid.MapOfN(rapid.String(), rapid.String(), 0, 3).Draw(t, "origins"),
				Files:   rapid.MapOfN(rapid.String(), rapid.String(), 0, 3).Draw(t, "files"),
			},
			Kind: text(t), Languages: texts(t), SkipOnError: rapid.Bool().Draw(t, "skip"),
			Timeout: time.Duration(rapid.Int64Range(0, 1<<32).Draw(t, "ms")) * time.Millisecond,
		}
		wantSame(t, want, stageFromWire(overTheWire(t, stageToWire(want), &pluginpb.StageConfig{}), emit))
	})
}

// A limit that is shorter than a millisecond must not become none.
func TestTimeoutIsRoundedUp(t *testing.T) {
	t.Parallel()
	for limit, want := range map[time.Duration]int64{0: 0, 1: 1, time.Millisecond: 1, time.Millisecond + 1: 2} {
		if got := stageToWire(StageConfig{Timeout: limit}).GetTimeoutMs(); got != want {
			t.Errorf("%s travels as %d ms, want %d", limit, got, want)
		}
	}
}

func TestDescriptionOverTheWire(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		want := Description{Name: text(t), Version: text(t), Capabilities: texts(t), Kinds: anyList(t, func(t *rapid.T) KindInfo {
			return KindInfo{Name: text(t), Doc: text(t), Options: json.RawMessage(text(t))}
		})}
		wantSame(t, want, describeFromWire(overTheWire(t, describeToWire(want), &pluginpb.Description{})))
	})
}

func TestContractOverTheWire(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		want := Contract{Provides: anyList(t, anyLayer), Needs: anyList(t, func(t *rapid.T) Need {
			return Need{Layer: text(t), Role: Role(text(t)), Stages: texts(t), Optional: rapid.Bool().Draw(t, "optional")}
		})}
		list := diag.List(anyList(t, anyDiagnostic))
		got, gotList := contractFromWire(overTheWire(t, contractToWire(want, list), &pluginpb.CheckReply{}))
		wantSame(t, want, got)
		wantSame(t, list, gotList)
	})
}

func anyDiagnostic(t *rapid.T) diag.Diagnostic {
	return diag.Diagnostic{
		Severity: rapid.SampledFrom([]diag.Severity{diag.Error, diag.Warning, diag.Info}).Draw(t, "severity"),
		Code:     text(t), Pointer: text(t), Summary: text(t), Hint: text(t),
		Position: diag.Position{File: text(t), Line: rapid.IntRange(0, 1<<20).Draw(t, "line"), Column: rapid.IntRange(0, 1<<20).Draw(t, "column")},
	}
}

func TestUnknownSeverityIsAnError(t *testing.T) {
	t.Parallel()
	for _, s := range []string{"", "fatal", "ERROR"} {
		if list := diagnosticsFromWire([]*pluginpb.Diagnostic{{Severity: s}}); !list.HasErrors() {
			t.Errorf("severity %q is no error", s)
		}
	}
}

func TestReasonsOverTheWire(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		want := anyList(t, func(t *rapid.T) Reason { return Reason{Code: text(t), Message: text(t), Origin: text(t)} })
		wantSame(t, want, reasonsFromWire(overTheWire(t, reasonsToWire(want), &pluginpb.ExplainReply{})))
	})
}
