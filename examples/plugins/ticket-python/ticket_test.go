// Package ticketpython tests the plugin in Python that lies beside it.
package ticketpython

import (
	"bytes"
	"flag"
	"os"
	"os/exec"
	"testing"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protodesc"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/host"
	"github.com/onomast/onomast/core/plugin"
	"github.com/onomast/onomast/core/plugin/pluginpb"
	"github.com/onomast/onomast/core/plugin/plugintest"
)

var update = flag.Bool("update", false, "write plugin.desc")

// python returns the interpreter, or skips the test where the plugin cannot run.
func python(t *testing.T) string {
	t.Helper()
	if testing.Short() {
		t.Skip("a Python process takes a while to start")
	}
	path, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("there is no python3")
	}
	if out, err := exec.CommandContext(t.Context(), path, "-c", "import grpc, google.protobuf").CombinedOutput(); err != nil {
		t.Skipf("python3 lacks grpcio or protobuf (pip install grpcio protobuf): %s", out)
	}
	return path
}

func TestTicket(t *testing.T) {
	report := plugintest.RunCommand(t.Context(), []string{python(t), "ticket.py"}, plugintest.Options{
		Texts: []string{"Reopen OPS-1234, please.", "Müller 👍🏽 meldet OPS-7."},
	})
	for _, c := range report.Checks {
		if c.Status == plugintest.Failed {
			t.Errorf("%s", c)
		} else {
			t.Logf("%s", c)
		}
	}
}

// The plugin does its work under a real host.
func TestUnderAHost(t *testing.T) {
	h, err := host.New(host.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = h.Close() }()
	segment := plugin.Segment{ID: "tickets", Emit: []string{"tickets"}, Stages: []plugin.StageConfig{
		{Kind: "ticket", Config: plugin.Config{Stage: "tickets", With: []byte(`{"prefix":"HR"}`)}},
	}}
	s, err := h.Open(t.Context(), host.Command{Path: python(t), Args: []string{"ticket.py"}}, segment, host.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	const text = "Müller 👍🏽 meldet HR-12 und OPS-7."
	doc, err := document.New("a", text)
	if err != nil {
		t.Fatal(err)
	}
	reply, err := s.Annotate(t.Context(), []*document.Document{doc, doc.With()}, nil)
	if err != nil || len(reply.Failures) > 0 {
		t.Fatal(reply, err)
	}
	for _, layers := range reply.Layers {
		if l := layers[0]; l.Len() != 1 || text[l.Start(0):l.End(0)] != "HR-12" || l.Label(0) != "TICKET" {
			t.Errorf("found %+v", l.Span(0))
		}
	}
}

// The messages are made from the compiled plugin.proto; `go test -update`
// writes it anew.
func TestDescriptorIsCurrent(t *testing.T) {
	file := protodesc.ToFileDescriptorProto(pluginpb.File_plugin_proto)
	want, err := proto.MarshalOptions{Deterministic: true}.Marshal(file)
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile("plugin.desc", want, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile("plugin.desc")
	if err != nil || !bytes.Equal(got, want) {
		t.Errorf("plugin.desc is not the compiled plugin.proto (%v): run go test ./examples/plugins/ticket-python -update", err)
	}
}
