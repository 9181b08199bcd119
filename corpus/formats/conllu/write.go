package conllu

import (
	"strconv"
	"strings"

	"github.com/onomast/onomast/corpus/annotation"
	"github.com/onomast/onomast/corpus/formats/internal/build"
	"github.com/onomast/onomast/corpus/tags"
)

func create(out *annotation.Output) (annotation.Sink, error) { return &sink{out: out}, nil }

type sink struct {
	out    *annotation.Output
	number int
}

// Close has nothing to write.
func (s *sink) Close() error { return nil }

// Write writes a document.
func (s *sink) Write(d *annotation.Document) error {
	if len(d.Tokens) == 0 {
		s.out.Report(d.Problem(annotation.Lost, "empty-document", "it has no tokens: the format has no place for it"))
		return nil
	}
	s.number++
	id := strings.Join(strings.Fields(d.ID), " ")
	var b strings.Builder
	b.WriteString("# newdoc")
	if id != "" {
		b.WriteString(" id = " + id)
	} else {
		id = strconv.Itoa(s.number)
	}
	b.WriteString("\n")
	next, sentence := 0, 0
	build.Columns(d, tags.IOB2, "|", s.out.Report, func(words, column []string) {
		sentence++
		from := next
		next += len(words)
		b.WriteString("# sent_id = " + id + "-" + strconv.Itoa(sentence) + "\n")
		b.WriteString("# text = " + oneLine(d.Text[d.Tokens[from].Start:d.Tokens[next-1].End]) + "\n")
		for i := range words {
			b.WriteString(strconv.Itoa(i+1) + "\t" + words[i] + "\t_\t_\t_\t_\t_\t_\t_\t" + miscCell(d, from+i, column[i]) + "\n")
		}
		b.WriteString("\n")
	})
	_, err := s.out.Body.Write([]byte(b.String()))
	return err
}

func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '\n' || r == '\r' {
			return ' '
		}
		return r
	}, s)
}

// miscCell is the last column of a token.
func miscCell(d *annotation.Document, i int, tag string) string {
	var parts []string
	if tag != "O" {
		parts = append(parts, "NER="+tag)
	}
	if i == 0 && d.Tokens[0].Start > 0 {
		parts = append(parts, "SpacesBefore="+escape(d.Text[:d.Tokens[0].Start]))
	}
	end, last := len(d.Text), i+1 == len(d.Tokens)
	if !last {
		end = d.Tokens[i+1].Start
	}
	switch gap := d.Text[d.Tokens[i].End:end]; {
	case gap == "" && !last:
		parts = append(parts, "SpaceAfter=No")
	case gap != " " && gap != "" || last && gap != "":
		parts = append(parts, "SpacesAfter="+escape(gap))
	}
	if len(parts) == 0 {
		return "_"
	}
	return strings.Join(parts, "|")
}

func escape(s string) string {
	return strings.NewReplacer(`\`, `\\`, " ", `\s`, "\t", `\t`, "\n", `\n`, "\r", `\r`, "|", `\p`).Replace(s)
}
