package multilingual_test

import (
	"testing"

	"go.uber.org/goleak"

	"github.com/onomast/onomast/core/plugin"
	"github.com/onomast/onomast/core/plugin/plugintest"
	"github.com/onomast/onomast/plugins/multilingual"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestConformance(t *testing.T) {
	t.Parallel()
	plugintest.Test(t, []plugin.Kind{multilingual.Kind()}, plugintest.Options{})
}
