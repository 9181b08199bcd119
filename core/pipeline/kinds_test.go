package pipeline_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/plugin"
)

// wordOptions are those of the kind word.
type wordOptions struct {
	Reads []string `json:"reads" doc:"Layers it needs."`
	Label string   `json:"label" default:"X" doc:"Label of its spans."`
	// Meet makes each document wait until as many processes or stages as
	// Guests have been seen in this folder.
	Meet   string `json:"meet" doc:"Folder to meet in."`
	Guests int    `json:"guests" doc:"How many have to come."`
	Refuse string `json:"refuse" doc:"Open fails with this message."`
	Pid    bool   `json:"pid" doc:"The label is the process."`
}

// kinds are the stages of these tests. word marks every word of the text, or
// does what the text tells it: "fail ID", "fail all", "die ID", "hang ID". speak finds the
// language in the first word of a text or of its parts, judge copies all candidates to entities.
func kinds() []plugin.Kind {
	return append(vectorKinds(), []plugin.Kind{
		{Name: "word", Doc: "Marks words.", Options: wordOptions{}, Contract: wordContract, Open: openWord},
		{Name: "speak", Doc: "Finds the language.", Contract: speakContract, Open: func(context.Context, plugin.Config) (plugin.Stage, error) {
			return speak{}, nil
		}},
		{Name: "judge", Doc: "Keeps everything.", Contract: judgeContract, Open: func(_ context.Context, cfg plugin.Config) (plugin.Stage, error) {
			return keepAll{cfg}, nil
		}},
	}...)
}

func wordContract(cfg plugin.Config) (plugin.Contract, error) {
	var o wordOptions
	err := cfg.Decode(&o)
	c := plugin.Contract{Provides: []plugin.LayerSpec{{Name: cfg.Stage, Role: plugin.CandidatesRole, Labels: []string{o.Label}}}}
	for _, name := range o.Reads {
		c.Needs = append(c.Needs, plugin.Need{Layer: name})
	}
	return c, err
}

func openWord(_ context.Context, cfg plugin.Config) (plugin.Stage, error) {
	var o wordOptions
	if err := cfg.Decode(&o); err != nil {
		return nil, err
	}
	if o.Refuse != "" {
		return nil, errors.New(o.Refuse)
	}
	if o.Pid {
		o.Label = strconv.Itoa(os.Getpid())
	}
	return plugin.Candidates(cfg, func(ctx context.Context, doc *document.Document, out *document.Layer) error {
		if err := o.obey(ctx, cfg.Stage, doc.Text()); err != nil {
			return err
		}
		at := 0
		for word := range strings.SplitSeq(doc.Text(), " ") {
			if word != "" {
				out.AddRange(at, at+len(word), o.Label)
			}
			at += len(word) + 1
		}
		return nil
	}), nil
}

// obey does what the text tells the stage.
func (o wordOptions) obey(ctx context.Context, stage, text string) error {
	told := func(to string) bool { return strings.HasPrefix(text, to+" "+stage) || text == to+" all" }
	switch {
	case told("fail"):
		return errors.New("told to fail")
	case told("die"):
		os.Exit(3)
	case told("hang"):
		<-ctx.Done()
		return ctx.Err()
	case o.Meet != "":
		return o.meet(ctx, fmt.Sprintf("%s-%d", stage, os.Getpid()))
	}
	return nil
}

// meet waits until all guests have come.
func (o wordOptions) meet(ctx context.Context, name string) error {
	if err := os.WriteFile(filepath.Join(o.Meet, name), nil, 0o600); err != nil {
		return err
	}
	for {
		present, err := os.ReadDir(o.Meet)
		if err != nil || len(present) >= o.Guests {
			return err
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("only %d of %d came", len(present), o.Guests)
		case <-time.After(time.Millisecond):
		}
	}
}

func speakContract(plugin.Config) (plugin.Contract, error) {
	return plugin.Contract{Provides: []plugin.LayerSpec{{Name: document.Language, Role: plugin.LanguageRole, OpenLabels: true}}}, nil
}

// speak takes a first word such as "de:" for the language; " / " parts a text into
// parts that each have one.
type speak struct{}

func (speak) Process(_ context.Context, doc *document.Document) error {
	if strings.HasPrefix(doc.Text(), "fail speak") {
		return errors.New("told to fail")
	}
	out := document.NewLayer(document.Language)
	whole, at := document.NoParent, 0
	for part := range strings.SplitSeq(doc.Text(), " / ") {
		code, _, ok := strings.Cut(part, ": ")
		if ok && whole == document.NoParent {
			whole = out.AddRange(0, len(doc.Text()), code)
		}
		if ok && len(part) < len(doc.Text()) {
			out.AddChild(whole, document.Span{Start: at, End: at + len(part), Label: code})
		}
		at += len(part) + len(" / ")
	}
	return doc.Add(out)
}

func judgeContract(plugin.Config) (plugin.Contract, error) {
	return plugin.Contract{
		Needs:    []plugin.Need{{Role: plugin.CandidatesRole}},
		Provides: []plugin.LayerSpec{{Name: document.Entities, Role: plugin.EntitiesRole, OpenLabels: true}},
	}, nil
}

type keepAll struct{ cfg plugin.Config }

func (k keepAll) Process(_ context.Context, doc *document.Document) error {
	out := document.NewLayer(document.Entities)
	for _, spec := range k.cfg.Layers {
		for _, s := range doc.Layer(spec.Name).All() {
			if spec.Role == plugin.CandidatesRole {
				s.Evidence = append(s.Evidence, document.Attr{Key: "by", Value: spec.Stage})
				out.Add(s)
			}
		}
	}
	return doc.Add(out)
}
