package conll

import (
	"strings"

	"github.com/onomast/onomast/corpus/annotation"
	"github.com/onomast/onomast/corpus/formats/internal/build"
	"github.com/onomast/onomast/corpus/tags"
)

func create(out *annotation.Output) (annotation.Sink, error) {
	scheme, err := tags.ParseScheme(out.Scheme)
	if err != nil {
		return nil, err
	}
	return &sink{out: out, scheme: scheme}, nil
}

type sink struct {
	out    *annotation.Output
	scheme tags.Scheme
	buffer []byte
}

// Write writes a document behind a line -DOCSTART-.
func (s *sink) Write(d *annotation.Document) error {
	if len(d.Tokens) == 0 {
		s.out.Report(d.Problem(annotation.Lost, "empty-document", "it has no tokens: the format has no place for it"))
		return nil
	}
	b := s.buffer[:0]
	b = append(b, docStart...)
	if d.ID != "" && !strings.ContainsAny(d.ID, "\r\n") {
		b = append(append(append(b, " ("...), d.ID...), ')')
	} else {
		b = append(b, " -X- O O"...)
	}
	b = append(b, "\n\n"...)
	build.Columns(d, s.scheme, "", s.out.Report, func(tokens, tags []string) {
		for i, token := range tokens {
			b = append(append(append(append(b, token...), ' '), tags[i]...), '\n')
		}
		b = append(b, '\n')
	})
	s.buffer = b
	_, err := s.out.Body.Write(b)
	return err
}

// Close has nothing to write.
func (s *sink) Close() error { return nil }
