package analysis

import (
	"strings"
	"unicode"
)

// A Seen knows the surfaces of a training set and their labels.
type Seen struct{ labels map[string]map[string]bool }

// Add takes note of an entity of the training set.
func (s *Seen) Add(surface, label string) {
	if s.labels == nil {
		s.labels = make(map[string]map[string]bool)
	}
	key := normal(surface)
	if s.labels[key] == nil {
		s.labels[key] = make(map[string]bool)
	}
	s.labels[key][label] = true
}

// Surfaces returns how many surfaces there are.
func (s *Seen) Surfaces() int { return len(s.labels) }

// Slices of gold spans by what a training set has of their surface (Tu and Lignos
// 2021, TMR: Evaluating NER Recall on Tough Mentions).
const (
	// Known: with this label alone.
	Known = "seen, one label"
	// Confusable: with this label and others.
	Confusable = "seen, several labels"
	// Misleading: with other labels only.
	Misleading = "seen, another label"
	// Unseen: not at all.
	Unseen = "unseen"
)

func (s *Seen) slice(surface, label string) string {
	labels := s.labels[normal(surface)]
	switch {
	case len(labels) == 0:
		return Unseen
	case !labels[label]:
		return Misleading
	case len(labels) > 1:
		return Confusable
	}
	return Known
}

// normal makes surfaces equal that differ in case or white space.
func normal(s string) string { return strings.Join(strings.Fields(strings.ToLower(s)), " ") }

// wordLike reports whether a segment has a letter or digit.
func wordLike(segment string) bool {
	for _, r := range segment {
		if unicode.IsLetter(r) || unicode.IsNumber(r) {
			return true
		}
	}
	return false
}
