package plugintest

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"regexp"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/plugin"
)

func pluginChecks() []check {
	return []check{
		{"describe.complete", "give the plugin a name and each kind a name of lower case letters, digits and hyphens and a Doc", describeComplete},
		{"describe.stable", "Describe must not depend on time, order of maps or earlier calls", describeStable},
		{"segment.unknown", "answer Annotate for a segment that is not open with the status NOT_FOUND", unknownSegment},
		{"segment.close-unknown", "closing a segment that is not open is what was asked for: answer OK", closeUnknown},
	}
}

func describeComplete(ctx context.Context, r *runner) error {
	d, err := r.client.Describe(ctx)
	if err != nil {
		return err
	}
	r.report.Plugin = d
	if d.Name == "" {
		return errors.New("the plugin has no name")
	}
	if len(d.Kinds) == 0 {
		return errors.New("the plugin offers no kind of stage")
	}
	seen := make(map[string]bool)
	for _, k := range d.Kinds {
		if err := kindComplete(k, seen); err != nil {
			return err
		}
	}
	return nil
}

func kindComplete(k plugin.KindInfo, seen map[string]bool) error {
	switch {
	case !regexp.MustCompile(`^[a-z][a-z0-9-]*$`).MatchString(k.Name):
		return fmt.Errorf("a kind is called %q", k.Name)
	case seen[k.Name]:
		return fmt.Errorf("the kind %q is there twice", k.Name)
	case k.Doc == "":
		return fmt.Errorf("the kind %q has no documentation", k.Name)
	}
	seen[k.Name] = true
	return nil
}

func describeStable(ctx context.Context, r *runner) error {
	again, err := r.client.Describe(ctx)
	if err != nil {
		return err
	}
	if !reflect.DeepEqual(again, r.report.Plugin) {
		return errors.New("a second Describe gave another answer")
	}
	return nil
}

func unknownSegment(ctx context.Context, r *runner) error {
	stream, err := r.client.Annotate(ctx, r.newID())
	if err != nil {
		return err
	}
	_ = stream.Send(document.AppendFrame(nil, 1, nil, nil)) // some look only when a frame comes
	switch _, err = stream.Recv(); {
	case err == nil:
		return errors.New("the plugin answered for a segment that is not open")
	case status.Code(err) != codes.NotFound:
		return fmt.Errorf("the status is %s, want %s", status.Code(err), codes.NotFound)
	}
	return nil
}

func closeUnknown(ctx context.Context, r *runner) error {
	return r.client.Close(ctx, r.newID())
}
