// Package money reads sums of money, such as "$1,234.56", "5 Mio. €" and "fifty
// thousand dollars ($50,000)", into a code of ISO 4217 and a decimal number.
//
// [New] makes a [Reader], [Reader.Read] reads one expression. A sign that stands
// for several currencies, such as $ or kr, is one currency only where the
// country is known; otherwise the value lists them.
package money
