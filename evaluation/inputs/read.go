package inputs

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/corpus/annotation"
	"github.com/onomast/onomast/corpus/formats"
	"github.com/onomast/onomast/corpus/formats/files"
	"github.com/onomast/onomast/evaluation"
)

// Options say how annotated files are read.
type Options struct {
	// Format, Unit and Encoding are those of the files, "" for what each looks like; Repair
	// is the rule by which invalid tag sequences are read, conlleval or strict.
	Format, Unit, Encoding, Repair string
	// Split and Annotator keep only the documents of a split or an annotator; "" keeps
	// all.
	Split, Annotator string
	// Stdin is read for the path "-".
	Stdin io.Reader
}

// A Set is what was read of some files.
type Set struct {
	Paths     []string
	Documents []*annotation.Document
	// Format is the name of the format, of the first file.
	Format string
	// Repair is the rule by which invalid tags were read, Invalid how many sequences
	// were not as their scheme has them; both are empty when there were no tags.
	Repair  string
	Invalid int
	// Scheme is how tags were written, "" where there were none.
	Scheme string
	// Problems are what could not be read as it is, without invalid tags.
	Problems []annotation.Problem
	// Unlabelled counts documents that nobody annotated, which are left out.
	Unlabelled int
	// Skipped are files of directories that are in no known format.
	Skipped []string
	// Other counts documents of another split or annotator.
	Other int
}

// Read reads all documents of files, and of the files in directories. Of these, files of
// no known format are passed over.
func Read(paths []string, o Options) (*Set, error) {
	all, err := files.List(paths)
	if err != nil {
		return nil, err
	}
	s := &Set{Paths: paths}
	for _, f := range all {
		err := s.file(f.Path, o)
		var unknown *formats.UnknownError
		if f.Found && errors.As(err, &unknown) {
			s.Skipped = append(s.Skipped, f.Path)
			continue
		}
		if err != nil {
			return nil, err
		}
	}
	return s, nil
}

// Codes of problems that say how tags were read.
const (
	schemeCode  = "scheme"      // which one it is
	invalidCode = "invalid-tag" // one for each tag
)

// A tagReport gathers what a format says of its tags.
type tagReport struct {
	set      *Set
	rule     string
	sequence int // of the last invalid tag of the document under way; 0: there was none
}

// take keeps what is no statement about tags.
func (r *tagReport) take(p annotation.Problem) {
	switch p.Code {
	case schemeCode:
		r.set.Scheme, r.set.Repair = strings.ToLower(p.Scheme), r.rule
	case invalidCode:
		if p.Sequence != r.sequence {
			r.set.Invalid++
		}
		r.sequence = p.Sequence
	default:
		r.set.Problems = append(r.set.Problems, p)
	}
}

func (s *Set) file(path string, o Options) error {
	tags := tagReport{set: s, rule: cmp.Or(o.Repair, string(annotation.Conlleval))}
	r, err := formats.Open(path, o.Stdin, formats.Options{
		Format: o.Format, Unit: o.Unit, Encoding: o.Encoding, Repair: annotation.Repair(o.Repair), Report: tags.take,
	})
	if err != nil {
		return err
	}
	s.Format = cmp.Or(s.Format, r.Format().Name)
	for {
		d, err := r.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return errors.Join(err, r.Close())
		}
		tags.sequence = 0
		s.add(d, o)
	}
	return r.Close()
}

func (s *Set) add(d *annotation.Document, o Options) {
	switch {
	case o.Split != "" && d.Split != o.Split, o.Annotator != "" && d.Annotator != o.Annotator:
		s.Other++
	case d.Unlabelled:
		s.Unlabelled++
	default:
		s.Documents = append(s.Documents, d)
	}
}

// unreadable reports records that could not be read, with the severity given, and
// spans that are lost or changed, as warnings.
func (s *Set) unreadable(failed diag.Severity) diag.List {
	const most = 10 // of one mistake in every record
	var list diag.List
	more := 0
	for _, p := range s.Problems {
		severity := diag.Warning
		switch p.Effect {
		case annotation.Failed:
			severity = failed
		case annotation.Lost, annotation.Changed:
		default:
			continue
		}
		if len(list) == most {
			more++
			continue
		}
		at := diag.Position{File: p.Path, Line: p.Line}
		p.Origin = annotation.Origin{}
		list = append(list, diag.Diagnostic{Severity: severity, Code: "input." + p.Code, Position: at, Summary: strings.TrimSuffix(p.Error(), "; "+p.Hint), Hint: p.Hint})
	}
	if more > 0 {
		list = append(list, diag.Diagnostic{Severity: diag.Warning, Code: "input.more", Summary: fmt.Sprintf("%d more records or spans like these", more)})
	}
	return list
}

// Tagging says how the entities of some sets were read from tags. It is empty where
// there were none.
func Tagging(sets ...*Set) evaluation.Tagging {
	var t evaluation.Tagging
	for _, s := range sets {
		if s.Scheme != "" {
			t.Scheme, t.Repair = s.Scheme, s.Repair
		}
		t.Invalid += s.Invalid
	}
	return t
}
