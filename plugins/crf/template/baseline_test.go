package template

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
)

// The columns of the usual template, computed without the package's help.

func plainShape(word string) string {
	var out []rune
	for _, r := range word {
		switch {
		case unicode.IsUpper(r):
			r = 'X'
		case unicode.IsLower(r) || strings.ContainsRune("ªº", r):
			r = 'x'
		case unicode.IsDigit(r) || strings.ContainsRune("²³¹", r):
			r = 'd'
		}
		if n := len(out); n < 2 || out[n-1] != r || out[n-2] != r {
			out = append(out, r)
		}
	}
	return string(out)
}

func plainTitle(word string) bool {
	cased, seen := false, false
	for _, r := range word {
		upper, lower := unicode.IsUpper(r), unicode.IsLower(r) || strings.ContainsRune("ªº", r)
		if upper && cased || lower && !cased {
			return false
		}
		cased = upper || lower
		seen = seen || cased
	}
	return seen
}

func yesNo(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}

func plainColumns(word string) map[string]string {
	r := []rune(word)
	out := map[string]string{
		"word": word, "lower": strings.ToLower(word), "shape2.keep": plainShape(word),
		"is.title": yesNo(plainTitle(word)),
		"is.upper": yesNo(word == strings.ToUpper(word) && word != strings.ToLower(word) && !strings.ContainsAny(word, "ªº")),
		"is.digit": yesNo(word != "" && strings.IndexFunc(word, func(r rune) bool { return !unicode.IsDigit(r) && !strings.ContainsRune("²³¹", r) }) < 0),
	}
	for k := 1; k <= 4; k++ {
		prefix, suffix := "_", "_"
		if len(r) >= k {
			prefix, suffix = string(r[:k]), string(r[len(r)-k:])
		}
		out[fmt.Sprintf("prefix%d", k)], out[fmt.Sprintf("suffix%d", k)] = prefix, suffix
	}
	return out
}

// plainFeatures are the features of token i, sorted.
func plainFeatures(words []string, i int) []string {
	value := func(column string, o int) string {
		switch j := i + o; {
		case j < 0:
			return fmt.Sprintf("_B%d", -j)
		case j >= len(words):
			return fmt.Sprintf("_E%d", j-len(words)+1)
		default:
			return plainColumns(words[j])[column]
		}
	}
	out := []string{"bias[0]"}
	add := func(column string, offsets ...int) {
		for _, o := range offsets {
			out = append(out, fmt.Sprintf("%s[%d]=%s", column, o, value(column, o)))
		}
	}
	for _, column := range []string{"word", "lower", "shape2.keep"} {
		add(column, -2, -1, 0, 1, 2)
	}
	for k := 1; k <= 4; k++ {
		add(fmt.Sprintf("prefix%d", k), 0)
		add(fmt.Sprintf("suffix%d", k), 0)
	}
	for _, column := range []string{"is.title", "is.upper", "is.digit"} {
		add(column, -1, 0, 1)
	}
	for _, column := range []string{"lower", "shape2.keep"} {
		for _, o := range []int{-1, 0} {
			out = append(out, fmt.Sprintf("%s[%d]|%s[%d]=%s|%s", column, o, column, o+1, value(column, o), value(column, o+1)))
		}
	}
	slices.Sort(out)
	return out
}

func TestBaselineIsTheUsualTemplate(t *testing.T) {
	t.Parallel()
	x := compiled(t, preset(t, "baseline"))
	for _, text := range []string{
		"The ACME board met in New York on 12 May 2021 .",
		"a",
		"Größe ÜBER Ölmühle straße ÉCOLE",
		"北京 大学 Ибраhим ПАРИЖ مدينة ४२ iPhone X-100000 ... !!!! McDonald's",
		"of",
		"12 m³ , 1ª VARA Nº 3 ²",
	} {
		words := strings.Fields(text)
		for i, got := range named(x, words, nil, nil) {
			if d := cmp.Diff(plainFeatures(words, i), got); d != "" {
				t.Errorf("%s: token %d: %s", text, i, d)
			}
		}
	}
}
