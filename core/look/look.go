// Package look is how the HTML pages of the project look: their style, which holds light
// and dark, and the script that sorts their tables. Pages hold both, load nothing, and
// name them by their digests in a Content-Security-Policy.
package look

import (
	"crypto/sha256"
	_ "embed" // the parts of a page
	"encoding/base64"
)

//go:embed page.css
var style string

//go:embed tables.js
var tables string

// Style is the style sheet.
func Style() string { return style }

// Tables is the script that sorts tables of the class sortable.
func Tables() string { return tables }

// Digest is how a Content-Security-Policy names a style or script.
func Digest(s string) string {
	sum := sha256.Sum256([]byte(s))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}
