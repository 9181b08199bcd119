package analysis

// A Category is the kind of an error.
type Category string

// The categories; see package documentation.
const (
	Label         Category = "label"
	BoundaryLeft  Category = "boundary_left"
	BoundaryRight Category = "boundary_right"
	BoundaryBoth  Category = "boundary_both"
	LabelBoundary Category = "label_boundary"
	Split         Category = "split"
	Merge         Category = "merge"
	Missed        Category = "missed"
	Spurious      Category = "spurious"
	NestedMissed  Category = "nested_missed"
)

// Categories returns all categories, in the order in which they are reported.
func Categories() []Category {
	return []Category{Missed, Spurious, Label, BoundaryLeft, BoundaryRight, BoundaryBoth, LabelBoundary, Split, Merge, NestedMissed}
}

// A Finding is one error. Every span that is not right is in one finding.
type Finding struct {
	Document int
	Category Category
	// Kind says more: too_long, too_short or shifted of a boundary; why a span was
	// missed; what a spurious one was found by. It may be empty.
	Kind string
	// Gold and Pred are indexes of entities of the document.
	Gold, Pred []int32
}

// Kinds of boundary errors.
const (
	TooLong  = "too_long"
	TooShort = "too_short"
	Shifted  = "shifted"
)

// Kinds of spurious entities of which more is known.
const (
	// Duplicate: another prediction covers the same bytes, and is right or nearer.
	Duplicate = "duplicate"
	// Overlapping: what it overlaps was found by another prediction.
	Overlapping = "overlapping"
)

// Kinds of missed entities.
const (
	// NoCandidate: no stage proposed anything there.
	NoCandidate = "no_candidate"
	// OtherCandidate: what was proposed there has another place or label.
	OtherCandidate = "other_candidate"
	// UnderThreshold: it was proposed with too low a score.
	UnderThreshold = "under_threshold"
	// LostConflict: it was proposed, and another candidate won.
	LostConflict = "lost_conflict"
	// Filtered: it was proposed, and its label or nesting is not allowed.
	Filtered = "filtered"
)
