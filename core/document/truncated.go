package document

import (
	"fmt"
	"strconv"
	"strings"
)

// CodeTruncated is the code of the note that counts tokens a stage has not
// looked at. Its message begins with their number.
const CodeTruncated = "truncated_tokens"

// Truncated returns the note of a stage that takes only so much of a document
// at once, and has not looked at this many tokens.
func Truncated(stage string, tokens int) Note {
	return Note{Stage: stage, Code: CodeTruncated, Message: fmt.Sprintf("%d tokens were not looked at", tokens)}
}

// TruncatedTokens returns how many tokens some stage has not looked at, summed
// up over the stages. 0: all of the document was read.
func (d *Document) TruncatedTokens() int {
	sum := 0
	for _, n := range d.notes {
		if n.Code != CodeTruncated {
			continue
		}
		number, _, _ := strings.Cut(n.Message, " ")
		tokens, _ := strconv.Atoi(number) // a plugin's own words count as none
		sum += max(0, tokens)
	}
	return sum
}
