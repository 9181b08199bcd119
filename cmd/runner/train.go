package main

// trainCommand is `runner train`.
type trainCommand struct {
	CRF crfCommand `cmd:"" name:"crf" help:"Train a conditional random field on annotated text, or look at one."`
}
