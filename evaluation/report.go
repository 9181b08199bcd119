package evaluation

import (
	"github.com/onomast/onomast/evaluation/analysis"
	"github.com/onomast/onomast/evaluation/score"
)

// A Report is a judgement, as `runner evaluate --json` prints it.
type Report struct {
	Subject
	Documents int `json:"documents"`
	Gold      int `json:"gold"`
	Predicted int `json:"predicted"`
	Tagging
	// Schemes are strict, exact, partial, type and conll.
	Schemes map[string]*Scheme `json:"schemes"`
	// Errors counts findings by category, and "ok"; Kinds by category and kind.
	Errors map[string]int `json:"errors"`
	Kinds  map[string]int `json:"error_kinds,omitempty"`
	// IoU90 is the score of spans of the same label that share 0.9 of their bytes.
	IoU90 Scores `json:"iou90"`
	// Words is the score of words by their labels, whatever the boundaries.
	Words       Scores        `json:"words"`
	Confusion   Confusion     `json:"confusion"`
	Boundaries  Boundaries    `json:"boundary_offsets"`
	Slices      []Slice       `json:"slices,omitempty"`
	Calibration []Calibration `json:"calibration,omitempty"`
	// Blame says which stage proposed and lost what; nil when that is not known.
	Blame     *analysis.Blame `json:"blame,omitempty"`
	Bootstrap Bootstrap       `json:"bootstrap"`
	// Gates are the verdicts on what was asked for; see [Report.Check].
	Gates []Verdict `json:"gates,omitempty"`
	// Warnings say what should be known before a figure is believed.
	Warnings []string `json:"warnings,omitempty"`

	docs   []analysis.Document
	labels *score.Labels
	result *analysis.Result
}

// A Subject says what was judged by what.
type Subject struct {
	// System is the pipeline or the file of predictions, Reference the gold files.
	System    string   `json:"system,omitempty"`
	Reference []string `json:"reference,omitempty"`
}

// Tagging says how entities were read from tags. It stands beside every figure, since
// figures depend on it.
type Tagging struct {
	// Scheme is the tagging scheme, or "spans" where there were no tags.
	Scheme string `json:"scheme"`
	// Repair is the rule for invalid sequences: conlleval, strict, or none.
	Repair string `json:"repair"`
	// Invalid is how many sequences were not as the scheme has them.
	Invalid int `json:"n_invalid_sequences"`
}

// A Scheme holds the figures under one scheme.
type Scheme struct {
	Micro    Scores `json:"micro"`
	Macro    Scores `json:"macro"`
	Weighted Scores `json:"weighted"`
	// PerDocument is the mean over documents that have an entity of either side.
	PerDocument Scores           `json:"documents"`
	Labels      map[string]Label `json:"labels"`
	Tagging     *Tagging         `json:"tagging,omitempty"` // of conll
}

// Scores are precision, recall and F.
type Scores struct {
	Precision float64 `json:"precision"`
	Recall    float64 `json:"recall"`
	F1        float64 `json:"f1"`
	// FBeta is set when a beta other than 1 is asked for.
	FBeta *float64 `json:"f_beta,omitempty"`
	// CI95 is the interval of F1, or of FBeta where that is set.
	CI95 *[2]float64 `json:"ci95,omitempty"`
	// Of is how many labels or documents an average is of.
	Of int `json:"of,omitempty"`
	// Undefined names figures that are 0/0.
	Undefined []string `json:"undefined,omitempty"`
}

// A Label holds the figures of one label.
type Label struct {
	Scores
	Support   int `json:"support"`
	Predicted int `json:"predicted"`
	// GoldCounts and PredCounts are both views of a label: what became of its gold
	// spans, and of the spans predicted as it.
	GoldCounts score.Counts `json:"gold"`
	PredCounts score.Counts `json:"pred"`
	// GoldView are the figures if a pair counts for its gold label alone.
	GoldView Scores `json:"gold_view"`
}

// A Confusion counts which label was predicted as which.
type Confusion struct {
	// Labels name the rows (gold) and columns (predicted); the last one, "∅", is
	// nothing.
	Labels []string `json:"labels"`
	Cells  [][]int  `json:"cells"`
}

// Boundaries are histograms of boundary offsets of pairs with the same label, from
// -10 or less to 10 or more.
type Boundaries struct {
	Pairs      int   `json:"pairs"`
	Start      []int `json:"start_characters"`
	End        []int `json:"end_characters"`
	StartWords []int `json:"start_words"`
	EndWords   []int `json:"end_words"`
}

// A Slice is a part of the spans. Its precision is over predicted spans with the
// property, its recall over gold spans with it.
type Slice struct {
	Dimension string `json:"dimension"`
	Name      string `json:"name"`
	Scores
	Support   int `json:"support"`
	Predicted int `json:"predicted"`
	// RecallCI95 and PrecisionCI95 are Wilson intervals.
	RecallCI95    *[2]float64 `json:"recall_ci95,omitempty"`
	PrecisionCI95 *[2]float64 `json:"precision_ci95,omitempty"`
}

// A Calibration says how far scores are probabilities.
type Calibration struct {
	Of    string `json:"of"`
	Kind  string `json:"score_kind"`
	Count int    `json:"count"`
	// MeanScore estimates the precision without gold.
	MeanScore float64 `json:"mean_score"`
	Precision float64 `json:"precision"`
	ECE       float64 `json:"ece"`
	Brier     float64 `json:"brier"`
	Bins      []Bin   `json:"bins"`
}

// A Bin is a part of the predictions by their score.
type Bin struct {
	Low       float64 `json:"low"`
	High      float64 `json:"high"`
	Count     int     `json:"count"`
	MeanScore float64 `json:"mean_score"`
	Right     float64 `json:"right"`
}

// Bootstrap says how the intervals were made.
type Bootstrap struct {
	Unit      string `json:"unit"`
	Resamples int    `json:"resamples"`
	Seed      uint64 `json:"seed"`
}

// Nothing stands for no label in a [Confusion].
const Nothing = "∅"

// Analysis returns what the report was made of: the documents, the names of the
// labels, and the findings.
func (r *Report) Analysis() ([]analysis.Document, []string, *analysis.Result) {
	return r.docs, r.labels.Names(), r.result
}
