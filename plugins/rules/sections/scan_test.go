package sections

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const medical = `
- {label: MEDICATIONS, headings: [Medications, Current meds, Médicaments]}
- {label: PLAN, headings: [Plan, Assessment and plan]}
- {label: SOCIAL, headings: [Social history], level: 2}
- {label: OTHER, start: '(?P<heading>\p{Lu}[\p{Lu} /]{3,40}):'}
`

const legal = `
- {label: CLAUSE, start: '(?P<number>\d+(?:\.\d+)*)\.?\s+(?P<heading>\p{Lu}.*)'}
`

const mail = `
- {label: QUOTE, lines: '> ?', lead: 'On (?s:.{1,200})\swrote:', level: 2}
- {label: QUOTE, start: '(?:Sent|Gesendet|Date):', lead: '(?:\n|-+ ?Original Message ?-+\n)(?:From|Von): .*', lead_required: true}
- {label: SIGNATURE, start: '-- ?$|(?i:kind )?(?i:regards),?$', level: 2, max_lines: 6}
- {label: GREETING, lines: '(?i:hi|dear)\b.*,\s*$'}
- {label: STACK_TRACE, lines: '\s+at .*|Caused by:.*', lead: '(?:.*\n)?\S*(?:Exception|Error)\b.*'}
- {label: STACK_TRACE, start: 'Traceback ', end: '\S'}
- {label: CODE, start: '` + "```" + `', end: '` + "```" + `'}
`

// Each text stands for what is before the sections found in it.
func TestSections(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, rules, text, want string }{
		{"whole lines", medical, "Seen today.\nMedications\naspirin\n\nPlan\nrest\n", `
MEDICATIONS heading=Medications | Medications⏎aspirin
PLAN heading=Plan | Plan⏎rest
`},
		{"before a colon", medical, "CURRENT MEDS: aspirin\nplan: rest", `
MEDICATIONS heading=CURRENT MEDS | CURRENT MEDS: aspirin
PLAN heading=plan | plan: rest
`},
		{"not in a sentence", medical, "Medications were given.\nThe plan:\nPlan B: sleep\nPlanning: none", ""},
		{"marks", medical, "## Medications ##\na\n**Plan:** rest\n- __Current   meds__\n====\nmédicaments：x", `
MEDICATIONS heading=Medications | ## Medications ##⏎a
PLAN heading=Plan | **Plan:** rest
MEDICATIONS heading=Current   meds | - __Current   meds__⏎====
MEDICATIONS heading=médicaments | médicaments：x
`},
		{"numbers", medical, "3. Medications\n3.1 Plan: a\nIV) Plan\nb) plan\n4 plan\n5.plan", `
MEDICATIONS heading=Medications number=3 | 3. Medications⏎3.1 Plan: a
  PLAN heading=Plan number=3.1 | 3.1 Plan: a
PLAN heading=Plan number=IV | IV) Plan
PLAN heading=plan number=b | b) plan
PLAN heading=plan number=4 | 4 plan⏎5.plan
`},
		{"words in brackets", medical, "Medications (at home, per wife): aspirin\nPlan [draft]\nPlan (B\nPlan (", `
MEDICATIONS heading=Medications (at home, per wife) | Medications (at home, per wife): aspirin
PLAN heading=Plan [draft] | Plan [draft]⏎Plan (B⏎Plan (
`},
		{"an inner level", medical, "Plan\nSocial history: none\nPlan: x", `
PLAN heading=Plan | Plan⏎Social history: none
  SOCIAL heading=Social history | Social history: none
PLAN heading=Plan | Plan: x
`},
		{"the first rule", medical, "PLAN: x\nFOLLOW UP: y", `
PLAN heading=PLAN | PLAN: x
OTHER heading=FOLLOW UP | FOLLOW UP: y
`},
		{"clauses", legal, "Preamble\n7 Term\na\n7.1 End\nb\n7.1.1. Notice\nc\n7.2 Cure\nd\n8 Law\ne", `
CLAUSE heading=Term number=7 | 7 Term⏎a⏎7.1 End⏎b⏎7.1.1. Notice⏎c⏎7.2 Cure⏎d
  CLAUSE heading=End number=7.1 level=2 | 7.1 End⏎b⏎7.1.1. Notice⏎c
    CLAUSE heading=Notice number=7.1.1 level=3 | 7.1.1. Notice⏎c
  CLAUSE heading=Cure number=7.2 level=2 | 7.2 Cure⏎d
CLAUSE heading=Law number=8 | 8 Law⏎e
`},
		{"a quoted reply", mail, "Hi Jo,\nyes.\nRegards\nAnn\n\nOn Monday, Jo\nwrote:\n> Hi Ann,\n>\n> ok?\n> -- \n> Jo\n>> old\n>> Regards,\n>> Ann\nlast", `
GREETING | Hi Jo,
SIGNATURE | Regards⏎Ann
QUOTE | On Monday, Jo⏎wrote:⏎> Hi Ann,⏎>⏎> ok?⏎> -- ⏎> Jo⏎>> old⏎>> Regards,⏎>> Ann
  GREETING | Hi Ann,
  SIGNATURE | -- ⏎> Jo
  QUOTE level=2 | > old⏎>> Regards,⏎>> Ann
    SIGNATURE | Regards,⏎>> Ann
`},
		{"an original message", mail, "ok\n-----Original Message-----\nFrom: Jo\nSent: today\nHi Ann,\n> a\nb\nRegards,\nJo\n\nVon: Ann\nGesendet: gestern\nc", `
QUOTE | -----Original Message-----⏎From: Jo⏎Sent: today⏎Hi Ann,⏎> a⏎b⏎Regards,⏎Jo
  GREETING | Hi Ann,
  QUOTE level=2 | > a
  SIGNATURE | Regards,⏎Jo
QUOTE | Von: Ann⏎Gesendet: gestern⏎c
`},
		{"headers are no quote", mail, "From: Jo\nSent: now\nhello", ""},
		{"too long for a signature", mail, "a\nRegards\n1\n2\n3\n4\n5\n6\n7", ""},
		{"stack traces", mail, "It says\n\norg.Bad: x\njava.io.IOException: gone\n\tat a.B(C.java:1)\nCaused by: x\n\tat d.E\nTraceback (most recent):\n  File 1\n    > x\nValueError: no\n> quote", `
STACK_TRACE | org.Bad: x⏎java.io.IOException: gone⏎	at a.B(C.java:1)⏎Caused by: x⏎	at d.E
STACK_TRACE | Traceback (most recent):⏎  File 1⏎    > x⏎ValueError: no
QUOTE | > quote
`},
		{"code is opaque", mail, "```go\n> x\nRegards,\n```\n> y\n```\nopen", "CODE | ```go⏎> x⏎Regards,⏎```\nQUOTE | > y\nCODE | ```⏎open\n"},
		{"until", `[{label: A, start: a, until: '\S*b'}, {label: B, start: x, lead: '.*\n.*'}]`, "a\n1\nb\nx\na\nx", `
A | a⏎1
B | x⏎a
  A | a
B | x
`},
		{"leading lines end what they led into", `[{label: A, start: a}, {label: B, start: b, lead: '(?s:.*)'}]`, "a\n1\n2\n3\n4\nb\nc\na\nb", `
A | a
B | 1⏎2⏎3⏎4⏎b⏎c
B | a⏎b
`},
		{"level 0 with until", `[{label: A, start: a, until: z}, {label: B, start: b}]`, "b\na\na\nz\na\nb", `
B | b⏎a⏎a⏎z⏎a
  A | a⏎a
  A | a
B | b
`},
		{"nothing", mail, "", ""},
		{"blank", mail, "\r\n \n\t\n\r\r", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := outline(tt.text, process(t, openRules(t, tt.rules), tt.text))
			if d := cmp.Diff(strings.TrimLeft(tt.want, "\n"), got); d != "" {
				t.Errorf("(-want +got)\n%s", d)
			}
		})
	}
}

// Whatever ends lines, the sections are the same.
func TestLineEnds(t *testing.T) {
	t.Parallel()
	st := openRules(t, mail+medical)
	text := "Hi Jo,\n\n> a\n>> b\nPlan\nx\u0000y\nRegards,\nAnn"
	want := outline(text, process(t, st, text))
	if !strings.Contains(want, "PLAN heading=Plan | Plan⏎x\u0000y⏎Regards,⏎Ann") {
		t.Fatal(want)
	}
	for _, end := range []string{"\r\n", "\r"} {
		for _, last := range []string{"", end, end + end} {
			other := strings.ReplaceAll(text, "\n", end) + last
			if d := cmp.Diff(want, outline(other, process(t, st, other))); d != "" {
				t.Errorf("%q, %q at the end: %s", end, last, d)
			}
		}
	}
}
