// Package training is what `runner train` does apart from its flags: it takes
// annotated files through the stages that a template reads ([Gather]), judges what a
// model finds in them ([Judge]), and fills in the card of a model.
package training
