package training

import (
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/onomast/onomast/corpus/output"
	"github.com/onomast/onomast/evaluation"
	"github.com/onomast/onomast/evaluation/render"
	"github.com/onomast/onomast/evaluation/score"
	"github.com/onomast/onomast/plugins/crf/model"
	"github.com/onomast/onomast/plugins/crf/train"
)

// Sources says what the files of a set are, for the card of a model.
func (s *Set) Sources(licence string) ([]model.Source, error) {
	var out []model.Source
	for _, f := range s.Files {
		source := model.Source{
			Name: filepath.Base(f.Path), Role: s.Role, License: licence, Documents: f.Counts.Documents,
			Sentences: f.Counts.Sentences, Tokens: f.Counts.Tokens, Labels: f.Counts.Labels,
		}
		if f.Path == "-" {
			source.Name = "standard input"
		} else {
			sum, err := output.DigestFile(f.Path)
			if err != nil {
				return nil, err
			}
			source.Digest = sum
		}
		out = append(out, source)
	}
	return out, nil
}

// Scores are the strict scores of a report, of all labels and of each.
func Scores(on string, r *evaluation.Report) []model.Score {
	strict := r.Schemes[score.Strict.String()]
	out := []model.Score{scoreOf(on, "", &strict.Micro, r.Gold)}
	for _, name := range render.ByGold(strict.Labels) {
		l := strict.Labels[name]
		out = append(out, scoreOf(on, name, &l.Scores, l.Support))
	}
	return out
}

func scoreOf(on, label string, s *evaluation.Scores, support int) model.Score {
	return model.Score{On: on, Label: label, Precision: s.Precision, Recall: s.Recall, F1: s.F1, Support: support}
}

// Command renders a command line as the card keeps it: without what changes no
// result, and without folders that are those of one machine.
func Command(args []string) string {
	words := []string{"runner"}
	for i := 0; i < len(args); i++ {
		name, _, joined := strings.Cut(args[i], "=")
		switch {
		case slices.Contains([]string{"--force", "--restart", "--quiet", "-q", "--json", "--log-text"}, name):
			continue
		case slices.Contains([]string{"--workers", "--log-level", "--checkpoint", "--checkpoint-every"}, name):
			if !joined {
				i++
			}
			continue
		}
		words = append(words, portable(args[i]))
	}
	return strings.Join(words, " ")
}

// portable is an argument without the folder of an absolute path, quoted for a shell.
func portable(arg string) string {
	flag, value, joined := strings.Cut(arg, "=")
	switch {
	case strings.HasPrefix(arg, "-") && joined:
		return flag + "=" + output.Quote(base(value))
	case strings.HasPrefix(arg, "-"):
		return arg
	}
	return output.Quote(base(arg))
}

func base(path string) string {
	if filepath.IsAbs(path) {
		return filepath.Base(path)
	}
	return path
}

// settings are the numbers of a training that are not the usual ones, and the
// regularisation.
func settings(template string, t train.Options) map[string]string {
	usual := train.DefaultsOf(t.Algorithm)
	out := map[string]string{"template": template, "c2": number(t.C2)}
	add := func(name string, differs bool, value string) {
		if differs {
			out[name] = value
		}
	}
	add("c1", t.C1 != 0, number(t.C1))
	add("iterations", t.Iterations != usual.Iterations, strconv.Itoa(t.Iterations))
	add("min_count", t.MinCount != usual.MinCount, strconv.Itoa(t.MinCount))
	add("patience", t.Patience != usual.Patience, strconv.Itoa(t.Patience))
	add("oversample", t.Oversample != usual.Oversample, number(t.Oversample))
	add("all_features", t.AllFeatures, "true")
	for label, weight := range t.ClassWeights {
		out["weight of "+label] = number(weight)
	}
	return out
}

func number(x float64) string { return strconv.FormatFloat(x, 'g', -1, 64) }
