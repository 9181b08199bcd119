package crf

import (
	"testing"

	"github.com/onomast/onomast/core/plugin"
	"github.com/onomast/onomast/core/plugin/plugintest"
)

func TestConformance(t *testing.T) {
	t.Parallel()
	plugintest.Test(t, []plugin.Kind{Kind()}, plugintest.Options{
		Configs: map[string]plugin.Config{Name: configured(t, persons(t), `"alternatives": 2`)},
		Texts:   []string{"Ada Lovelace lived in London. We saw London, 東京 and Ada😀."},
	})
}
