package write

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// A scheme is the custom properties of a light or dark page: of the whole page,
// and of each colour of labels.
type scheme struct {
	name   string
	page   map[string]string
	labels map[string]map[string]string
}

var (
	ruleOf     = regexp.MustCompile(`(?s)(:root|\.c\d+)\s*\{([^}]*)\}`)
	propertyOf = regexp.MustCompile(`--([a-z-]+):\s*(#[0-9a-f]{6})`)
)

// schemes reads page.css: what stands in a block for dark screens overrides what
// stands outside.
func schemes() []scheme {
	light, dark := scheme{"light", map[string]string{}, map[string]map[string]string{}}, scheme{"dark", map[string]string{}, map[string]map[string]string{}}
	const query = "@media screen and (prefers-color-scheme: dark) {"
	parts := strings.Split(pageStyle, query)
	take := func(s scheme, css string) {
		for _, rule := range ruleOf.FindAllStringSubmatch(css, -1) {
			into := s.page
			if rule[1] != ":root" {
				if s.labels[rule[1]] == nil {
					s.labels[rule[1]] = map[string]string{}
				}
				into = s.labels[rule[1]]
			}
			for _, p := range propertyOf.FindAllStringSubmatch(rule[2], -1) {
				into[p[1]] = p[2]
			}
		}
	}
	take(light, parts[0])
	for _, part := range parts[1:] {
		inside, outside, _ := strings.Cut(part, "\n}")
		take(dark, inside)
		take(light, outside)
	}
	return []scheme{light, dark}
}

// luminance is the relative luminance of WCAG 2.
func luminance(hex string) float64 {
	var sum float64
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		n, err := strconv.ParseUint(hex[1+2*i:3+2*i], 16, 8)
		if err != nil {
			panic(err)
		}
		c := float64(n) / 255
		if c <= 0.04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+0.055)/1.055, 2.4)
		}
		sum += weight * c
	}
	return sum
}

func contrast(a, b string) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func TestContrastIsThatOfTheStandard(t *testing.T) {
	t.Parallel()
	for pair, want := range map[[2]string]float64{{"#000000", "#ffffff"}: 21, {"#777777", "#ffffff"}: 4.48, {"#123456", "#123456"}: 1} {
		if got := contrast(pair[0], pair[1]); math.Abs(got-want) > 0.005 {
			t.Errorf("contrast of %v is %.3f, want %.2f", pair, got, want)
		}
	}
}

// TestEveryColourCanBeRead holds WCAG 2 AA: 4.5:1 for text, 3:1 for lines.
func TestEveryColourCanBeRead(t *testing.T) {
	t.Parallel()
	const text, line = 4.5, 3
	for _, s := range schemes() {
		if len(s.labels) != palette {
			t.Fatalf("%s: %d colours of labels, want %d", s.name, len(s.labels), palette)
		}
		enough := func(what, front, back string, least float64) {
			if got := contrast(front, back); got < least {
				t.Errorf("%s: %s: %s on %s has %.2f:1, want %.1f:1", s.name, what, front, back, got, least)
			}
		}
		for name, c := range s.labels {
			enough(name+", name of the label", c["ink"], c["tint"], text)
			enough(name+", text of the entity", s.page["fg"], c["tint"], text)
			enough(name+", line on the page", c["ink"], s.page["bg"], line)
			enough(name+", line in the details", c["ink"], s.page["card"], line)
			enough(name+", odd characters", s.page["warn"], c["tint"], line)
			for other, d := range s.labels {
				enough(name+", line on "+other, c["ink"], d["tint"], line)
			}
		}
		for _, back := range []string{"bg", "card"} {
			enough("text", s.page["fg"], s.page[back], text)
			enough("small print", s.page["soft"], s.page[back], text)
			enough("focus", s.page["focus"], s.page[back], line)
		}
		enough("warning", s.page["warn"], s.page["warn-bg"], text)
	}
}

func TestColoursDiffer(t *testing.T) {
	t.Parallel()
	for _, s := range schemes() {
		seen := map[string]string{}
		for name, c := range s.labels {
			if other, again := seen[c["tint"]]; again {
				t.Errorf("%s: %s and %s are the same", s.name, name, other)
			}
			seen[c["tint"]] = name
		}
	}
	if !strings.Contains(pageScript, fmt.Sprintf("const colours = %d;", palette)) {
		t.Errorf("the script does not know of %d colours", palette)
	}
}
