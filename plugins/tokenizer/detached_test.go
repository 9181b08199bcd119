package tokenizer

import "testing"

// Text that somebody took apart, as many annotated sets are: a space before each
// mark.
func TestDetachedText(t *testing.T) {
	t.Parallel()
	testSentences(t, "en", []string{
		"The dose was 0 . 05 mg and P = . 01 was found .|It fell .",
		"It rose by 1999 .|25 people came .",
		"Acme Inc . announced it .|Nobody cared .",
		"He joined Acme Inc .|The board met .",
		"He said : \" Yes . \"|Nobody spoke .",
		"He said : `` Yes . ''|Nobody spoke .",
		"It rained .|\" Yes , \" he said .|\" No . \"|She left .",
		"given i . v . and p . o . each day .|It helped .",
		"It ended .|- Yes .|- No .",
		"It was late - and cold .|Nobody came .",
	})
	testSentences(t, "de", []string{
		"Er sagte : „ Komm . “|Sie kam .",
		"Seit 330 v . Chr . lebte er dort .|Er starb .",
		"Es waren 115 Mio . € im Jahr .|Das reicht .",
		"Es steht unter II. 3. b der Gründe.|Es folgt.",
	})
	testSentences(t, "zh", []string{"他问：“谁？”。||我说好。", "他说好。||“我来。”||好。"})
	testSentences(t, "en", []string{"I like it :)|You too ;)|Thanks :-) a lot.", "Press 1️⃣ Then wait."})
}

// An open quote is forgotten at the end of its paragraph.
func TestQuotesEndWithTheirParagraph(t *testing.T) {
	t.Parallel()
	if got, want := joined(annotate(t, "A 5 \" screen\n\nIt broke . \" Yes", defaults()), "sentences"), "A 5 \" screen|It broke .|\" Yes"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
