// Package national checks the identifiers that one country gives to people and
// firms. [All] lists them; there is one file a part of the world, and a few
// checks are exported because VAT numbers are made of them.
//
// Where a country has given up check digits (Denmark in 2007, Korea in 2020) the
// check says only what can still be said.
package national
