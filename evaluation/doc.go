// Package evaluation judges predicted entities by gold ones.
//
// [Evaluate] takes documents with both and returns a [Report]: precision, recall and
// F1 under four schemes, with intervals, and an analysis of the errors. [Compare] does
// it for two systems and says whether the difference is one. [ParseGate] and
// [Gate.Check] turn a report into a verdict.
//
// Below it: match (one-to-one matching), score (figures), tags (tag sequences),
// resample (intervals and tests), analysis (errors), inputs (where documents come
// from), render and page (what people read).
package evaluation
