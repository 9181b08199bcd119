package lid

import _ "embed"

//go:embed shipped.lid
var shipped []byte

// Shipped returns the model that is part of the program. Its card is shipped.md.
func Shipped() (*Model, error) { return Decode(shipped) }
