// Package learn makes a model of gold sentences: all that is between annotated
// sentences and the file that a stage tags with.
//
// [Learn] trains one chain for each level of nesting. A later chain reads what the
// earlier ones find, as a layer of their name; while it is trained it reads what they
// should have found. Dev sentences, or
// folds of the training data, say when to stop, how probable it is that what is found
// is right, and from which score on a label is precise enough.
package learn
