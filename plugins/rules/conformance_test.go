package rules

import (
	"testing"

	"github.com/onomast/onomast/core/plugin"
	"github.com/onomast/onomast/core/plugin/plugintest"
)

func TestConformance(t *testing.T) {
	t.Parallel()
	plugintest.Test(t, []plugin.Kind{Kind()}, plugintest.Options{
		Configs: map[string]plugin.Config{Name: config(t, everything, nil)},
		Texts:   []string{"ss a b é 東京 😀", "s's ßA A b"},
	})
}
