package resolver

// Options is the `with:` mapping of a resolver stage.
type Options struct {
	Mode string   `json:"mode" enum:"flat,nested,all" default:"nested" doc:"What may stay. flat: no two entities overlap. nested: entities lie inside each other but never cross. all: everything over its threshold."`
	From []string `json:"from" doc:"Stages whose candidates are judged. Default: every stage that writes candidates." example:"rules"`

	Priority      []string `json:"priority" doc:"Stages, highest first. A lower one never displaces a higher one, whatever the scores. Stages not listed come where \"*\" stands, or last, together." example:"rules"`
	LabelPriority []string `json:"label_priority" doc:"Labels, highest first, among stages of the same priority." example:"DRUG"`
	Prefer        string   `json:"prefer" enum:"score,longest" default:"score" doc:"What decides first among candidates of equal priority. longest: the length covered, then scores."`

	Threshold  float64            `json:"threshold" min:"0" max:"1" default:"0" doc:"Candidates that score less are set aside. One without a score has none to miss."`
	Thresholds map[string]float64 `json:"thresholds" doc:"Thresholds for a LABEL (after merging), for a stage or for stage/LABEL (before merging: what this stage proposes with less is not listened to)." example:"0.6"`

	SpanCost        float64            `json:"span_cost" min:"0" max:"1" default:"0.4" doc:"What a candidate's score must exceed to count fully in a conflict: the sum of score minus span_cost is maximised. Half the F1 you expect is right for calibrated scores; 0 maximises the plain sum of scores and favours many short entities."`
	Unscored        float64            `json:"unscored" min:"0" max:"1" default:"0.5" doc:"How a candidate without a score is weighed against others."`
	UnscoredByStage map[string]float64 `json:"unscored_by_stage" doc:"The same for single stages." example:"0.95"`
	Raw             string             `json:"raw" enum:"clamp,logistic,unscored" default:"clamp" doc:"How raw scores are weighed. clamp: as they are, cut to 0..1. logistic: 1/(1+exp(-score)). unscored: as if there were none."`
	Combine         string             `json:"combine" enum:"noisy_or,max" default:"noisy_or" doc:"The score of a span on which stages agree. noisy_or: 1 minus the product of (1 - score) over stages with calibrated scores, as if they erred independently. max: the highest. Raw scores always combine by the highest."`

	Nesting  map[string][]string `json:"nesting" doc:"Which labels may lie directly inside which: {OUTER: [INNER, ...]}. \"*\" as outer stands for every label without an entry, as inner for every other label. A label lies in itself only where it is listed. Default: any label inside any other label." example:"PERSON"`
	MaxDepth int                 `json:"max_depth" min:"0" default:"0" doc:"How many entities may lie over one character; 0: any number."`
	MaxPairs int                 `json:"max_pairs" min:"1" default:"16000000" doc:"How many pairs of overlapping candidates one group may have to be solved exactly in mode nested. Beyond it the group is judged in batches and the document gets the note resolver.approximate."`

	Join    []Join            `json:"join" doc:"Rules that join neighbours into one candidate, applied in this order."`
	Relabel map[string]string `json:"relabel" doc:"New names for labels, given before everything else; all other options use the new names." example:"PERSON"`
	Drop    []string          `json:"drop" doc:"Labels whose candidates are set aside."`
}

// A Join makes one candidate of neighbours: "New York" + "City".
type Join struct {
	Labels []string `json:"labels" required:"true" doc:"Labels that are joined." example:"LOCATION"`
	Gap    string   `json:"gap" format:"regex" default:"[ \\x{a0}]?" doc:"RE2 expression that the whole text between the neighbours must match. A gap has at most 64 bytes."`
	Into   string   `json:"into" doc:"Label of the joined candidate. Without it only neighbours of the same label are joined, and keep it."`
}
