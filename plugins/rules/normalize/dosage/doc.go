// Package dosage reads how a drug is to be taken, such as "500 mg PO b.i.d. for
// 7 days PRN", into dose, route, frequency and duration.
//
// [New] makes a [Reader]; [Reader.Read] reads a whole instruction in whatever
// order its parts stand, [Reader.Frequency] and [Reader.Route] one part. A
// frequency is times a unit of UCUM: b.i.d. is 2/d, every other day 1/2d. What
// prescribers read in two ways (biweekly) keeps both.
package dosage
