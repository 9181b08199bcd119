package main

import (
	"fmt"
	"strings"

	"github.com/alecthomas/kong"

	"github.com/onomast/onomast/plugins/crf/template"
	"github.com/onomast/onomast/plugins/crf/train"
)

// trainCommand is `runner train`.
type trainCommand struct {
	CRF         crfCommand         `cmd:"" name:"crf" help:"Train a conditional random field on annotated text, or look at one."`
	Calibration calibrationCommand `cmd:"" help:"Learn from annotated text what the scores of a transformer are worth."`
}

// trainingVars are what the help of `runner train` says of defaults.
func trainingVars() kong.Vars {
	o := train.Defaults()
	return kong.Vars{
		"templates": strings.Join(template.Presets(), ", "),
		"c1":        fmt.Sprint(o.C1),
		"c2":        fmt.Sprint(o.C2), "iterations": fmt.Sprint(o.Iterations), "patience": fmt.Sprint(o.Patience),
	}
}
