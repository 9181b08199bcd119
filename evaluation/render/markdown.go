package render

import (
	"fmt"
	"io"
	"strings"

	"github.com/onomast/onomast/core/table"
	"github.com/onomast/onomast/evaluation"
	"github.com/onomast/onomast/evaluation/analysis"
)

// Markdown prints a report as Markdown, for a pull request or a model card.
func Markdown(w io.Writer, r *evaluation.Report, scheme string) error {
	m := &markdown{f: fName(r)}
	m.line("## %s", cell(orElse(r.System, "Evaluation")))
	m.line("\n%s on %s: %s, %s predicted.\n", table.Count(r.Documents, "document", "documents"),
		cell(orElse(strings.Join(r.Reference, ", "), "the gold files")), table.Count(r.Gold, "gold entity", "gold entities"), table.Number(r.Predicted))
	m.scores("scheme")
	for _, name := range []string{"strict", "exact", "partial", "type", "conll"} {
		m.row(name, &r.Schemes[name].Micro)
	}
	s := r.Schemes[scheme]
	m.row("macro, "+scheme, &s.Macro)
	m.row("weighted, "+scheme, &s.Weighted)
	m.row("mean of documents, "+scheme, &s.PerDocument)
	m.line("\n%s\n", tagging(&r.Tagging))
	m.line("| label, %s | precision | recall | %s | 95 %% | gold | found |", scheme, m.f)
	m.line("|---|--:|--:|--:|--:|--:|--:|")
	for _, name := range ByGold(s.Labels) {
		l := s.Labels[name]
		v := triple(&l.Scores)
		m.line("| %s | %s | %s | %s | %s | %d | %d |", cell(name), v[0], v[1], v[2], between(l.CI95), l.Support, l.Predicted)
	}
	m.line("\n| error | number | |")
	m.line("|---|--:|---|")
	for _, c := range analysis.Categories() {
		if n := r.Errors[string(c)]; n > 0 {
			m.line("| %s | %d | %s |", Title(string(c)), n, strings.Join(strings.Fields(kinds(r, string(c))), " "))
		}
	}
	for i, warning := range r.Warnings {
		if i == 0 {
			m.line("")
		}
		m.line("> %s  ", cell(warning))
	}
	_, err := io.WriteString(w, m.String())
	return err
}

type markdown struct {
	strings.Builder
	f string
}

func (m *markdown) line(format string, args ...any) { fmt.Fprintf(m, format+"\n", args...) }

func (m *markdown) scores(first string) {
	m.line("| %s | precision | recall | %s | 95 %% |", first, m.f)
	m.line("|---|--:|--:|--:|--:|")
}

func (m *markdown) row(name string, s *evaluation.Scores) {
	v := triple(s)
	m.line("| %s | %s | %s | %s | %s |", cell(name), v[0], v[1], v[2], between(s.CI95))
}

// cell keeps what is not ours from being read as markup.
func cell(s string) string {
	return strings.NewReplacer("|", `\|`, "\n", " ", "<", "&lt;", "*", `\*`, "_", `\_`, "`", "'", "[", `\[`).Replace(table.Plain(s))
}

func orElse(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}
