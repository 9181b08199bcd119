package document

import (
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// awkward are texts whose bytes, code points and UTF-16 units differ in every
// way that matters.
var awkward = map[string]string{
	"empty":           "",
	"ascii":           "Dr. Smith returned two XG-4500.",
	"nul":             "a\x00b\x00",
	"crlf":            "one\r\ntwo\r\n",
	"bom":             "\uFEFFtext",
	"emoji":           "a\U0001F600b\U0001F600\U0001F601",
	"zwj":             "family \U0001F468\u200D\U0001F469\u200D\U0001F467 here",
	"flag":            "\U0001F1E9\U0001F1EA and \U0001F3F4\U000E0067\U000E0062",
	"combining":       "e\u0301a\u0308\u0323 na\u00efve",
	"rtl":             "\u200Fשלום \u202Bعالم\u202C",
	"han":             "北京市\u3000朝阳区",
	"last planes":     "\U0010FFFF\uFFFF\u0800\u07FF\u0080",
	"at a mark":       strings.Repeat("x", sampleBytes-1) + "\U0001F600" + strings.Repeat("é", sampleBytes),
	"plain, then not": strings.Repeat("x", 3*sampleBytes) + "é" + strings.Repeat("y", 2*sampleBytes) + "\U0001F600",
	"exact marks":     strings.Repeat("\U0001F600", sampleBytes),
}

// reference counts by the definition.
func reference(u Unit, s string) int {
	switch u {
	case CodePoint:
		return utf8.RuneCountInString(s)
	case UTF16:
		return len(utf16.Encode([]rune(s)))
	default:
		return len(s)
	}
}

// checkOffsets compares every offset of every unit with the definition.
func checkOffsets(t interface{ Fatalf(string, ...any) }, text string) {
	o := NewOffsets(text)
	for _, u := range []Unit{Byte, CodePoint, UTF16} {
		valid := map[int]int{} // unit offset -> byte offset
		for at := 0; at <= len(text); at++ {
			if !boundary(text, at) {
				if got, want := o.To(u, at), o.To(u, at-1); got != want {
					t.Fatalf("To(%v, %d) inside a code point of %q = %d, want its start %d", u, at, text, got, want)
				}
				continue
			}
			want := reference(u, text[:at])
			if got := o.To(u, at); got != want {
				t.Fatalf("To(%v, %d) of %q = %d, want %d", u, at, text, got, want)
			}
			valid[want] = at
		}
		for n := -1; n <= reference(u, text)+1; n++ {
			at, ok := o.From(u, n)
			want, wantOK := valid[n]
			if ok != wantOK || ok && at != want {
				t.Fatalf("From(%v, %d) of %q = %d, %v, want %d, %v", u, n, text, at, ok, want, wantOK)
			}
		}
	}
}

func TestOffsetsOnAwkwardText(t *testing.T) {
	t.Parallel()
	for name, text := range awkward {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			checkOffsets(t, text)
		})
	}
}

func TestOffsetsAgreeWithTheDefinition(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) { checkOffsets(t, mixedText().Draw(t, "text")) })
}

// mixedText draws texts of plain and other stretches, some longer than the
// distance between two marks.
func mixedText() *rapid.Generator[string] {
	piece := rapid.Custom(func(t *rapid.T) string {
		r := rapid.SampledFrom([]rune("a\x00\r\n\uFEFFé\u0301\u200D\u05D0北\U0001F600")).Draw(t, "rune")
		return strings.Repeat(string(r), rapid.IntRange(1, 90).Draw(t, "times"))
	})
	return rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(piece, 0, 12).Draw(t, "pieces"), "")
	})
}

func TestOffsetsClampBytesOutsideTheText(t *testing.T) {
	t.Parallel()
	o := NewOffsets("é\U0001F600")
	for _, u := range []Unit{Byte, CodePoint, UTF16} {
		if got := o.To(u, -5); got != 0 {
			t.Errorf("To(%v, -5) = %d, want 0", u, got)
		}
		if got, want := o.To(u, 99), o.To(u, 6); got != want {
			t.Errorf("To(%v, 99) = %d, want the end %d", u, got, want)
		}
	}
}

func TestOffsetsOfInvalidTextDoNotPanic(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"\x80\x80\x80", "a\xff", strings.Repeat("\x80", 3*sampleBytes), "\xf0\x9f"} {
		o := NewOffsets(text)
		for at := -1; at <= len(text)+1; at++ {
			o.To(CodePoint, at)
			o.From(UTF16, at)
		}
	}
}

func TestASCIITextHasNoIndex(t *testing.T) {
	t.Parallel()
	if o := NewOffsets(strings.Repeat("plain text ", 1000)); o.marks != nil {
		t.Errorf("%d marks for ASCII text", len(o.marks))
	}
	text := strings.Repeat("x", 100*sampleBytes) + "é"
	if o := NewOffsets(text); len(o.marks) != 1 {
		t.Errorf("%d marks where only the last block is not ASCII, want 1", len(o.marks))
	}
}

func TestUnitNames(t *testing.T) {
	t.Parallel()
	for u, word := range map[Unit]string{Byte: "byte", CodePoint: "codepoint", UTF16: "utf16"} {
		if got := u.String(); got != word {
			t.Errorf("String() = %q, want %q", got, word)
		}
		if got, err := ParseUnit(word); err != nil || got != u {
			t.Errorf("ParseUnit(%q) = %v, %v", word, got, err)
		}
	}
	for _, bad := range []string{"", "bytes", "UTF16", "char"} {
		if _, err := ParseUnit(bad); err == nil {
			t.Errorf("ParseUnit(%q) succeeds", bad)
		}
	}
}

func BenchmarkOffsetsNew(b *testing.B) {
	for name, text := range map[string]string{"ascii": strings.Repeat("plain text ", 100), "mixed": strings.Repeat("naïve tëxt ", 100)} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				NewOffsets(text)
			}
		})
	}
}

func BenchmarkOffsetsTo(b *testing.B) {
	o := NewOffsets(strings.Repeat("naïve tëxt 北京 ", 4000))
	for at := 0; b.Loop(); at = (at + 997) % len(o.text) {
		o.To(CodePoint, at)
	}
}
