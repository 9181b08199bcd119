// Package value holds what all normalisers share: the [Context] a text is read
// in and the [Value] that comes out.
package value
