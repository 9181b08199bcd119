package main

import (
	"testing"
	"time"

	"github.com/onomast/onomast/plugins/crf/learn"
	"github.com/onomast/onomast/plugins/crf/train"
)

func TestTrainingText(t *testing.T) {
	t.Parallel()
	p := train.Progress{Iteration: 40, Iterations: 300, Objective: 812.4321, Elapsed: 12 * time.Second}
	with := p
	with.BestIteration, with.Best.F1, with.Remaining = 30, 0.82, 65*time.Second
	free := p
	free.Iterations = 0
	for _, tt := range []struct {
		step learn.Step
		p    train.Progress
		want string
	}{
		{learn.Step{}, p, "iteration 40/300  objective 812.43  12s"},
		{learn.Step{}, with, "iteration 40/300  objective 812.43  best dev F1 0.820 at 30  12s  1m5s left"},
		{learn.Step{Level: "level2"}, free, "level2  iteration 40  objective 812.43  12s"},
		{learn.Step{Part: 2, Parts: 5}, p, "without part 2/5  iteration 40/300  objective 812.43  12s"},
		{learn.Step{Level: "org", Part: 2, Parts: 5}, p, "org without part 2/5  iteration 40/300  objective 812.43  12s"},
	} {
		if got := trainingText(tt.step, tt.p); got != tt.want {
			t.Errorf("%q, want %q", got, tt.want)
		}
	}
}
