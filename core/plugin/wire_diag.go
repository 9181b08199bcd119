package plugin

import (
	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/plugin/pluginpb"
)

func diagnosticsToWire(list diag.List) []*pluginpb.Diagnostic {
	out := make([]*pluginpb.Diagnostic, len(list))
	for i, d := range list {
		out[i] = &pluginpb.Diagnostic{
			Severity: string(d.Severity), Code: d.Code, Pointer: d.Pointer,
			File: d.File, Line: int32(d.Line), Column: int32(d.Column),
			Summary: d.Summary, Hint: d.Hint,
		}
	}
	return out
}

func diagnosticsFromWire(list []*pluginpb.Diagnostic) diag.List {
	var out diag.List
	for _, d := range list {
		out = append(out, diag.Diagnostic{
			Severity: severityFromWire(d.GetSeverity()), Code: d.GetCode(), Pointer: d.GetPointer(),
			Position: diag.Position{File: d.GetFile(), Line: int(d.GetLine()), Column: int(d.GetColumn())},
			Summary:  d.GetSummary(), Hint: d.GetHint(),
		})
	}
	return out
}

// severityFromWire takes a word it does not know for an error: a plugin that
// says something is wrong had better be heard.
func severityFromWire(s string) diag.Severity {
	switch severity := diag.Severity(s); severity {
	case diag.Warning, diag.Info:
		return severity
	default:
		return diag.Error
	}
}

func reasonsToWire(reasons []Reason) *pluginpb.ExplainReply {
	out := &pluginpb.ExplainReply{}
	for _, r := range reasons {
		out.Reasons = append(out.Reasons, &pluginpb.Reason{Code: r.Code, Message: r.Message, Origin: r.Origin})
	}
	return out
}

func reasonsFromWire(r *pluginpb.ExplainReply) []Reason {
	var out []Reason
	for _, one := range r.GetReasons() {
		out = append(out, Reason{Code: one.GetCode(), Message: one.GetMessage(), Origin: one.GetOrigin()})
	}
	return out
}
