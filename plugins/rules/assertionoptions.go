package rules

// An Assertion gives attributes to entities by the cues in their sentence, as
// the ConText algorithm does (Harkema et al. 2009): "denies" negates what comes
// after it, up to "but" or the end of the sentence.
type Assertion struct {
	ID         string            `json:"id" doc:"Name of the assertion in evidence and messages. It must be unique in the stage." example:"negation"`
	Attributes map[string]string `json:"attributes" required:"true" doc:"Attributes that an asserted entity gets. What its rule says goes before, and then the assertion that comes first."`
	Labels     []string          `json:"labels" doc:"Labels of the entities it is about, and of the spans nested in them. Without labels it is about all entities of the stage, and not about nested spans." example:"SYMPTOM"`
	Cues       []string          `json:"cues" doc:"Words that assert, each perhaps several words long, in either case. Of overlapping ones the longest counts. One within the entity does not count." example:"denies"`
	Lists      []string          `json:"lists" doc:"Ids of lists of the stage whose terms count as cues; a silent list has no other use." example:"negations"`
	Side       string            `json:"side" default:"before" enum:"before,after,both" doc:"On which side of the entity the cue stands: denies stands before it, is ruled out after it."`
	End        []string          `json:"end" doc:"Words that end what a cue asserts, beside the end of the sentence. So does a cue of another assertion about the same attribute." example:"but"`
	Except     []string          `json:"except" doc:"Phrases in which neither cues nor ends count." example:"no increase"`
	Window     int               `json:"window" min:"1" max:"1000" doc:"How many tokens a cue reaches: one at most so many tokens away from the entity asserts, if it is in the same sentence. Without it, the whole sentence."`
	Sections   []string          `json:"sections" doc:"Labels of sections in which every entity is asserted, without a cue. They are those of the layer sections, so a stage must write it." example:"FAMILY_HISTORY"`
	Examples   AssertionExamples `json:"examples" doc:"Texts with stretches that the assertion must and must not assert, tried out by runner check, whatever rules find there."`
}

// AssertionExamples are tried out by `runner check`.
type AssertionExamples struct {
	Match  []string `json:"match" doc:"Texts with the entities that are asserted marked." example:"denies [[fever]] or [[cough]]"`
	Reject []string `json:"reject" doc:"Texts with entities marked that are not asserted." example:"denies cough but has [[fever]]"`
}
