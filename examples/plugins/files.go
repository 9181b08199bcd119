// Package plugins holds programs written as a user would write them. Its tests
// keep the documentation in step with them.
package plugins

import "embed"

// Python returns what a plugin in Python needs beside it, to be copied:
// onomast_plugin.py and plugin.desc.
func Python() embed.FS { return python }

//go:embed ticket-python/onomast_plugin.py ticket-python/plugin.desc
var python embed.FS
