// Package quantities reads measures, such as "5 mg", "120/80 mmHg" and "sechs
// Fuß", into a decimal number and a unit of UCUM, and percentages.
//
// [New] makes a [Reader]; [Reader.Read] reads a measure and [Reader.Percent] a
// percentage. Units keep what they are and are not converted, but for feet and
// inches and the like, which add up in the smaller unit. A unit that stands for
// several (gallons, tons) lists them unless the country is known.
package quantities
