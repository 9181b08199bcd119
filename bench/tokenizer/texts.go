package main

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// madeUp returns texts of a few kilobytes made from templates in the manner of
// tickets, letters and contracts; always the same ones.
func madeUp() []string {
	const documents, sentences = 500, 60
	rng := rand.New(rand.NewPCG(1, 2)) //nolint:gosec // texts have to be the same each time
	templates := templates()
	texts := make([]string, documents)
	for i := range texts {
		var b strings.Builder
		for n := range sentences {
			text := templates[rng.IntN(len(templates))]
			text = strings.ReplaceAll(text, "{n}", fmt.Sprint(rng.IntN(9000)+1000))
			b.WriteString(text)
			if n%7 == 6 {
				b.WriteString("\n\n")
			} else {
				b.WriteByte(' ')
			}
		}
		texts[i] = b.String()
	}
	return texts
}

func templates() []string {
	return []string{
		"Dr. Miller returned two XG-{n} units last week, and nobody at the front desk knew why.",
		"The patient was given 5mg of the usual drug b.i.d. for a week, which didn't help at all.",
		"Please write to help@example.com or see https://example.com/orders/{n} before you call us again.",
		"Acme Inc. and the buyer agreed on a price of €{n}.50, payable within thirty days of delivery.",
		"It had rained all morning, so the two engineers stayed in the workshop and repaired the old pump.",
		"Under Art. 5 of the agreement (see No. {n}), either party may give notice at any time.",
		"She asked, \"Where is the report?\" and was told that it had been sent on 2023-03-15 at 10:30.",
		"Most of the people who live in the valley work in one of the three large factories near the river.",
		"The court held in Smith v. Jones that the seller's duty ends when the goods leave the warehouse.",
		"We've tried turning it off and on again; the light stays red and the screen shows error {n}.",
		"He moved to the U.S. in 1998, where he taught history and wrote two books about small towns.",
		"In spring the hills are green, the roads are quiet, and the markets fill with fruit and flowers.",
	}
}
