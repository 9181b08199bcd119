package plugin

import (
	"encoding/json"
	"time"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/plugin/pluginpb"
)

// A Description is what a plugin says of itself.
type Description struct {
	Name    string
	Version string
	Kinds   []KindInfo
	// Capabilities name additions to the protocol that the plugin understands.
	Capabilities []string
}

// KindInfo describes one kind of stage of a plugin.
type KindInfo struct {
	Name string
	// Doc is Markdown; its first sentence is the summary.
	Doc string
	// Options is the JSON Schema (draft 2020-12) of the `with:` mapping.
	Options json.RawMessage
}

// A StageConfig is a [Config] and what the host decides about the stage.
type StageConfig struct {
	Config
	// Kind is the name of the [Kind].
	Kind string
	// Languages are BCP 47 ranges ("de" matches "de-AT"). A document in another
	// language, or of unknown language, passes the stage untouched. Empty: all.
	Languages []string
	// SkipOnError: an error of this stage does not lose the document.
	SkipOnError bool
	// Timeout is the time one document may take in this stage; 0: no limit. It
	// travels in whole milliseconds, rounded up.
	Timeout time.Duration
}

// A Segment is one or more stages that run one after the other in one process.
type Segment struct {
	// ID names the segment within its process: printable ASCII, not empty.
	ID     string
	Stages []StageConfig
	// Emit names the layers that come back; others stay in the process.
	Emit []string
}

func describeToWire(d Description) *pluginpb.Description {
	out := &pluginpb.Description{Name: d.Name, Version: d.Version, Capabilities: d.Capabilities}
	for _, k := range d.Kinds {
		out.Kinds = append(out.Kinds, &pluginpb.Kind{Name: k.Name, Doc: k.Doc, OptionsSchema: k.Options})
	}
	return out
}

func describeFromWire(d *pluginpb.Description) Description {
	out := Description{Name: d.GetName(), Version: d.GetVersion(), Capabilities: d.GetCapabilities()}
	for _, k := range d.GetKinds() {
		out.Kinds = append(out.Kinds, KindInfo{Name: k.GetName(), Doc: k.GetDoc(), Options: k.GetOptionsSchema()})
	}
	return out
}

func stageToWire(s StageConfig) *pluginpb.StageConfig {
	return &pluginpb.StageConfig{
		Id: s.Stage, Kind: s.Kind, With: s.With,
		Origins: s.Origins, Files: s.Files, Layers: layersToWire(s.Layers),
		Languages: s.Languages, SkipOnError: s.SkipOnError,
		TimeoutMs: int64((s.Timeout + time.Millisecond - 1) / time.Millisecond),
	}
}

func stageFromWire(s *pluginpb.StageConfig, emit []string) StageConfig {
	return StageConfig{
		Config: Config{
			Stage: s.GetId(), With: s.GetWith(), Origins: s.GetOrigins(), Files: s.GetFiles(),
			Layers: layersFromWire(s.GetLayers()), Emit: emit,
		},
		Kind: s.GetKind(), Languages: s.GetLanguages(), SkipOnError: s.GetSkipOnError(),
		Timeout: time.Duration(s.GetTimeoutMs()) * time.Millisecond,
	}
}

func layersToWire(layers []LayerSpec) []*pluginpb.LayerSpec {
	out := make([]*pluginpb.LayerSpec, len(layers))
	for i, l := range layers {
		out[i] = &pluginpb.LayerSpec{
			Name: l.Name, Role: string(l.Role), Labels: l.Labels, OpenLabels: l.OpenLabels, Stage: l.Stage, Dim: uint32(l.Dim),
		}
	}
	return out
}

func layersFromWire(layers []*pluginpb.LayerSpec) []LayerSpec {
	var out []LayerSpec
	for _, l := range layers {
		out = append(out, LayerSpec{
			Name: l.GetName(), Role: Role(l.GetRole()), Labels: l.GetLabels(), OpenLabels: l.GetOpenLabels(), Stage: l.GetStage(),
			Dim: int(l.GetDim()),
		})
	}
	return out
}

func contractToWire(c Contract, list diag.List) *pluginpb.CheckReply {
	out := &pluginpb.CheckReply{Provides: layersToWire(c.Provides), Diagnostics: diagnosticsToWire(list)}
	for _, n := range c.Needs {
		out.Needs = append(out.Needs, &pluginpb.Need{
			Layer: n.Layer, Role: string(n.Role), Optional: n.Optional, Stages: n.Stages,
		})
	}
	return out
}

func contractFromWire(r *pluginpb.CheckReply) (Contract, diag.List) {
	c := Contract{Provides: layersFromWire(r.GetProvides())}
	for _, n := range r.GetNeeds() {
		c.Needs = append(c.Needs, Need{
			Layer: n.GetLayer(), Role: Role(n.GetRole()), Optional: n.GetOptional(), Stages: n.GetStages(),
		})
	}
	return c, diagnosticsFromWire(r.GetDiagnostics())
}
