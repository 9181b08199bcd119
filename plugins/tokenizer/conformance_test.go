package tokenizer_test

import (
	"testing"

	"github.com/onomast/onomast/core/plugin"
	"github.com/onomast/onomast/core/plugin/plugintest"
	"github.com/onomast/onomast/plugins/tokenizer"
)

func TestConformance(t *testing.T) {
	t.Parallel()
	plugintest.Test(t, []plugin.Kind{tokenizer.Kind()}, plugintest.Options{})
}
