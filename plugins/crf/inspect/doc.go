// Package inspect says what a model has learnt: for each label the features that
// speak most for it and most against it, the transitions between labels, what the
// model weighs, and its card. [Read] gathers it, [Report.Text] prints it.
package inspect
