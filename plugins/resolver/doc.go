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
// # Scores
//
// A calibrated score is a probability and counts as it is. A raw one is comparable
// only within its source, so the option `raw` says how it counts against others: as
// it is, cut to 0..1; by the logistic function; or as if there were none. A candidate
// without a score counts as `unscored`, or as `unscored_by_stage` has it; it has no
// score that could miss a threshold, and gets none by winning.
//
// Candidates of the same span and label become one. Its score is that of the best
// kind among them:
//
//   - calibrated: 1 - (1-s1)(1-s2)..., one factor for each stage, the highest of a
//     stage's scores standing for it. This is the noisy-or of Pearl, Probabilistic
//     Reasoning in Intelligent Systems (1988), 4.3.2: the probability that one is
//     right at least, if the stages err independently. `combine: max` takes the
//     highest instead.
//   - raw: the highest.
//   - none: none.
//
// It counts as much as that score does, and no less than any of its members. A joined
// candidate has the lowest score and the weakest kind of its parts.
//
// # The objective
//
// Of all admissible sets the one is kept that is greatest by these criteria,
// the first that differs deciding:
//
//  1. priority: tiers are judged from the highest down (position of the stage
//     in `priority`, where "*" stands for all that are not named, then of the
//     label in `label_priority`). What has won in a
//     tier stays; lower tiers take what room is left.
//  2. worth: the sum of max(0, score - span_cost). Of sets of entities with
//     calibrated scores, the one with the best expected F1 maximises the sum of
//     score - F/2, where F is that best F1 (Lipton, Elkan and Narayanaswamy,
//     Thresholding Classifiers to Maximize F1 Score, 2014); hence the default of
//     0.4. The cost
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
