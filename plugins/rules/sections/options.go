package sections

// Options is the `with:` mapping of a stage of this kind.
type Options struct {
	Sections []Section `json:"sections" required:"true" min:"1" doc:"What sections there are, and how they open and close. Where two rules open a section at one line, the first of them does."`
}

// A Section is a rule for sections of one label. It has exactly one of Headings,
// Start and Lines.
type Section struct {
	ID       string   `json:"id" doc:"Name of the rule in evidence and messages. It must be unique in the stage."`
	Label    string   `json:"label" required:"true" pattern:"^[A-Z][A-Z0-9_]*$" hint:"write it in capitals, such as FAMILY_HISTORY" doc:"Label of the sections." example:"MEDICATIONS"`
	Headings []string `json:"headings" min:"1" doc:"Headings that open a section, in either case: a line of its own, or the beginning of a line, before a colon. Marks around it (## **Plan**), a number before it (3.1, IV., b)) and words in brackets behind it do not matter." example:"Current meds"`
	Start    string   `json:"start" format:"regex" min:"1" doc:"A line that opens a section: what its beginning must match, in RE2 syntax. A group (?P<number>...) becomes the attribute number, and (?P<heading>...) the attribute heading." example:"(?P<number>\\d+(?:\\.\\d+)*)\\.? (?P<heading>\\p{Lu}.*)"`
	Lines    string   `json:"lines" format:"regex" min:"1" doc:"A mark that each line of a section begins with, in RE2 syntax. A run of such lines is a section. What follows the marks is searched for sections of its own, so that quotes in quotes are found." example:"> ?"`
	Lead     string   `json:"lead" format:"regex" min:"1" doc:"What may stand in the lines before start or lines and belongs to the section, up to 4 of them: an expression, with \\n between lines, that matches them from beginning to end. The most lines that match count." example:"On (?s:.{1,200})\\swrote:"`
	NeedLead bool     `json:"lead_required" doc:"Without such lines before it nothing opens."`
	End      string   `json:"end" format:"regex" min:"1" doc:"The last line of a section: what its beginning must match. It belongs to the section, and nothing else opens before it." example:"$"`
	Until    string   `json:"until" format:"regex" min:"1" doc:"The first line behind a section: what its beginning must match. It is no part of the section." example:"\\S"`
	Level    *int     `json:"level" min:"0" max:"9" doc:"A section goes on until one of the same or a lower level opens; one of a higher level lies in it. Each part of a number beyond the first adds one. A section of level 0 ends no other and lies in whatever is open. Without it the level is 0 with lines, end or until, and 1 otherwise." example:"2"`
	MaxLines int      `json:"max_lines" min:"1" doc:"A section that would have more lines is none." example:"12"`
	Examples Examples `json:"examples" doc:"Texts in which the rule must and must not find sections, tried out by runner check with all rules of the stage."`
}

// Examples are tried out by `runner check`.
type Examples struct {
	Match  []string `json:"match" doc:"Texts that are a section of this rule as a whole, or with all sections of this rule marked: Hello\\n[[> quoted]]." example:"Plan: rest"`
	Reject []string `json:"reject" doc:"Texts the rule must find nothing in, or nothing that touches what is [[marked]]." example:"We plan to rest"`
}
