package render

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/onomast/onomast/core/table"
	"github.com/onomast/onomast/evaluation"
	"github.com/onomast/onomast/evaluation/analysis"
)

// Table prints a report for a terminal. Labels are judged under the scheme named.
func Table(w io.Writer, r *evaluation.Report, scheme string) error {
	t := &tables{report: r, scheme: scheme, f: fName(r)}
	t.head()
	t.schemes()
	t.labels()
	t.errors()
	t.blame()
	t.slices()
	t.calibration()
	t.warnings()
	_, err := io.WriteString(w, t.String())
	return err
}

type tables struct {
	strings.Builder
	report *evaluation.Report
	scheme string
	f      string // F1, or what stands in its place
}

func (t *tables) line(format string, args ...any) { fmt.Fprintf(t, format+"\n", args...) }

// fName is the name of the F in the tables.
func fName(r *evaluation.Report) string {
	if r.Schemes["strict"].Micro.FBeta != nil {
		return "F"
	}
	return "F1"
}

func (t *tables) head() {
	r := t.report
	if r.System != "" {
		t.line("%s", wrap(table.Plain(r.System)+" on "+table.Plain(strings.Join(r.Reference, ", ")), 0, "  "))
	}
	t.line("%s: %s, %s predicted\n", table.Count(r.Documents, "document", "documents"), table.Count(r.Gold, "gold entity", "gold entities"), table.Number(r.Predicted))
}

// label column and row format of the tables of scores.
const first = 24

func (t *tables) row(name string, s *evaluation.Scores, rest string) {
	v := triple(s)
	t.line("%s", strings.TrimRight(fmt.Sprintf("%s %9s %7s %7s  %-11s %s", left(table.Plain(name), first), v[0], v[1], v[2], between(s.CI95), rest), " "))
}

func (t *tables) header(name, rest string) {
	t.line("%s", strings.TrimRight(fmt.Sprintf("%s %9s %7s %7s  %-11s %s", left(name, first), "precision", "recall", t.f, "95 %", rest), " "))
}

func (t *tables) schemes() {
	r := t.report
	t.header("", "")
	for _, name := range []string{"strict", "exact", "partial", "type"} {
		t.row(name, &r.Schemes[name].Micro, "")
	}
	if t.f == "F1" { // these have no other F
		t.row("IoU of 0.9, label", &r.IoU90, "")
		t.row("words, label", &r.Words, "")
	}
	t.row("CoNLL", &r.Schemes["conll"].Micro, "")
	t.line("%s", wrap(tagging(&r.Tagging), 0, ""))
	s := r.Schemes[t.scheme]
	t.line("")
	t.header("averages, "+t.scheme, "")
	t.row("micro", &s.Micro, "")
	t.row(fmt.Sprintf("macro (%s)", table.Count(s.Macro.Of, "label", "labels")), &s.Macro, "")
	t.row("weighted by gold", &s.Weighted, "")
	t.row("mean of documents", &s.PerDocument, "")
}

// tagging says how entities were read, which stands beside every figure.
func tagging(t *evaluation.Tagging) string {
	if t.Scheme == "spans" {
		return "CoNLL: of spans, without tags that could be invalid."
	}
	return fmt.Sprintf("CoNLL: scheme %s, repair %s, %s.", t.Scheme, t.Repair, table.Count(t.Invalid, "invalid sequence", "invalid sequences"))
}

// ByGold returns the names of labels, most gold entities first.
func ByGold(labels map[string]evaluation.Label) []string {
	names := slices.Collect(maps.Keys(labels))
	slices.SortFunc(names, func(a, b string) int {
		return cmp.Or(cmp.Compare(labels[b].Support, labels[a].Support), cmp.Compare(labels[b].Predicted, labels[a].Predicted), cmp.Compare(a, b))
	})
	return names
}

func (t *tables) labels() {
	labels := t.report.Schemes[t.scheme].Labels
	t.line("")
	t.header("labels, "+t.scheme, "  gold   found")
	for _, name := range ByGold(labels) {
		l := labels[name]
		t.row(name, &l.Scores, fmt.Sprintf("%6s %7s", table.Number(l.Support), table.Number(l.Predicted)))
	}
}

func (t *tables) errors() {
	r := t.report
	t.line("\n%s %9s", left("errors", first), table.Number(total(r)))
	for _, c := range analysis.Categories() {
		n := r.Errors[string(c)]
		if n == 0 {
			continue
		}
		t.line("%s", strings.TrimRight(fmt.Sprintf("  %s %9s   %s", left(Title(string(c)), first-2), table.Number(n), kinds(r, string(c))), " "))
	}
	if worst := Confused(r, 3); len(worst) > 0 {
		t.line("  %s", wrap("most confused: "+strings.Join(worst, "; "), 2, "    "))
	}
}

// total is the number of errors.
func total(r *evaluation.Report) int {
	n := 0
	for category, k := range r.Errors {
		if category != evaluation.OK {
			n += k
		}
	}
	return n
}

// Title is how a category, kind or reason is called in prose.
func Title(code string) string {
	if name, known := titles[code]; known {
		return name
	}
	return strings.ReplaceAll(code, "_", " ")
}

var titles = map[string]string{
	"label": "wrong label", "boundary_left": "wrong start", "boundary_right": "wrong end", "boundary_both": "wrong start and end",
	"label_boundary": "wrong label and place", "split": "split in parts", "merge": "several as one", "nested_missed": "one of two nested missed",
	"no_candidate": "nobody proposed it", "other_candidate": "another place or label proposed", "lost_conflict": "proposed, lost to another",
	"under_threshold": "proposed, under threshold", "filtered": "proposed, not allowed", "overlapping": "beside what is found", "inner": "the inner one", "outer": "the outer one",
}

// kinds lists what is known more closely about a category.
func kinds(r *evaluation.Report, category string) string {
	var parts []string
	byCount := func(a, b string) int { return cmp.Or(r.Kinds[b]-r.Kinds[a], cmp.Compare(a, b)) }
	for _, key := range slices.SortedFunc(maps.Keys(r.Kinds), byCount) {
		if of, kind, _ := strings.Cut(key, "/"); of == category {
			parts = append(parts, fmt.Sprintf("%s %s", Title(kind), table.Number(r.Kinds[key])))
		}
	}
	return wrap(strings.Join(parts, ", "), first+13, strings.Repeat(" ", first+13))
}

// Confused names the pairs of labels that are confused most often.
func Confused(r *evaluation.Report, most int) []string {
	type cell struct {
		gold, pred string
		n          int
	}
	var all []cell
	c := &r.Confusion
	for i := range len(c.Cells) - 1 {
		for j := range len(c.Cells) - 1 {
			if i != j && c.Cells[i][j] > 0 {
				all = append(all, cell{c.Labels[i], c.Labels[j], c.Cells[i][j]})
			}
		}
	}
	slices.SortFunc(all, func(a, b cell) int { return cmp.Or(b.n-a.n, cmp.Compare(a.gold, b.gold), cmp.Compare(a.pred, b.pred)) })
	var out []string
	for _, one := range all[:min(most, len(all))] {
		out = append(out, fmt.Sprintf("%s taken for %s %s", table.Plain(one.gold), table.Plain(one.pred), table.Number(one.n)))
	}
	return out
}

func (t *tables) warnings() {
	for i, w := range t.report.Warnings {
		if i == 0 {
			t.line("")
		}
		t.line("%s", wrap("note: "+table.Plain(w), 0, "  "))
	}
}
