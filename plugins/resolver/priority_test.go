package resolver

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/onomast/onomast/core/document"
)

// Two stages see it otherwise; who wins says their priorities.
func TestTheRestInPriority(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, priority, want string }{
		{"without a list the score decides", `[]`, "Smith"},
		{"what is not listed comes last", `["rules"]`, "Dr. Smith"},
		{"or where the star stands", `["*", "model"]`, "Dr. Smith"},
		{"before others", `["*", "rules"]`, "Smith"},
		{"between others", `["mine", "*", "model"]`, "Dr. Smith"},
		{"in vain where all are listed", `["*", "model", "rules"]`, "Smith"},
		{"alone it says nothing", `["*"]`, "Smith"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			doc := newDocument(t, "Dr. Smith came",
				cand{stage: "rules", text: "Dr. Smith", label: "PERSON", score: 0.6},
				cand{stage: "model", text: "Smith", label: "PERSON", score: 0.9},
				cand{stage: "mine", text: "came", label: "VERB", score: 0.9})
			if err := newStage(t, `{"mode": "flat", "priority": `+tt.priority+`}`).Process(context.Background(), doc); err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, s := range doc.Layer(document.Entities).All() {
				got = append(got, doc.Text()[s.Start:s.End])
			}
			if diff := cmp.Diff([]string{tt.want, "came"}, got); diff != "" {
				t.Errorf("kept (-want +got):\n%s", diff)
			}
		})
	}
}
