package lint_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"
	"pgregory.net/rapid"

	"github.com/onomast/onomast/corpus/annotation"
	"github.com/onomast/onomast/corpus/lint"
	"github.com/onomast/onomast/corpus/scan"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var marked = regexp.MustCompile(`\[(\w+)\|([^\]]*)\]`)

// doc makes a document of a text in which [LABEL|name] is an entity.
func doc(split, text string) *annotation.Document {
	d := &annotation.Document{Split: split}
	at := 0
	for _, m := range marked.FindAllStringSubmatchIndex(text, -1) {
		d.Text += text[at:m[0]]
		start := len(d.Text)
		d.Text += text[m[4]:m[5]]
		d.Entities = append(d.Entities, annotation.Entity{
			Label: text[m[2]:m[3]], Parent: annotation.NoParent, Fragments: []annotation.Range{{Start: start, End: len(d.Text)}},
		})
		at = m[1]
	}
	d.Text += text[at:]
	return d
}

func times(n int, split, text string) []*annotation.Document {
	var docs []*annotation.Document
	for i := range n {
		docs = append(docs, doc(split, fmt.Sprintf(text, i)))
	}
	return docs
}

// check lints documents, numbered as lines of one file.
func check(docs ...*annotation.Document) []lint.Finding {
	l := lint.New(lint.Options{})
	for i, d := range docs {
		d.Origin = annotation.Origin{Path: "f", Line: i + 1}
		l.Learn(d)
	}
	l.Between()
	for _, d := range docs {
		l.Search(d)
	}
	return l.Findings(nil)
}

// of returns the findings of a code as "summary @ places".
func of(code lint.Code, list []lint.Finding) []string {
	out := []string{}
	for _, f := range list {
		if f.Code != code {
			continue
		}
		var at []string
		for _, p := range f.Places {
			at = append(at, p.String())
		}
		out = append(out, f.Summary+" @ "+strings.Join(at, "; "))
	}
	return out
}

func join(lists ...[]*annotation.Document) []*annotation.Document { return slices.Concat(lists...) }

func TestFindings(t *testing.T) {
	t.Parallel()
	long := "the committee met again in the old town hall and spoke of %d"
	for _, c := range []struct {
		name string
		code lint.Code
		docs []*annotation.Document
		want []string
	}{
		{"a space at the edge", lint.BlankEdge, []*annotation.Document{doc("", "é [PER|Ada ]and [PER|\u00a0Bo]")},
			[]string{"PER: 2 entities with white space at an edge @ f:1 2-6 PER; f:1 10-13 PER"}},
		{"a cut word", lint.MidWord, []*annotation.Document{doc("", "the [LOC|Köln]er and [LOC|Bonn]-West, [LOC|Ulm]")},
			[]string{"LOC: 1 entity with an edge inside of a word @ f:1 4-8 LOC"}},
		{"scripts without spaces, and particles", lint.MidWord, []*annotation.Document{doc("", "[LOC|東京]都に"), doc("", "[LOC|서울]에서")}, []string{}},
		{"one odd label", lint.LabelConflict, join(times(9, "", "x%d [LOC|New  York]"), times(1, "", "y%d [ORG|New York]")),
			[]string{"\"New  York\" is LOC 9 times, ORG once @ f:10 3-11 ORG"}},
		{"two labels in one place are no conflict", lint.LabelConflict, func() []*annotation.Document {
			d := doc("", "[LOC|Bonn]")
			d.Entities = append(d.Entities, annotation.Entity{Label: "GPE", Fragments: []annotation.Range{{Start: 0, End: 4}}})
			return []*annotation.Document{d}
		}(), []string{}},
		{"an overlooked name", lint.UnlabelledTwin, join(times(4, "", "%d saw [PER|Ada Byron] there"), times(1, "", "%d asked Ada Byron. Or Ada")),
			[]string{"\"Ada Byron\" is PER 4 times, and left unlabelled once @ f:5 8-17"}},
		{"a name within a longer one is covered", lint.UnlabelledTwin, join(times(4, "", "%d [LOC|Bonn]"), times(2, "", "%d [ORG|Bank of Bonn]")), []string{}},
		{"a word that is most often no name", lint.UnlabelledTwin, join(times(3, "", "%d [PER|May]"), times(9, "", "May %d")), []string{}},
		{"numbers are no names", lint.UnlabelledTwin, join(times(4, "", "a%d [NUM|12]"), times(1, "", "b%d 12")), []string{}},
		{"part of a word is no twin", lint.UnlabelledTwin, join(times(4, "", "%d [PER|Ada]"), times(1, "", "%d Adapter")), []string{}},
		{"one text, two truths", lint.CopiesDiffer, []*annotation.Document{doc("", "[PER|Ada] in Bonn"), doc("", "[PER|Ada] in Bonn"), doc("", "[PER|Ada] in [LOC|Bonn]")},
			[]string{"1 document has the same text as an earlier one, with other entities @ f:3: the text is that of f:1"}},
		{"a leak", lint.Leak, []*annotation.Document{doc("test", "Nine people saw the comet"), doc("train", "nine people saw the COMET!"), doc("train", "Thank you"), doc("test", "Thank you")},
			[]string{"1 document of test: the words of one in train @ f:1: the same as f:2"}},
		{"parts that are not stated leak nothing", lint.Leak, []*annotation.Document{doc("", "Nine people saw the comet"), doc("", "Nine people saw the comet")}, []string{}},
		{"again in one part", lint.Repeated, []*annotation.Document{doc("", "Hello"), doc("", "hello"), doc("test", "hello")},
			[]string{"1 document has the words of an earlier one of the same part @ f:2: the same as f:1"}},
		{"not in train", lint.MissingLabel, []*annotation.Document{doc("train", "[PER|Ada] goes"), doc("test", "[LOC|Bonn]"), doc("dev", "[LOC|Ulm]")},
			[]string{"LOC is in dev (1) and test (1) and not in train @ "}},
		{"not in test", lint.UntestedLabel, join(times(25, "train", "%d [PER|Ada]"), times(1, "test", "%d [LOC|Bonn]")), []string{"PER is in train (25) and not in test @ "}},
		{"rare", lint.RareLabel, times(19, "", "%d [PER|Ada]"), []string{"PER has 19 entities @ "}},
		{"not rare", lint.RareLabel, times(20, "", "%d [PER|Ada]"), []string{}},
		{"something everywhere", lint.FewNegatives, join(times(60, "", "%d [PER|Ada]"), times(2, "", "none %d")), []string{"of 62 documents 2 have no entity @ "}},
		{"long documents", lint.FewNegatives, times(60, "", strings.Repeat("and ", 200)+"%d [PER|Ada]"), []string{}},
		{"nearly a leak", lint.NearLeak, []*annotation.Document{
			doc("train", "one two three four five six seven eight nine ten eleven twelve "+fmt.Sprintf(long, 1)),
			doc("test", "one two three four five six seven eight nine ten eleven twelve "+fmt.Sprintf(long, 2))},
			[]string{"1 document of test: nearly the words of one in train @ f:2: much like f:1"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(c.want, of(c.code, check(c.docs...))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestContextBias(t *testing.T) {
	t.Parallel()
	docs := join(times(15, "", "x%d asked Dr. [PER|Li]"), times(20, "", "[PER|Ann] %d left"), times(40, "", "%d in [LOC|Ulm]"), times(200, "", "in %d"), times(5, "", "the dr %d"))
	got := of(lint.ContextBias, check(docs...))
	if len(got) != 1 || !strings.HasPrefix(got[0], `43 % of PER follow "dr", and 75 % of "dr" stand before one @ f:1 `) {
		t.Errorf("%q", got)
	}
	// Other marks and line ends are between, so nothing follows the word.
	if got := of(lint.ContextBias, check(join(times(40, "", "%d Dr, [PER|Li]"), times(40, "", "%d Dr\n[PER|Li]"))...)); len(got) != 0 {
		t.Errorf("%q", got)
	}
}

func rated(annotator, text string) *annotation.Document {
	d := doc("", text)
	d.Annotator = annotator
	return d
}

// TestDisagreement by hand: of 6 tokens A labels PER 2 and LOC 1, B labels PER 1 and LOC
// 1; 5 agree. Chance is (2·1 + 1·1 + 3·4)/36 = 15/36, so kappa is (30-15)/(36-15) = 0.714.
func TestDisagreement(t *testing.T) {
	t.Parallel()
	list := check(rated("B", "[PER|Ada] Byron is in [LOC|Bonn] today"), rated("A", "[PER|Ada Byron] is in [LOC|Bonn] today"))
	want := []string{"A and B agree on 1 document with an F1 of 0.500, Cohen's kappa of words 0.714 @ f:2: F1 0.50"}
	if diff := cmp.Diff(want, of(lint.Disagreement, list)); diff != "" {
		t.Error(diff)
	}
	if last := list[len(list)-1]; last.Severity != lint.Warning {
		t.Error("it is no warning")
	}
	if len(of(lint.CopiesDiffer, list)) > 0 {
		t.Error("annotators may differ")
	}
	list = check(rated("A", "nobody"), rated("B", "nobody"), rated("A", "someone else"))
	if got := of(lint.Disagreement, list); len(got) != 1 || got[0] != "A and B agree on 1 document with an F1 of 1.000 @ " {
		t.Errorf("%q", got)
	}
	one, other := rated("A", "ab cd"), rated("B", "[X|ab cd]")
	one.Tokens = []annotation.Range{{Start: 0, End: 5}}
	other.Tokens = one.Tokens
	if got := of(lint.Disagreement, check(one, other)); len(got) != 1 || !strings.Contains(got[0], "kappa of words 0.000") {
		t.Errorf("%q", got)
	}
}

// TestAgreementWithOneself: any annotations agree wholly with themselves.
func TestAgreementWithOneself(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a := rated("A", strings.Repeat("word ", 10))
		for range rapid.IntRange(0, 6).Draw(t, "entities") {
			start := rapid.IntRange(0, 9).Draw(t, "start")
			end := rapid.IntRange(start, 9).Draw(t, "end")
			a.Entities = append(a.Entities, annotation.Entity{Label: rapid.SampledFrom([]string{"X", "Y"}).Draw(t, "label"), Fragments: []annotation.Range{{Start: 5 * start, End: 5*end + 4}}})
		}
		b := *a
		b.Annotator = "B"
		b.Entities = slices.Clone(a.Entities)
		slices.Reverse(b.Entities)
		got := of(lint.Disagreement, check(a, &b))
		if len(got) != 1 || !strings.Contains(got[0], "F1 of 1.000") || strings.Contains(got[0], "kappa") && !strings.Contains(got[0], "kappa of words 1.000") {
			t.Fatalf("%q", got)
		}
	})
}

// TestUnlabelledDocumentsSayNothing but for their text.
func TestUnlabelledDocumentsSayNothing(t *testing.T) {
	t.Parallel()
	bare := doc("", "4 saw Ada Byron there")
	bare.Unlabelled = true
	if got := of(lint.UnlabelledTwin, check(append(times(4, "", "%d saw [PER|Ada Byron] there"), bare)...)); len(got) > 0 {
		t.Errorf("%q", got)
	}
}

func TestUnread(t *testing.T) {
	t.Parallel()
	in := &scan.Summary{Failed: 3, Lost: 1, Problems: []annotation.Problem{
		{Effect: annotation.Failed, Origin: annotation.Origin{Path: "a", Line: 3}, Message: "no JSON"}, {Effect: annotation.Lost, Origin: annotation.Origin{Path: "b", Line: 1}, Message: "outside"}}}
	list := lint.New(lint.Options{}).Findings(in)
	if len(list) != 2 || list[0].Code != lint.Unreadable || list[0].Count != 3 || list[0].Severity != lint.Error || list[1].Places[0].String() != "b:1: outside" {
		t.Errorf("%+v", list)
	}
}

// TestManyPlaces: all are counted, some kept, few printed.
func TestManyPlaces(t *testing.T) {
	t.Parallel()
	list := check(times(250, "", "%d [PER|Ada ]")...)
	var b strings.Builder
	if err := lint.Print(&b, list, 5, "; more"); err != nil {
		t.Fatal(err)
	}
	for _, f := range list {
		if f.Code == lint.BlankEdge && (f.Count != 250 || len(f.Places) != lint.MostPlaces) {
			t.Errorf("%d counted, %d kept", f.Count, len(f.Places))
		}
	}
	if !strings.Contains(b.String(), "and 247 more") {
		t.Error(b.String())
	}
}

// TestPrint: every code has a title, and nothing of a text becomes a control.
func TestPrint(t *testing.T) {
	t.Parallel()
	var list []lint.Finding
	titles := map[string]bool{}
	for _, c := range lint.Codes() {
		list = append(list, lint.Finding{Code: c, Severity: lint.Warning, Summary: "s", Hint: "h", Count: 1,
			Places: []lint.Place{{Document: "a\x1b[2J", Span: &annotation.Place{Label: "L\n", Start: 1, End: 2}, Note: "n\r"}}})
	}
	var b strings.Builder
	if err := lint.Print(&b, append(list, list[len(list)-1]), 1, ": see x"); err != nil {
		t.Fatal(err)
	}
	for _, m := range regexp.MustCompile(`(?m)^warning: ([a-z-]+): (.+) \(\d\)$`).FindAllStringSubmatch(b.String(), -1) {
		titles[m[2]] = true
	}
	if len(titles) != len(lint.Codes()) {
		t.Errorf("%d titles of %d codes", len(titles), len(lint.Codes()))
	}
	if strings.ContainsAny(b.String(), "\x1b\r") || !strings.Contains(b.String(), "and 1 like these: see x") || !strings.Contains(b.String(), "17 warnings") {
		t.Error(b.String())
	}
}

// FuzzLint: whatever a text and its entities are, the linter ends, and its places lie in
// the text.
func FuzzLint(f *testing.F) {
	f.Add("Ada saw Ada in Bonn", 0, 3, 8, 11)
	f.Add("\x00東京\U0001f468\u200d\U0001f469 é ", 0, 1, 3, 9)
	f.Fuzz(func(t *testing.T, text string, a, b, c, e int) {
		d := &annotation.Document{Text: strings.ToValidUTF8(text, "?"), Split: "train"}
		for i, r := range [][2]int{{a, b}, {c, e}, {a, e}} {
			if r[0] >= 0 && r[0] < r[1] && r[1] <= len(d.Text) {
				d.Entities = append(d.Entities, annotation.Entity{Label: fmt.Sprint("L", i%2), Fragments: []annotation.Range{{Start: r[0], End: r[1]}}})
			}
		}
		again := *d
		again.Split, again.Annotator = "test", "x"
		for _, finding := range check(d, &again, d) {
			for _, p := range finding.Places {
				if p.Span != nil && (p.Span.Start < 0 || p.Span.Start > p.Span.End || p.Span.End > len(d.Text)) {
					t.Errorf("%s at %d-%d", finding.Code, p.Span.Start, p.Span.End)
				}
			}
		}
	})
}
