package lint

import (
	"cmp"
	"slices"
	"unicode/utf8"

	"github.com/onomast/onomast/corpus/annotation"
)

// A Severity says how bad a finding is.
type Severity string

// The severities, worst first. Errors are certain, warnings are most often mistakes, and
// notes are worth knowing.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
	Note    Severity = "note"
)

// worse is higher for what is worse.
func worse(s Severity) int { return slices.Index([]Severity{Note, Warning, Error}, s) }

// A Code is the stable name of a kind of finding.
type Code string

// The codes, in the order they are listed in.
const (
	Unreadable     Code = "unreadable"
	Misplaced      Code = "misplaced"
	BlankEdge      Code = "blank-edge"
	MidWord        Code = "mid-word"
	LabelConflict  Code = "label-conflict"
	UnlabelledTwin Code = "unlabelled-twin"
	CopiesDiffer   Code = "copies-differ"
	Leak           Code = "leak"
	NearLeak       Code = "near-leak"
	Repeated       Code = "repeated"
	MissingLabel   Code = "missing-label"
	UntestedLabel  Code = "untested-label"
	RareLabel      Code = "rare-label"
	FewNegatives   Code = "few-negatives"
	ContextBias    Code = "context-bias"
	Disagreement   Code = "disagreement"
)

// Codes returns all codes in their order.
func Codes() []Code {
	return []Code{Unreadable, Misplaced, BlankEdge, MidWord, LabelConflict, UnlabelledTwin, CopiesDiffer, Leak, NearLeak, Repeated,
		MissingLabel, UntestedLabel, RareLabel, FewNegatives, ContextBias, Disagreement}
}

// A Finding is one thing that may be wrong, with places where it is.
type Finding struct {
	Code     Code     `json:"code"`
	Severity Severity `json:"severity"`
	// Summary says what was found, Hint what to do about it.
	Summary string `json:"summary"`
	Hint    string `json:"hint"`
	// Count is how many places there are; the first [MostPlaces] of them are in Places.
	Count  int     `json:"count"`
	Places []Place `json:"places"`
	// sure orders findings of a code: how often it is otherwise for each place.
	sure float64
}

// MostPlaces is how many places of a finding are kept.
const MostPlaces = 100

// A Place is where something was found.
type Place struct {
	annotation.Origin
	Document string `json:"document,omitempty"`
	// Span is the entity, or the text that may be one; nil: it is about the document.
	Span *annotation.Place `json:"span,omitempty"`
	// Note says more.
	Note string `json:"note,omitempty"`
}

// add counts a place, and keeps it while there is room.
func (f *Finding) add(make func() Place) {
	if f.Count++; len(f.Places) < MostPlaces {
		f.Places = append(f.Places, make())
	}
}

// spot is the place of a stretch of a document, in code points.
func spot(d *annotation.Document, r annotation.Range, label string) Place {
	start := utf8.RuneCountInString(d.Text[:r.Start])
	return Place{Origin: d.Origin, Document: d.ID, Span: &annotation.Place{
		Label: label, Start: start, End: start + utf8.RuneCountInString(d.Text[r.Start:r.End]), Unit: "codepoint",
	}}
}

// order sorts findings by their code, those of a code by how sure they are, and by how
// many places they have.
func order(list []Finding) {
	codes := Codes()
	slices.SortStableFunc(list, func(a, b Finding) int {
		return cmp.Or(slices.Index(codes, a.Code)-slices.Index(codes, b.Code), worse(b.Severity)-worse(a.Severity), cmp.Compare(b.sure, a.sure), b.Count-a.Count, cmp.Compare(a.Summary, b.Summary))
	})
}
