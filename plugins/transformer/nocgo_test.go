//go:build !cgo

package transformer

import (
	"strings"
	"testing"

	"github.com/onomast/onomast/plugins/transformer/modeltest"
)

// A build without cgo checks all that is in the folder of a model, and then says what it
// cannot do.
func TestWithoutCgo(t *testing.T) {
	t.Parallel()
	cfg := configured(t, modeltest.People().Folder(t))
	if _, err := Kind().Contract(cfg); err != nil {
		t.Error(err)
	}
	list := Kind().Test(t.Context(), cfg)
	if len(list) != 1 || list[0].Pointer != "/model" || list[0].Code != "transformer.no-cgo" || !strings.Contains(list[0].Summary, "CGO_ENABLED=1") {
		t.Errorf("got %v", list)
	}
	if _, err := Kind().Open(t.Context(), cfg); err == nil {
		t.Error("it opens")
	}
}
