// Package match pairs the entities that people marked with those that were
// predicted, one to one.
//
// # What is maximised
//
// Every pair of a gold and a predicted span that share a byte has a weight:
//
//	the same bytes, the same label     3
//	the same bytes, another label      2
//	overlap, the same label            1 + IoU
//	overlap, another label             IoU
//
// IoU is the number of bytes both cover over the number of bytes either covers. The
// matching is one of greatest total weight, so a perfect prediction is perfect
// whatever order its spans come in, and spans may nest, cross, and have gaps. Spans
// are brought into one order first; the result does not depend on the order given.
//
// # Why pairs of the first kind are taken first
//
// They lie in some optimum, always. Let g and p cover the same bytes S with the same
// label, and let an optimum pair g with q and h with p instead. 1 - IoU is a metric
// (Jaccard's), so IoU(h,S) + IoU(S,q) <= 1 + IoU(h,q): pairing g with p and h with q
// weighs no less. So the number of strictly correct pairs is the size of the
// intersection of both sets, which is what the CoNLL scorer counts, and only what is
// left has to be searched.
//
// # How
//
// What is left falls into components of spans that overlap. Each is an assignment
// problem, solved exactly by augmenting along shortest paths (Kuhn 1955, with the
// potentials of Edmonds and Karp 1972). A component of more than [MaxEdges] overlapping
// pairs, or that would cost more than [MaxWork] steps, takes the heaviest pair first
// instead, of the [Nearest] spans before each where there are too many; the
// [Matcher] counts such components. Real annotations have none.
package match
