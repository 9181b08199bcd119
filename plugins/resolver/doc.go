// Package resolver is the only judge of a pipeline: recognisers propose
// candidates, it decides which of them are entities.
//
// # What is decided
//
// Candidates of the same span and label are merged into one, those below their
// threshold set aside, neighbours joined where a rule says so. What is left is
// chosen in one of three modes:
//
//   - flat: no two entities overlap;
//   - nested: two entities are disjoint or one lies strictly inside the other,
//     no deeper than `max_depth` and only where `nesting` lets the label of the
//     inner one lie directly inside the label of the outer one (by default any
//     label inside any other label);
//   - all: everything is kept.
//
// # The objective
//
// Of all admissible sets the one is kept that is greatest by these criteria,
// the first that differs deciding:
//
//  1. priority: tiers are judged from the highest down (position of the stage
//     in `priority`, then of the label in `label_priority`). What has won in a
//     tier stays; lower tiers take what room is left.
//  2. worth: the sum of max(0, score - span_cost). Of sets of entities with
//     calibrated scores, the one with the best expected F1 maximises the sum of
//     score - F/2, where F is that best F1; hence the default of 0.4. The cost
//     is what keeps two doubtful halves from beating one sound whole. 0 gives
//     the expected number of right entities.
//  3. score: the plain sum of scores.
//  4. length: the sum of lengths in bytes (first of all under `prefer: longest`).
//  5. count: the fewest entities.
//  6. order: at the first difference in the order by start, longer first, then
//     label, the set that has the earlier candidate.
//
// All sums are of integers (millionths), so they are exact and do not depend
// on the order in which candidates, layers or stages come. Every candidate over
// its threshold that overlaps nothing kept is kept.
//
// # Exactness
//
// Overlapping candidates form components that are solved one by one. A flat
// component is weighted interval scheduling, O(n log n). A nested one is a
// dynamic programme over the forest of containment, linear in the number of
// overlapping pairs (at most n²/2), times the depth where `max_depth` binds.
// A component with more than `max_pairs` such pairs is judged in batches from
// the weightiest candidates down, each batch exactly, earlier winners staying;
// the document then carries the note "resolver.approximate".
//
// # Units
//
// A candidate with children in its own layer (a rule's named groups) is one
// unit: the children add nothing to its weight, live or die with it, are free
// of nesting rules and depth, and nothing is placed between parent and child.
// A span proposed on its own too, by any stage, also stands for itself. In flat
// mode children are left out, since they overlap their parent.
//
// Read [Kind], then stage.go, problem.go, judge.go and nested.go.
package resolver
