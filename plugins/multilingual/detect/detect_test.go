package detect_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/onomast/onomast/plugins/multilingual/detect"
	"github.com/onomast/onomast/plugins/multilingual/lid"
)

func detector(t interface{ Fatal(...any) }, opts detect.Options) *detect.Detector {
	m, err := lid.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	return detect.New(m, opts)
}

// told writes a finding down: the language, then each part with its language.
func told(text string, f detect.Finding) string {
	var b strings.Builder
	b.WriteString(f.Language)
	if f.Fallback {
		b.WriteString("?")
	}
	for _, p := range f.Parts {
		fmt.Fprintf(&b, " %s[%s]", p.Language, strings.TrimSpace(text[p.Start:p.End]))
	}
	return b.String()
}

const (
	german   = "Die Rechnung ist seit zwei Wochen fällig, bitte überweisen Sie den Betrag."
	english  = "Please send the parcel to our new address in London by Friday."
	french   = "Merci beaucoup pour votre réponse, nous vous rappellerons demain."
	japanese = "東京の会議は来週の月曜日に行われます。"
	russian  = "Мы получили ваше письмо и скоро ответим."
)

func TestDetect(t *testing.T) {
	t.Parallel()
	list := []string{"de", "en", "fr"}
	tests := []struct {
		name string
		opts detect.Options
		text string
		want string
	}{
		{"one language", detect.Options{Grain: detect.Sentence}, german + " " + german, "de"},
		{"sentences", detect.Options{Grain: detect.Sentence}, german + " " + english + " " + french,
			fmt.Sprintf("de de[%s] en[%s] fr[%s]", german, english, french)},
		{"sentences without spaces", detect.Options{Grain: detect.Sentence}, japanese + english, fmt.Sprintf("ja ja[%s] en[%s]", japanese, english)},
		{"paragraphs keep their sentences", detect.Options{Grain: detect.Paragraph}, german + " " + english + " " + english + " " + english + "\n\n" + french,
			fmt.Sprintf("en en[%s %s %s %s] fr[%s]", german, english, english, english, french)},
		{"a line is no paragraph", detect.Options{Grain: detect.Paragraph}, english + "\n" + german + " " + german, "de"},
		{"a document has no parts", detect.Options{Grain: detect.Document}, german + " " + german + " " + english, "de"},
		{"words", detect.Options{Grain: detect.Word, Languages: list}, "Er sagte: I have no idea what you mean, und ging nach Hause.",
			"de de[Er sagte:] en[I have no idea what you mean,] de[und ging nach Hause.]"},
		{"names are in no language", detect.Options{Grain: detect.Sentence}, english + " London. Paris. Berlin. Toyota. " + english, "en"},
		{"numbers take after what is around", detect.Options{Grain: detect.Sentence}, german + "\n12.5.2024\n+49 30 1234\n" + german, "de"},
		{"an unlisted language is unknown", detect.Options{Grain: detect.Sentence, Languages: list, MinConfidence: 0.5}, russian, "?"},
		{"it takes the fallback", detect.Options{Grain: detect.Sentence, Languages: list, Fallback: "en"}, russian, "en?"},
		{"an unlisted part", detect.Options{Grain: detect.Sentence, Languages: list}, german + " " + russian,
			fmt.Sprintf("de de[%s] und[%s]", german, russian)},
		{"most of it is unknown", detect.Options{Grain: detect.Sentence, Languages: list}, russian + " " + russian + " " + russian + " " + english,
			fmt.Sprintf("und? und[%s %s %s] en[%s]", russian, russian, russian, english)},
		{"a cry at the beginning or the end", detect.Options{Grain: detect.Sentence}, "Ahoj! " + german + " " + german + " Ciao!", "de"},
		{"an unlisted part takes the fallback", detect.Options{Grain: detect.Sentence, Languages: list, Fallback: "xx"}, german + " " + russian,
			fmt.Sprintf("de de[%s] xx[%s]", german, russian)},
		{"too little to tell", detect.Options{Grain: detect.Sentence, MinConfidence: 0.9}, "Ola", "?"},
		{"no words", detect.Options{Grain: detect.Sentence, Fallback: "en"}, "12:30 -- !!", "en?"},
		{"nothing", detect.Options{Grain: detect.Word, Fallback: "en"}, "", "en?"},
		{"two that are near take the listed", detect.Options{Grain: detect.Sentence, Languages: []string{"da", "en"}, MinConfidence: 0.5},
			"Jeg skal hjem nu.", "da"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(test.want, told(test.text, detector(t, test.opts).Detect(test.text))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// Parts cover the text, differ from their neighbours, and break no character, whatever
// the text.
func TestPartsCoverAnyText(t *testing.T) {
	t.Parallel()
	m, err := lid.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	pieces := []string{german, english, french, japanese, russian, " ", "\n\n", "\r\n", "x", "。", "1.5", "é", "\u200f", "😀", "...", "”"}
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.OneOf(rapid.SampledFrom(pieces), rapid.String()), 0, 8).Draw(t, "text"), "")
		grain := rapid.SampledFrom([]detect.Grain{detect.Document, detect.Paragraph, detect.Sentence, detect.Word}).Draw(t, "grain")
		opts := detect.Options{Grain: grain, MinConfidence: rapid.Float64Range(0, 1).Draw(t, "sure")}
		if rapid.Bool().Draw(t, "listed") {
			opts.Languages = []string{"de", "en"}
		}
		if rapid.Bool().Draw(t, "falls back") {
			opts.Fallback = "en"
		}
		f := detect.New(m, opts).Detect(text)
		if len(f.Parts) == 0 {
			return
		}
		at := 0
		for i, p := range f.Parts {
			if p.Start != at || p.End <= p.Start || p.Language == "" || !(p.Score >= 0 && p.Score <= 1.0001) {
				t.Fatalf("part %d of %+v", i, f.Parts)
			}
			if i > 0 && p.Language == f.Parts[i-1].Language {
				t.Fatalf("parts %d and %d are in %s", i-1, i, p.Language)
			}
			at = p.End
		}
		if at != len(text) || len(f.Parts) < 2 || grain == detect.Document {
			t.Fatalf("%d parts end at %d of %d", len(f.Parts), at, len(text))
		}
	})
}

// A sentence that never ends is not looked at as one.
func TestTextsWithoutEnd(t *testing.T) {
	t.Parallel()
	d := detector(t, detect.Options{Grain: detect.Sentence})
	endless := func(s string) string { return strings.Repeat(strings.Trim(s, ".")+" ", 60) }
	text := endless(german) + endless(english)
	f := d.Detect(text)
	if len(f.Parts) != 2 || f.Parts[0].Language != "de" || f.Parts[1].Language != "en" {
		t.Fatalf("%+v", f)
	}
	border := len(endless(german))
	if off := f.Parts[0].End - border; off < -700 || off > 700 {
		t.Errorf("the border is %d bytes off", off)
	}
	if f := d.Detect(strings.Repeat("x", 200_000)); len(f.Parts) > 0 {
		t.Errorf("a word of 200000 letters has %d parts", len(f.Parts))
	}
}

// A text of any length is looked at in blocks, and nobody sees where they meet.
func TestTextsLongerThanABlock(t *testing.T) {
	t.Parallel()
	d := detector(t, detect.Options{Grain: detect.Sentence, Languages: []string{"de", "en", "ja"}})
	many := func(s string, bytes int) string { return strings.Repeat(s, bytes/len(s)+1) }
	for _, between := range []string{"\n", " ", ""} {
		first, second := many(german+between, 300_000), many(japanese+between, 300_000)
		f := d.Detect(first + second)
		want := []string{fmt.Sprintf("de 0-%d", len(first)), fmt.Sprintf("ja %d-%d", len(first), len(first)+len(second))}
		var got []string
		for _, p := range f.Parts {
			got = append(got, fmt.Sprintf("%s %d-%d", p.Language, p.Start, p.End))
		}
		if between == "" && len(f.Parts) == 2 { // its sentences end where others begin, without a mark between
			want[0], want[1] = fmt.Sprintf("de 0-%d", f.Parts[0].End), fmt.Sprintf("ja %d-%d", f.Parts[0].End, len(first)+len(second))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q between:\n%s", between, diff)
		}
	}
	if f := d.Detect(many(japanese[:len(japanese)-3], 900_000)); f.Language != "ja" || len(f.Parts) > 0 {
		t.Errorf("%s in %d parts", f.Language, len(f.Parts))
	}
}

func TestLikely(t *testing.T) {
	t.Parallel()
	d := detector(t, detect.Options{Languages: []string{"de", "en"}})
	got := d.Likely(german, 3)
	if len(got) != 3 || got[0].Language != "de" || got[0].Score < got[1].Score || got[1].Score < got[2].Score {
		t.Errorf("%+v", got)
	}
	if got := d.Likely("12 !", 3); got != nil {
		t.Errorf("numbers are in %+v", got)
	}
}
