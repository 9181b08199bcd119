package scan

import (
	"fmt"

	"github.com/onomast/onomast/corpus/annotation"
)

// A Summary accounts for what was read.
type Summary struct {
	Files []File `json:"files"`
	// Skipped is how many files of directories are in no known format.
	Skipped   int `json:"skipped_files"`
	Documents int `json:"documents"`
	// Failed is how many records, or rests of files, could not be read, Lost how many
	// entities do not fit their text.
	Failed int `json:"failed"`
	Lost   int `json:"lost_entities"`
	// Problems are the first of those that failed or were lost.
	Problems []annotation.Problem `json:"problems,omitempty"`
}

// A File says what became of one file.
type File struct {
	Path    string `json:"path"`
	Format  string `json:"format"`
	Offsets string `json:"offsets"`
	// Documents is how many were read, Failed how many records could not be.
	Documents int `json:"documents"`
	Failed    int `json:"failed,omitempty"`
}

// mostProblems is how many problems of each kind are kept.
const mostProblems = 20

func (s *Summary) add(p annotation.Problem) {
	switch p.Effect {
	case annotation.Failed:
		if s.Failed++; s.Failed > mostProblems {
			return
		}
	case annotation.Lost:
		if s.Lost++; s.Lost > mostProblems {
			return
		}
	default:
		return
	}
	s.Problems = append(s.Problems, p)
}

func (s *Summary) unreadable(path string, err error) {
	s.add(annotation.Problem{Effect: annotation.Failed, Code: "unreadable", Origin: annotation.Origin{Path: path}, Message: err.Error()})
}

// Whole reports whether everything could be read.
func (s *Summary) Whole() bool { return s.Failed == 0 && s.Lost == 0 }

// Lines says in a few lines what could not be read; it is empty when all could.
func (s *Summary) Lines() []string {
	var lines []string
	for i, p := range s.Problems {
		if i == 3 {
			break
		}
		lines = append(lines, fmt.Sprintf("%s: %s", p.Effect, p.Error()))
	}
	if s.Failed > 0 {
		lines = append(lines, fmt.Sprintf("records that could not be read and are not counted: %d", s.Failed))
	}
	if s.Lost > 0 {
		lines = append(lines, fmt.Sprintf("entities that do not fit their text and are not counted: %d", s.Lost))
	}
	return lines
}
