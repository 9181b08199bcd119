// Package analysis says what went wrong in a prediction, where, and whose fault it
// was.
//
// [Run] matches and counts all documents and sorts every span that is not right into
// one [Finding]. A finding has gold spans, predicted spans, or both, and one of these
// categories:
//
//	label            the right bytes, the wrong label
//	boundary_left    the right label, the start is wrong; also _right, _both. Kinds:
//	                 too_long (the gold span lies in the predicted one), too_short, shifted
//	label_boundary   an overlap, the wrong label
//	split            one gold span, several predicted parts of its label
//	merge            one predicted span over several gold ones
//	missed           nothing is predicted there
//	spurious         nothing is there
//	nested_missed    of two gold spans one in the other, one is found, the other not
//
// With the decisions of a resolver ([Document.Decisions]) it is known of every gold span
// which stage proposed it and to whom it was lost: see [Blame].
package analysis
