package transformer

import (
	"testing"

	"github.com/onomast/onomast/core/plugin"
	"github.com/onomast/onomast/core/plugin/plugintest"
	"github.com/onomast/onomast/plugins/transformer/modeltest"
)

func TestConformance(t *testing.T) {
	t.Parallel()
	modeltest.Library(t)
	plugintest.Test(t, []plugin.Kind{Kind()}, plugintest.Options{
		Configs: map[string]plugin.Config{Name: configured(t, modeltest.People().Folder(t))},
		Texts:   []string{"Ada Lovelace lived in London. We saw London, 東京 and Ada😀."},
	})
}
