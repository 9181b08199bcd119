// Package law reads citations of statutes, cases and other sources of law of the
// United States, the European Union, the United Kingdom, Ireland, India, Germany
// and France into one form each.
//
// [New] makes a [Reader], [Reader.Read] reads one citation. Each file has the
// forms of one legal order; a form is a regular expression and what to make of
// its groups. The normalised form drops what is only style: "42 U.S.C. § 1983"
// and "42 USC 1983" are the same citation.
package law
