package plugin

import (
	"context"
	"net"
	"testing"

	"github.com/google/go-cmp/cmp"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/status"
	"google.golang.org/grpc/test/bufconn"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/document"
)

// connect serves a plugin without a process and returns a client of it.
func connect(t *testing.T, p Plugin) *Client {
	t.Helper()
	server, err := NewServer(p)
	if err != nil {
		t.Fatal(err)
	}
	listener := bufconn.Listen(1 << 20)
	go func() { _ = server.Serve(listener) }()
	conn, err := grpc.NewClient("passthrough:plugin", append(DialOptions(),
		grpc.WithTransportCredentials(insecure.NewCredentials()),
		grpc.WithContextDialer(func(ctx context.Context, _ string) (net.Conn, error) { return listener.DialContext(ctx) }))...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = conn.Close()
		server.Stop()
	})
	return NewClient(conn)
}

func testClient(t *testing.T) *Client {
	t.Helper()
	return connect(t, Plugin{Name: "sample", Version: "v1.2.3", Kinds: testKinds()})
}

func wantCode(t *testing.T, err error, want codes.Code) {
	t.Helper()
	if got := status.Code(err); got != want {
		t.Errorf("error %v has code %s, want %s", err, got, want)
	}
}

func TestDescribe(t *testing.T) {
	t.Parallel()
	d, err := testClient(t).Describe(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if d.Name != "sample" || d.Version != "v1.2.3" || len(d.Kinds) != len(testKinds()) {
		t.Errorf("description %s %s with %d kinds", d.Name, d.Version, len(d.Kinds))
	}
	if k := d.Kinds[0]; k.Name != "word" || k.Doc == "" || len(k.Options) == 0 {
		t.Errorf("kind %+v is not described", k)
	}
}

func TestDescribeFromTheBuild(t *testing.T) {
	t.Parallel()
	d, err := connect(t, Plugin{Kinds: testKinds()}).Describe(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if d.Name == "" {
		t.Error("the plugin has no name")
	}
}

func TestCheck(t *testing.T) {
	t.Parallel()
	contract := Contract{
		Needs:    []Need{{Layer: document.Tokens, Optional: true}},
		Provides: []LayerSpec{{Name: "s", Role: CandidatesRole, Labels: []string{"PRODUCT"}}},
	}
	anything := Contract{Provides: []LayerSpec{{Name: "s", Role: CandidatesRole, OpenLabels: true}}}
	tests := []struct {
		kind, with string
		thorough   bool
		want       Contract
		codes      []string
		pointers   []string
	}{
		{"word", `{}`, false, contract, nil, nil},
		{"word", ``, false, contract, nil, nil},
		{"word", `{}`, true, contract, []string{"word.untested"}, []string{""}},
		{"word", `{"word":""}`, true, Contract{}, []string{"word.empty"}, []string{"/word"}},
		{"word", `{"wort":"a"}`, false, Contract{}, []string{""}, []string{"/wort"}},
		{"word", `{"word":5,"label":5}`, false, Contract{}, []string{"", ""}, []string{"/label", "/word"}},
		{"fail", `{}`, true, anything, nil, nil},
		{"fail", `{"x":1}`, false, Contract{}, []string{""}, []string{"/x"}},
		{"wrod", `{}`, false, Contract{}, []string{"plugin.unknown-kind"}, []string{""}},
	}
	client := testClient(t)
	for _, tt := range tests {
		cfg := stageOf("s", tt.kind)
		cfg.With = []byte(tt.with)
		got, list, err := client.Check(t.Context(), cfg, tt.thorough)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s %s: %s", tt.kind, tt.with, diff)
		}
		var codes, pointers []string
		for i, d := range list {
			pointers = append(pointers, d.Pointer)
			if i < len(tt.codes) && tt.codes[i] == "" {
				d.Code = "" // the code is that of core/schema
			}
			codes = append(codes, d.Code)
		}
		if diff := cmp.Diff(tt.codes, codes); diff != "" {
			t.Errorf("%s %s: codes %s", tt.kind, tt.with, diff)
		}
		if diff := cmp.Diff(tt.pointers, pointers); diff != "" {
			t.Errorf("%s %s: pointers %s", tt.kind, tt.with, diff)
		}
	}
}

// What an author gets wrong is said; it neither ends the process nor passes.
func TestCheckOfABadKind(t *testing.T) {
	t.Parallel()
	open := func(context.Context, Config) (Stage, error) { return nil, nil }
	kinds := []Kind{
		{Name: "panics", Open: open, Contract: func(Config) (Contract, error) { panic("in contract") }},
		{Name: "test-panics", Open: open, Test: func(context.Context, Config) diag.List { panic("in test") }},
		{Name: "nameless", Open: open, Contract: func(Config) (Contract, error) {
			return Contract{Provides: []LayerSpec{{Role: CandidatesRole}}}, nil
		}},
	}
	client := connect(t, Plugin{Kinds: kinds})
	for kind, want := range map[string]string{
		"panics": "plugin.panic", "test-panics": "plugin.panic", "nameless": "plugin.contract",
	} {
		_, list, err := client.Check(t.Context(), stageOf("s", kind), true)
		if err != nil || len(list) != 1 || list[0].Code != want {
			t.Errorf("%s: %+v, %v; want one diagnostic %s", kind, list, err, want)
		}
	}
}

func openSegment(t testing.TB, c *Client, id string, emit []string, stages ...StageConfig) {
	t.Helper()
	workers, list, err := c.Open(context.Background(), Segment{ID: id, Stages: stages, Emit: emit})
	if err != nil || len(list) > 0 {
		t.Fatalf("open: %v %v", list, err)
	}
	if workers < 1 {
		t.Errorf("%d workers", workers)
	}
}

func TestOpenAndClose(t *testing.T) {
	t.Parallel()
	c := testClient(t)
	openSegment(t, c, "s", nil, stageOf("a", "word"))
	_, _, err := c.Open(t.Context(), Segment{ID: "s", Stages: []StageConfig{stageOf("a", "word")}})
	wantCode(t, err, codes.AlreadyExists)
	for range 2 {
		if err := c.Close(t.Context(), "s"); err != nil {
			t.Errorf("close: %v", err)
		}
	}
	openSegment(t, c, "s", nil, stageOf("a", "word"))
}

func TestOpenFails(t *testing.T) {
	t.Parallel()
	c := testClient(t)
	for range 2 { // a segment that did not open leaves its id free
		_, list, err := c.Open(t.Context(), Segment{ID: "s", Stages: []StageConfig{stageOf("a", "broken")}})
		if err != nil || len(list) != 1 || list[0].Pointer != "/stages/a/with/model" {
			t.Errorf("diagnostics %+v, %v", list, err)
		}
	}
	for _, id := range []string{"", "a b", "é"} {
		if _, _, err := c.Open(t.Context(), Segment{ID: id}); err == nil {
			t.Errorf("segment id %q was taken", id)
		}
	}
}

type explaining struct{ processFunc }

func (explaining) Explain(_ context.Context, d *document.Document, start, end int) ([]Reason, error) {
	if d.Text()[start:end] == "panic" {
		panic("in explain")
	}
	return []Reason{{Code: "c", Message: d.Text()[start:end], Origin: d.Layers()[0].Name() + ":1"}}, nil
}

func TestExplain(t *testing.T) {
	t.Parallel()
	kind := Kind{Name: "explaining", Open: func(context.Context, Config) (Stage, error) { return explaining{}, nil }}
	c := connect(t, Plugin{Kinds: append(testKinds(), kind)})
	openSegment(t, c, "s", nil, stageOf("a", "explaining"), stageOf("b", "word"))
	d := docOf(t, "no panic here")
	if err := d.Add(document.NewLayer("tokens")); err != nil {
		t.Fatal(err)
	}
	got, err := c.Explain(t.Context(), "s", "a", d, 0, 2)
	want := []Reason{{Code: "c", Message: "no", Origin: "tokens:1"}}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("%v %s", err, diff)
	}
	if got, err := c.Explain(t.Context(), "s", "b", d, 0, 2); err != nil || got != nil {
		t.Errorf("a stage that cannot explain said %v, %v", got, err)
	}
	_, err = c.Explain(t.Context(), "s", "a", d, 3, 8)
	wantCode(t, err, codes.Internal)
	_, err = c.Explain(t.Context(), "s", "a", d, 3, 800)
	wantCode(t, err, codes.Internal)
	_, err = c.Explain(t.Context(), "s", "z", d, 0, 2)
	wantCode(t, err, codes.NotFound)
	_, err = c.Explain(t.Context(), "z", "a", d, 0, 2)
	wantCode(t, err, codes.NotFound)
}
